// The platform replaces the console after a file has loaded, with one that has four methods and no log().
const util = require('node:util');
const { currentRun } = require('./bridge.cjs');

function installConsole() {
  const write =
    (level) =>
    (message, ...extras) => {
      const text = [message, ...extras]
        .map((part) => (typeof part === 'string' ? part : util.inspect(part)))
        .join(' ');
      const run = currentRun.getStore();
      if (run) run.logs.push({ level, message: text });
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
