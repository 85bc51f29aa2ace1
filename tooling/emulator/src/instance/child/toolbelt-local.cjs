// `lp-faas-toolbelt` as the vendor's local runner provides it: options of request-promise over fetch, with
// what that loses on the way. Every oddity here has been measured, and a function has to live with it.
const { absentInV1, absentNames } = require('./absent-clients.cjs');
const { dueFault } = require('./faults.cjs');
const { fromHere } = require('./observe.cjs');
const { isAllowlistedLocally, proxyRefusal } = require('./obstacles.cjs');
const { SecretClient } = require('./secret-client-v1.cjs');
const { ErrorCodes, SecretError } = require('./secret-error.cjs');

/** Promises only: there is nothing to abort a request with. */
async function httpClient(first, second) {
  const given = typeof first === 'string' ? { uri: first } : first;
  const options = { headers: defaultHeaders(), ...second, ...given };
  const url = new URL(given.uri ?? given.url);
  const refusal = proxyRefusal(url, options.method, isAllowlistedLocally);
  if (refusal) return { statusCode: refusal.status, body: refusal.body };
  try {
    return await fromHere(() => exchange(options, url));
  } catch (error) {
    // The same failure again, as an event without listeners: it ends the process unless somebody expects it.
    void Promise.reject(error);
    throw error;
  }
}

async function exchange(options, url) {
  const { body, form, headers, json, method = 'GET', qs, timeout } = options;
  const fault = await dueFault(url, method);
  if (fault?.error) throw Object.assign(new TypeError('fetch failed'), { cause: fault.error });
  const init = { method: method.toUpperCase(), headers: { ...headers } };
  if (timeout) {
    const controller = new AbortController();
    init.signal = controller.signal;
    // Never cleared: the process waits for it.
    setTimeout(() => controller.abort(), timeout);
  }
  // `url` wins over `uri`, and may be a Request.
  let resource = options.url ?? options.uri;
  if (qs) {
    resource = new URL(resource);
    for (const [name, value] of Object.entries(qs)) resource.searchParams.append(name, value);
  }
  if (json && body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers['Content-Type'] = 'application/json';
    init.headers.Accept ??= 'application/json';
  } else if (form) {
    init.body = new URLSearchParams(form).toString();
    init.headers['Content-Type'] = 'application/x-www-form-urlencoded';
  } else if (body) {
    init.body = body;
  }
  const response = fault ? new Response(fault.body, fault) : await fetch(resource, init);
  const answer = await contentOf(response, options);
  if (response.ok) return answer;
  throw Object.assign(new Error(`HTTP Error: ${response.status} ${response.statusText}`), {
    statusCode: response.status,
    response,
    error: answer,
    options,
  });
}

async function contentOf(response, { encoding, json }) {
  if (encoding === null) return Buffer.from(await response.arrayBuffer());
  const text = await response.text();
  return json ? parsed(text) : text;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function defaultHeaders() {
  return { 'LP-URL': process.env.BRAND_ID, 'User-Agent': 'LP-Lambda-local' };
}

module.exports = {
  ...absentNames,
  ErrorCodes,
  SecretError,
  Toolbelt: { ...absentInV1, HTTPClient: () => httpClient, SecretClient },
};
