import type { ContractCase } from './case.ts';

/** What a function asks of servers. */
export const HTTP: readonly ContractCase[] = [
  {
    name: 'a host that is not allowed',
    target: 'v1',
    body: `Toolbelt.HTTPClient()('http://elsewhere.example/', { simple: false })
      .then((r) => callback(null, r), callback)`,
  },
  {
    name: 'a text',
    target: 'v1',
    body: `Toolbelt.HTTPClient()(ORIGIN + '/text').then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'JSON as text',
    target: 'v1',
    body: `Toolbelt.HTTPClient()(ORIGIN + '/json').then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'JSON with json: true',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/json', json: true }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'json: true for what is no JSON',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/text', json: true }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'json: true for an answer without a body',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/204', json: true }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'the URL in url',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ url: ORIGIN + '/text' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'an object body with json: true',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'POST', uri: ORIGIN + '/echo', json: true, body: { a: 'ü' } }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a text body with json: true',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'POST', uri: ORIGIN + '/echo', json: true, body: 'text' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a text body',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'POST', uri: ORIGIN + '/echo', body: 'text' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a form',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'POST', uri: ORIGIN + '/echo', form: { a: '1 2', b: 'ü&=' } }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a form with an array',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'POST', uri: ORIGIN + '/echo', form: { a: [1, 2] } }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'qs',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/echo?x=0', qs: { a: '1 2', b: 'ü' } }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a method in lower case',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'post', uri: ORIGIN + '/echo', body: 'a' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'headers of its own',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/echo', headers: { 'X-Mine': 'a', Accept: 'text/plain' } }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'PUT, PATCH and DELETE',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'DELETE', uri: ORIGIN + '/echo' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'HEAD',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'HEAD', uri: ORIGIN + '/text' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'encoding: null',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/text', encoding: null }).then((r) => callback(null, [Buffer.isBuffer(r), String(r)]), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a gzipped answer',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/gzip', gzip: true }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'simple: false',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/status/404', simple: false }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'another status than 2xx',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/status/404' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'another status than 2xx with json: true',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/status/500', json: true }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'resolveWithFullResponse',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/json', json: true, resolveWithFullResponse: true }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a redirect of GET',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/redirect' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a redirect of POST',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ method: 'POST', uri: ORIGIN + '/redirect', body: 'a' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'followRedirect: false',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/redirect', followRedirect: false }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a timeout',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/slow', timeout: 100 }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.statusCode, e.error]))`,
  },
  {
    name: 'a refused connection',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: 'http://127.0.0.1:1/' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.cause && e.cause.code]))`,
  },
  {
    name: 'a connection that is reset',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({ uri: ORIGIN + '/reset' }).then((r) => callback(null, r), (e) => callback(null, [e.name, e.message, e.cause && e.cause.code]))`,
  },
  {
    name: 'no URL',
    target: 'v1',
    body: `Toolbelt.HTTPClient()({}).then((r) => callback(null, r), (e) => callback(null, [e.name]))`,
    difference: {
      vendor: { result: ['Error'] },
      emulator: { result: ['TypeError'] },
      reason: 'the local runner blames a missing settings.json',
    },
  },
  { name: 'fetch of JSON', target: 'v2', body: `return (await fetch(ORIGIN + '/json')).json()` },
  {
    name: 'fetch with a body',
    target: 'v2',
    body: `return (await fetch(ORIGIN + '/echo', { method: 'POST', body: JSON.stringify({ a: 1 }), headers: { 'content-type': 'application/json' } })).json()`,
  },
  {
    name: 'fetch of another status than 2xx',
    target: 'v2',
    body: `const r = await fetch(ORIGIN + '/status/404'); return [r.ok, r.status, await r.text()]`,
  },
  {
    name: 'fetch that times out',
    target: 'v2',
    body: `return fetch(ORIGIN + '/slow', { signal: AbortSignal.timeout(100) }).catch((e) => [e.name, e.message])`,
  },
  {
    name: 'fetch of a refused connection',
    target: 'v2',
    body: `return fetch('http://127.0.0.1:1/').catch((e) => [e.name, e.message, e.cause?.code])`,
  },
  {
    name: 'fetch of a redirect',
    target: 'v2',
    body: `const r = await fetch(ORIGIN + '/redirect', { redirect: 'manual' }); return r.status`,
  },
  { name: 'fetch of a gzipped answer', target: 'v2', body: `return (await fetch(ORIGIN + '/gzip')).text()` },
  { name: 'an HTTP client, which V2 has not', target: 'v2', body: `return Toolbelt.HTTPClient()` },
];
