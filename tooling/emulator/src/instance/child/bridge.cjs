// What the parts of an instance share: the run that is on, the clock, and the way to the parent process.
const { AsyncLocalStorage } = require('node:async_hooks');

/** The run that the current code belongs to: instances of V1 serve several at once. */
const currentRun = new AsyncLocalStorage();

const realNow = Date.now;
let offsetMs = 0;
Date.now = () => realNow() + offsetMs;

const pending = new Map();
let lastId = 0;

/** Asks the parent for an operation of the secret storage. */
function callStorage(operation, name, value) {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    pending.set(id, { resolve, reject });
    process.send({ type: 'secret', id, operation, name, value });
  });
}

function onStorageAnswer({ id, value, error }) {
  const { resolve, reject } = pending.get(id);
  pending.delete(id);
  if (error) reject(secretError(error.code, error.message));
  else resolve(value);
}

/** As the toolbelts throw it: an Error with a code. */
function secretError(code, message) {
  return Object.assign(new Error(message), { code });
}

/** Notes a call of the secret client in the run it belongs to. */
function noteSecretCall(call) {
  currentRun.getStore()?.secretCalls.push(call);
  return call;
}

/** Host rules of the platform's proxy: exact names, or one wildcard label. */
function isAllowlisted(hostname, allowlist) {
  return !allowlist || allowlist.includes(hostname) || allowlist.includes(hostname.replace(/^[^.]+/, '*'));
}

const PROXY_REFUSAL = 'You do not have access to the page or resource you are trying to reach\n';

module.exports = {
  PROXY_REFUSAL,
  callStorage,
  currentRun,
  isAllowlisted,
  noteSecretCall,
  onStorageAnswer,
  secretError,
  settings: { allowlist: undefined },
  advanceClock: (ms) => {
    offsetMs += ms;
  },
};
