// One instance of the platform: loads a copy of an artifact and serves the runs its parent asks for. Plain
// JavaScript without dependencies, because it runs on whichever Node.js is to be tried.
const { pathToFileURL } = require('node:url');
const bridge = require('./bridge.cjs');
const { countConnections } = require('./connections.cjs');
const { installConsole } = require('./console.cjs');
const { observeRequests } = require('./observe.cjs');
const { describeError, toJson } = require('./outcome.cjs');
const parent = require('./parent.cjs');

let lambda;
let target;

async function load(options) {
  target = options.target;
  Object.assign(bridge.settings, options);
  Object.assign(process.env, options.env);
  parent.enter(options.folder);
  process.setSourceMapsEnabled(options.hasSourceMap);
  observeRequests();
  if (target === 'v2') {
    countConnections();
    require('./toolbelt-v2.cjs').wrapFetch();
  }
  lambda =
    target === 'v1' ? require(options.file).lambda : (await import(pathToFileURL(options.file).href)).lambda;
  installConsole();
  parent.send({ type: 'ready' });
}

function start({ id, input }) {
  const run = { id, secretCalls: [], callbacks: 0, breaches: new Set() };
  const startedAt = performance.now();
  let settled = false;
  const settle = (outcome) => {
    if (settled) return;
    settled = true;
    parent.send({
      type: 'done',
      id,
      outcome,
      secretCalls: run.secretCalls,
      callbacks: run.callbacks,
      breaches: [...run.breaches],
      durationMs: performance.now() - startedAt,
      rssBytes: parent.memoryBytes(),
    });
  };
  const succeed = (result) => {
    try {
      settle({ json: toJson(result) });
    } catch (error) {
      settle({ error: describeError(error) });
    }
  };
  const fail = (error) => settle({ error: describeError(error) });

  bridge.currentRun.run(run, () => {
    if (target === 'v2') {
      // What is no Error leaves the platform as an empty success; `isError: false` shows it here.
      new Promise((resolve) => resolve(lambda(input))).then(succeed, fail);
      return;
    }
    const callback = (error, result) => {
      run.callbacks += 1;
      if (settled) parent.send({ type: 'callback', id, callbacks: run.callbacks });
      else if (error !== undefined && error !== null) fail(error);
      // A promise as result is waited for.
      else if (typeof result?.then === 'function') result.then(succeed, fail);
      else succeed(result);
    };
    try {
      // Only the callback can deliver a result, but a rejected promise counts as a failure.
      const returned = lambda(input, callback);
      if (typeof returned?.then === 'function') returned.then(undefined, fail);
    } catch (error) {
      fail(error);
    }
  });
}

parent.onMessage((message) => {
  if (message.type === 'load') {
    load(message).catch((error) => parent.send({ type: 'loadFailed', error: describeError(error) }));
  } else if (message.type === 'invoke') start(message);
  else if (message.type === 'secret') bridge.onStorageAnswer(message);
  else if (message.type === 'clock') bridge.advanceClock(message.ms);
  // From here on the process ends as soon as the function has left nothing behind: no timer, no open socket.
  else if (message.type === 'stop') parent.unref();
});
