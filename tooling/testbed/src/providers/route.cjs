// Loaded before everything else into the process of an instance (NODE_OPTIONS=--require): what DNS and TLS would do.
// Requests to https hosts arrive at the server that TESTBED_ROUTE names, with their own URL in a header; and a run may
// bring variables with it in its input, which the platform gives to a deployment, so that one process serves all.
const https = require('node:https');
const http = require('node:http');

const origin = process.env.TESTBED_ROUTE;
const HEADER = 'x-testbed-url';
const isElsewhere = (url) => url.protocol === 'https:';
const routed = (url) => new URL(url.pathname + url.search, origin);

const { fetch } = globalThis;
globalThis.fetch = (resource, init = {}) => {
  const url = new URL(resource.url ?? resource);
  if (!isElsewhere(url)) return fetch(resource, init);
  const headers = new Headers(init.headers ?? resource.headers);
  headers.set(HEADER, url.href);
  return fetch(routed(url), { ...init, headers });
};

https.request = (url, options, ...rest) =>
  http.request(routed(url), { ...options, headers: { ...options.headers, [HEADER]: url.href } }, ...rest);

let given = [];
process.on('message', ({ type, input }) => {
  if (type !== 'invoke' || !Array.isArray(input?.headers)) return;
  for (const name of given) delete process.env[name];
  given = input.headers.map(({ key }) => key);
  for (const { key, value } of input.headers) process.env[key] = value;
});
