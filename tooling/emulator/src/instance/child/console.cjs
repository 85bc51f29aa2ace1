// The platform replaces the console after a file has loaded, with one that has four methods and no log().
const util = require('node:util');
const { currentRun, report } = require('./bridge.cjs');
const { position } = require('./position.cjs');

function installConsole() {
  const write =
    (level) =>
    (message, ...extras) => {
      const text = [message, ...extras]
        .map((part) => (typeof part === 'string' ? part : util.inspect(part)))
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
