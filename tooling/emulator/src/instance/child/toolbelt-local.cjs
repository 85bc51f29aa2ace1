// `lp-faas-toolbelt` as the vendor's local runner provides it: options of request-promise over fetch, with
// what that loses on the way. Every oddity here has been measured, and a function has to live with it.
const { PROXY_REFUSAL, settings } = require('./bridge.cjs');
const { SecretClient } = require('./secret-client-v1.cjs');

/** Host names without port; a wildcard stands before the last two labels only. */
function isAllowed(hostname) {
  const { allowlist } = settings;
  return (
    !allowlist ||
    allowlist.includes(hostname) ||
    allowlist.includes(`*.${hostname.split('.').slice(-2).join('.')}`)
  );
}

/** Promises only: there is nothing to abort a request with. */
async function httpClient(first, second) {
  const given = typeof first === 'string' ? { uri: first } : first;
  const options = { headers: defaultHeaders(), ...second, ...given };
  if (!isAllowed(new URL(given.uri ?? given.url).hostname)) return { statusCode: 403, body: PROXY_REFUSAL };
  try {
    return await exchange(options);
  } catch (error) {
    // The same failure again, as an event without listeners: it ends the process unless somebody expects it.
    void Promise.reject(error);
    throw error;
  }
}

async function exchange(options) {
  const { body, form, headers, json, method = 'GET', qs, timeout } = options;
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
  const response = await fetch(resource, init);
  const text = await response.text();
  const answer = json ? parsed(text) : text;
  if (response.ok) return answer;
  throw Object.assign(new Error(`HTTP Error: ${response.status} ${response.statusText}`), {
    statusCode: response.status,
    response,
    error: answer,
    options,
  });
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

module.exports = { Toolbelt: { HTTPClient: () => httpClient, SecretClient } };
