// What the parts of an instance share: the run that is on, the clock, and the way to the parent process.
const { AsyncLocalStorage } = require('node:async_hooks');
const parent = require('./parent.cjs');
const { SecretError } = require('./secret-error.cjs');

/** The run that the current code belongs to: instances of V1 serve several at once. */
const currentRun = new AsyncLocalStorage();

const realNow = Date.now;
let offsetMs = 0;
/** The instance's own time, which its parent can turn forward: the function and the limits go by it. */
const now = () => realNow() + offsetMs;
Date.now = now;

const pending = new Map();
let lastId = 0;

/** Asks the parent for an operation of the secret storage. */
function callStorage(operation, name, value) {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject });
    parent.send({ type: 'secret', id, operation, name, value });
  });
}

function onStorageAnswer({ id, value, error }) {
  const { resolve, reject } = pending.get(id);
  pending.delete(id);
  if (error) reject(new SecretError(error.code, error.message));
  else resolve(value);
}

/** Notes a call of the secret client in the run it belongs to. */
function noteSecretCall(call) {
  currentRun.getStore()?.secretCalls.push(call);
  return call;
}

/** Tells the parent what a run does while it does it: a killed run must not lose what is known of it. */
function report(type, fact, run = currentRun.getStore()) {
  if (run && parent.isConnected()) parent.send({ type, id: run.id, ...fact });
}

/** Notes in its run that a limit of the platform was reached; several times are one. */
function noteBreach(limit, run = currentRun.getStore()) {
  run?.breaches.add(limit);
}

/** What `load` brought: see `LoadMessage` in messages.ts. */
const settings = { limits: {} };

module.exports = {
  callStorage,
  currentRun,
  noteBreach,
  noteSecretCall,
  now,
  onStorageAnswer,
  realNow,
  report,
  settings,
  advanceClock: (ms) => {
    offsetMs += ms;
  },
};
