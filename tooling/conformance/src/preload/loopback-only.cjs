// Preloaded into the vendor's processes: whatever wants to leave this machine fails, and says so where the tests look.
const net = require('node:net');

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const connect = net.Socket.prototype.connect;

net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : net._normalizeArgs(args);
  const host = options.host ?? 'localhost';
  if (options.path === undefined && !LOOPBACK.has(host)) {
    process.stderr.write(`loopback-only: refused ${host}:${options.port}\n`);
    process.nextTick(() => this.destroy(new Error(`loopback-only: refused ${host}`)));
    return this;
  }
  return connect.apply(this, args);
};
