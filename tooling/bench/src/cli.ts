import { Command } from 'commander';
import { benches } from './benches.ts';

const width = Math.max(...Object.keys(benches).map((name) => name.length));
const list = Object.entries(benches)
  .map(([name, { about }]) => `  ${name.padEnd(width)}  ${about}`)
  .join('\n');

await new Command('bench')
  .description('Measurements, side by side with peers.')
  .argument('[name]', 'one bench; without it all of them run')
  .option('-l, --list', 'only names the benches')
  .addHelpText('after', `\nBenches:\n${list}`)
  .action(async (name: string | undefined, options: { list?: boolean }, command: Command) => {
    if (options.list) return console.log(list);
    if (name !== undefined && !Object.hasOwn(benches, name)) {
      command.error(`There is no bench named ${name}. There are:\n${list}`);
    }
    for (const [each, { about, load }] of Object.entries(benches)) {
      if (name !== undefined && name !== each) continue;
      console.log(`\n${each}: ${about}\n`);
      await (await load()).default();
    }
  })
  .parseAsync();
