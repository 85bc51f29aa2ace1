import { Chalk } from 'chalk';

export default () => {
  const chalk = new Chalk({ level: 1 });
  return [chalk.red.bold('a'), chalk.bgHex('#00ff00')('b')];
};
