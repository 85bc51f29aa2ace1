import { runDemo } from './demo.ts';

const { stdout } = process;
process.exitCode = await runDemo({
  write: (text) => stdout.write(text),
  isStyled: stdout.isTTY === true && !process.env.NO_COLOR,
});
