// The way to whoever started the instance: the channel of a process, or the port of a thread.
const { isMainThread, parentPort } = require('node:worker_threads');

const channel = {
  send: (message) => process.send(message),
  isConnected: () => process.connected,
  onMessage: (listener) => process.on('message', listener),
  unref: () => process.channel.unref(),
  memoryBytes: () => process.memoryUsage.rss(),
  enter: (folder) => process.chdir(folder),
};

/** Messages are JSON, as they are between processes. */
const port = {
  send: (message) => parentPort.postMessage(JSON.stringify(message)),
  isConnected: () => true,
  onMessage: (listener) => parentPort.on('message', (text) => listener(JSON.parse(text))),
  unref: () => parentPort.unref(),
  memoryBytes() {
    // The rest of the process belongs to others.
    const { external, heapUsed } = process.memoryUsage();
    return heapUsed + external;
  },
  // All threads of a process are in the same folder.
  enter() {},
};

module.exports = isMainThread ? channel : port;
