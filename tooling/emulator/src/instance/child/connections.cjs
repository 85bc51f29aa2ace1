// Every connection a function opens, counted where Node opens it, whoever asked: fetch or node:https.
const net = require('node:net');
const { noteBreach, now, report, settings } = require('./bridge.cjs');
const { createWindow } = require('./window.cjs');

/** V2 limits the connections of an instance. */
function countConnections() {
  const windows = { connectionsPerSecond: createWindow(1_000), connectionsPerMinute: createWindow(60_000) };
  const { connect } = net.Socket.prototype;

  net.Socket.prototype.connect = function (...args) {
    const over = Object.keys(windows).filter((limit) => {
      const used = windows[limit].add(now());
      report('peak', { limit, used });
      return used > settings.limits[limit];
    });
    for (const limit of over) noteBreach(limit);
    if (over.length === 0 || !settings.isEnforcing) return connect.apply(this, args);
    for (const window of Object.values(windows)) window.undo();
    const error = Object.assign(new Error(`connect ECONNREFUSED: ${over.join(', ')}`), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    });
    process.nextTick(() => this.destroy(error));
    return this;
  };
}

module.exports = { countConnections };
