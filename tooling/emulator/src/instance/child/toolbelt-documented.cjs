// `lp-faas-toolbelt` as documented: an HTTP client in the manner of request-promise, over node:http.
const http = require('node:http');
const https = require('node:https');
const zlib = require('node:zlib');
const { settings } = require('./bridge.cjs');
const { absentInV1, absentNames } = require('./absent-clients.cjs');
const { dueFault } = require('./faults.cjs');
const { fromHere } = require('./observe.cjs');
const { proxyRefusal } = require('./obstacles.cjs');
const { SecretClient } = require('./secret-client-v1.cjs');
const { ErrorCodes, SecretError } = require('./secret-error.cjs');

const MAX_REDIRECTS = 10;

/** @returns a thenable that can be aborted; an aborted one never settles, as in request-promise */
function httpClient(first, second) {
  // A URL in the first place wins over whatever stands in the options.
  const options = typeof first === 'string' ? { ...second, uri: first } : { ...first, ...second };
  const state = { aborted: false, request: undefined };
  const promise = new Promise((resolve, reject) => {
    const done = (error, response) => {
      if (state.aborted) return;
      if (error) reject(requestError(error, options));
      else if (options.simple !== false && !/^2/.test(response.statusCode))
        reject(statusError(response, options));
      else resolve(options.resolveWithFullResponse ? response : response.body);
    };
    const uri = options.uri ?? options.url;
    if (!uri) done(new Error('options.uri is a required argument'));
    else if (!URL.canParse(uri)) done(new Error(`Invalid URI ${JSON.stringify(uri)}`));
    else fromHere(() => setOut(new URL(uri), options, state, done));
  });
  return {
    // biome-ignore lint/suspicious/noThenProperty: request-promise returns a thenable
    then: (onResult, onError) => promise.then(onResult, onError),
    catch: (onError) => promise.catch(onError),
    finally: (onEnd) => promise.finally(onEnd),
    promise: () => promise,
    abort() {
      state.aborted = true;
      state.request?.destroy();
    },
  };
}

/** By this one can tell request-promise from what only takes its options; nobody calls it. */
httpClient.cookie = (text) => text;

/** Through the proxy, each hop of a redirect again. */
function setOut(url, options, state, done, redirects = 0) {
  const answer = ({ status, body }) =>
    done(undefined, { statusCode: status, headers: {}, body: decode(Buffer.from(body), options) });
  const refusal = proxyRefusal(url, options.method);
  if (refusal) answer(refusal);
  else if (!settings.faults) attempt(url, options, state, done, redirects);
  else {
    void dueFault(url, options.method).then((fault) => {
      if (!fault) attempt(url, options, state, done, redirects);
      else if (fault.error) done(fault.error);
      else answer(fault);
    });
  }
}

function attempt(url, options, state, done, redirects) {
  for (const [name, value] of Object.entries(options.qs ?? {})) url.searchParams.append(name, value);
  const { body, headers } = encodeBody(options);
  const { request: send } = url.protocol === 'https:' ? https : http;
  const method = (options.method ?? 'GET').toUpperCase();
  const request = send(url, { method, headers });
  state.request = request;
  let finished = false;
  const finish = (error, response) => {
    if (finished) return;
    finished = true;
    done(error, response);
  };
  if (options.timeout) {
    request.setTimeout(options.timeout, () => {
      const code = request.socket?.connecting ? 'ETIMEDOUT' : 'ESOCKETTIMEDOUT';
      finish(Object.assign(new Error(code), { code, connect: code === 'ETIMEDOUT' }));
      request.destroy();
    });
  }
  request.on('error', finish);
  request.on('response', (message) => {
    const chunks = [];
    message.on('data', (chunk) => chunks.push(chunk));
    message.on('error', finish);
    message.on('end', () => {
      const { headers: received, statusCode } = message;
      const mayFollow =
        options.followAllRedirects ||
        (options.followRedirect !== false && (method === 'GET' || method === 'HEAD'));
      if (statusCode >= 300 && statusCode < 400 && received.location && mayFollow) {
        if (redirects >= MAX_REDIRECTS) finish(new Error('Exceeded maxRedirects'));
        else follow(new URL(received.location, url), url, { ...options, qs: undefined }, statusCode);
        return;
      }
      unzip(Buffer.concat(chunks), received['content-encoding'], options, (error, bytes) => {
        if (error) finish(error);
        else finish(undefined, { statusCode, headers: received, body: decode(bytes, options) });
      });
    });
  });
  const follow = (to, from, next, statusCode) => {
    if (statusCode !== 307 && statusCode !== 308 && method !== 'HEAD') {
      Object.assign(next, { method: 'GET', body: undefined, form: undefined });
    }
    // By host name alone: another port of the same host receives the header.
    if (to.hostname !== from.hostname) {
      next.headers = Object.fromEntries(
        Object.entries(next.headers ?? {}).filter(([name]) => name.toLowerCase() !== 'authorization'),
      );
    }
    setOut(to, next, state, finish, redirects + 1);
  };
  request.end(body);
}

function encodeBody({ body, form, gzip, headers = {}, json }) {
  const sent = { ...headers };
  const setDefault = (name, value) => {
    if (!Object.keys(sent).some((given) => given.toLowerCase() === name)) sent[name] = value;
  };
  let text = body;
  if (form) {
    text = new URLSearchParams(form).toString();
    setDefault('content-type', 'application/x-www-form-urlencoded');
  } else if (json) {
    setDefault('accept', 'application/json');
    const value = json === true ? body : json;
    if (value !== undefined) {
      text = JSON.stringify(value);
      setDefault('content-type', 'application/json');
    }
  }
  if (gzip) setDefault('accept-encoding', 'gzip, deflate');
  if (text !== undefined) setDefault('content-length', String(Buffer.byteLength(text)));
  return { body: text, headers: sent };
}

/**
 * Only with `gzip`, and then also what comes compressed although nobody asked for it. The header stays as it
 * was.
 */
function unzip(bytes, encoding, { gzip }, done) {
  if (!gzip || bytes.length === 0) done(undefined, bytes);
  else if (encoding === 'gzip' || encoding === 'x-gzip') zlib.gunzip(bytes, done);
  else if (encoding === 'deflate') zlib.inflate(bytes, done);
  else done(undefined, bytes);
}

function decode(bytes, { encoding, json }) {
  if (encoding === null) return bytes;
  const text = bytes.toString('utf8');
  if (!json) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function requestError(cause, options) {
  return Object.assign(new Error(String(cause)), { name: 'RequestError', cause, error: cause, options });
}

function statusError(response, options) {
  const { body, statusCode } = response;
  return Object.assign(new Error(`${statusCode} - ${JSON.stringify(body)}`), {
    name: 'StatusCodeError',
    statusCode,
    error: body,
    options,
    response,
  });
}

module.exports = {
  ...absentNames,
  ErrorCodes,
  SecretError,
  Toolbelt: { ...absentInV1, HTTPClient: () => httpClient, SecretClient },
};
