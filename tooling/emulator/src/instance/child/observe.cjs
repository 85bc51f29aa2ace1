// Notes every outbound request of a run, whoever made it: the toolbelt, fetch or node:https.
const { AsyncLocalStorage } = require('node:async_hooks');
const { subscribe } = require('node:diagnostics_channel');
const { currentRun, realNow, report } = require('./bridge.cjs');
const { position } = require('./position.cjs');

/** Headers whose value nobody minds; of all others only the name leaves the process. */
const PLAIN_HEADERS = new Set(['accept', 'content-type', 'content-length', 'user-agent', 'lp-eventsource']);

/** Parameters whose value may be a credential. */
const DELICATE = /token|key|secret|signature|password|assertion|^code$|^sig$/i;

/** A URL as it may be shown and kept. */
function scrubbedUrl(text) {
  const url = new URL(text);
  url.username = '';
  url.password = '';
  if (!url.search) return url.href;
  const query = url.search
    .slice(1)
    .split('&')
    .map((pair) => {
      const [name] = pair.split('=');
      return DELICATE.test(name) ? `${name}=…` : pair;
    });
  return `${url.href.slice(0, -url.search.length - url.hash.length)}?${query.join('&')}`;
}

/** Where the function called the client; the client itself works later, from another stack. */
const callSite = new AsyncLocalStorage();

/** Runs a client with the place of its caller noted. */
const fromHere = (work) => callSite.run(position(), work);

function observeRequests() {
  const started = new WeakMap();
  const begin = (key, method, url, headers) => {
    const run = currentRun.getStore();
    if (!run) return;
    const fact = {
      method,
      url: scrubbedUrl(url),
      headers: scrubbed(headers),
      startedAt: realNow(),
      position: callSite.getStore(),
    };
    started.set(key, { run, fact, at: performance.now() });
  };
  const end = (key, outcome) => {
    const known = started.get(key);
    if (!known) return;
    started.delete(key);
    report(
      'request',
      { request: { ...known.fact, ...outcome, durationMs: performance.now() - known.at } },
      known.run,
    );
  };

  subscribe('http.client.request.start', ({ request }) => {
    const { method, protocol, host, path } = request;
    begin(
      request,
      method,
      `${protocol}//${request.getHeader('host') ?? host}${path}`,
      Object.entries(request.getHeaders()),
    );
    request.once('response', (response) => end(request, { status: response.statusCode }));
    request.once('close', () => end(request, { error: request.errored?.code ?? 'closed' }));
  });
  subscribe('undici:request:create', ({ request }) => {
    begin(request, request.method, `${request.origin}${request.path}`, pairs(request.headers));
  });
  subscribe('undici:request:headers', ({ request, response }) =>
    end(request, { status: response.statusCode }),
  );
  subscribe('undici:request:error', ({ request, error }) =>
    end(request, { error: error.code ?? error.name }),
  );
}

/** Node's versions of undici keep headers as text or as a flat list. */
function pairs(headers) {
  if (typeof headers === 'string')
    return headers
      .split('\r\n')
      .filter(Boolean)
      .map((line) => line.split(': '));
  return headers.flatMap((name, index) => (index % 2 === 0 ? [[String(name), headers[index + 1]]] : []));
}

const scrubbed = (headers) =>
  Object.fromEntries(
    headers.map(([name, value]) => [
      name.toLowerCase(),
      PLAIN_HEADERS.has(name.toLowerCase()) ? String(value) : '…',
    ]),
  );

module.exports = { fromHere, observeRequests, scrubbedUrl };
