// `core-functions-toolbelt`, the toolbelt of V2: no HTTP client, and a secret client that caches.
const {
  PROXY_REFUSAL,
  callStorage,
  isAllowlisted,
  noteSecretCall,
  secretError,
  settings,
} = require('./bridge.cjs');

const CACHE_MS = 5 * 60 * 1_000;
const MAX_VALUE_CHARS = 16_384;
const cache = new Map();

/** Fails like the toolbelt when the storage needs longer than `timeoutMs`. */
function inTime(work, timeoutMs) {
  if (timeoutMs === undefined) return work;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () =>
        reject(secretError('com.liveperson.faas.secret.op-timed-out', 'The secret storage took too long')),
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
      return structuredClone(kept.entry);
    }
    const entry = { key: name, value: await inTime(callStorage('read', name), timeout) };
    cache.set(name, { entry, at: Date.now() });
    return structuredClone(entry);
  },
  // The cache keeps what it has: a function must not count on reading back what it wrote, except uncached.
  async updateSecret({ key, value }, { timeout } = {}) {
    noteSecretCall({ operation: 'update', name: key });
    if (key.startsWith('LIVEPERSON_DEFAULT_')) {
      throw secretError('com.liveperson.faas.secret.forbidden', `${key} belongs to the platform`);
    }
    if (JSON.stringify(value).length > MAX_VALUE_CHARS) {
      throw secretError(
        'com.liveperson.faas.secret.invalid-format',
        `The value of a secret has at most ${MAX_VALUE_CHARS} characters`,
      );
    }
    await inTime(callStorage('update', key, value), timeout);
    return { key, value };
  },
});

/** Puts the platform's proxy before the global fetch. */
function guardFetch() {
  const { fetch } = globalThis;
  globalThis.fetch = async (resource, init) => {
    const { hostname } = new URL(resource.url ?? resource);
    if (isAllowlisted(hostname, settings.allowlist)) return fetch(resource, init);
    return new Response(PROXY_REFUSAL, { status: 403 });
  };
}

module.exports = { Toolbelt: { SecretClient }, guardFetch };
