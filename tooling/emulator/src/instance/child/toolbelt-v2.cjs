// `core-functions-toolbelt`, the toolbelt of V2: no HTTP client, and a secret client that caches.
const { absentInV2, absentNames } = require('./absent-clients.cjs');
const { callStorage, noteSecretCall, settings } = require('./bridge.cjs');
const { dueFault } = require('./faults.cjs');
const { fromHere } = require('./observe.cjs');
const { SecretError } = require('./secret-error.cjs');
const { refuseLongSecret } = require('./secret-size.cjs');

const CACHE_MS = 5 * 60 * 1_000;
const cache = new Map();

/** Fails like the toolbelt when the storage needs longer than `timeoutMs`. */
function inTime(work, timeoutMs) {
  if (timeoutMs === undefined) return work;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(
          new SecretError('com.liveperson.faas.secret.op-timed-out', 'The secret storage took too long'),
        ),
      timeoutMs,
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

const SecretClient = () => ({
  async readSecret(name, { useCache = true, timeout } = {}) {
    const call = noteSecretCall({ operation: 'read', name, useCache, cached: false });
    const kept = cache.get(name);
    if (useCache && kept && Date.now() - kept.at < CACHE_MS) {
      call.cached = true;
      return kept.entry;
    }
    const entry = { key: name, value: await inTime(callStorage('read', name), timeout) };
    cache.set(name, { entry, at: Date.now() });
    return entry;
  },
  // As measured: all cached reads share one object, and after an update they give the JSON text of the value.
  async updateSecret({ key, value }, { timeout } = {}) {
    noteSecretCall({ operation: 'update', name: key });
    if (key.startsWith('LIVEPERSON_DEFAULT_')) {
      throw new SecretError('com.liveperson.faas.secret.forbidden', `${key} belongs to the platform`);
    }
    const text = JSON.stringify(value);
    refuseLongSecret(text.length);
    await inTime(callStorage('update', key, value), timeout);
    cache.set(key, { entry: { key, value: text }, at: Date.now() });
    return { key, value };
  },
});

/** V2 has no proxy and no allowlist: only faults that were asked for come before the global fetch. */
function wrapFetch() {
  const { fetch } = globalThis;
  globalThis.fetch = async (resource, init) => {
    const fault = settings.faults && (await fromHere(() => faultFor(resource, init)));
    if (fault?.error) throw Object.assign(new TypeError('fetch failed'), { cause: fault.error });
    return fault ? new Response(fault.body, fault) : fromHere(() => fetch(resource, init));
  };
}

const faultFor = (resource, init) => dueFault(new URL(resource.url ?? resource), init?.method ?? 'GET');

module.exports = { ...absentNames, Toolbelt: { ...absentInV2, SecretClient }, wrapFetch };
