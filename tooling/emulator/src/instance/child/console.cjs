// The platform replaces the console after a file has loaded, with one that has four methods and no log().
const util = require('node:util');
const { currentRun, report } = require('./bridge.cjs');
const { position } = require('./position.cjs');

/** Without the frames of stacks that are the emulator's or Node's: they are no line of the function. */
const ownFrames = (text) =>
  text
    .split('\n')
    .filter(
      (line) => !(line.trimStart().startsWith('at ') && FOREIGN_FRAMES.some((part) => line.includes(part))),
    )
    .join('\n');
const FOREIGN_FRAMES = [__dirname, '(node:', 'at node:', 'at new Promise (<anonymous>)'];

function installConsole() {
  const write =
    (level) =>
    (message, ...extras) => {
      const text = [message, ...extras]
        .map((part) => (typeof part === 'string' ? part : ownFrames(util.inspect(part))))
        .join(' ');
      if (currentRun.getStore()) report('log', { entry: { level, message: text, position: position() } });
      else process.stderr.write(`[outside a run] ${level}: ${text}\n`);
    };
  globalThis.console = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
  };
}

module.exports = { installConsole };
