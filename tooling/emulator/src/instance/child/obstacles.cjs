// What stands between a function and the network: the proxy of V1.
const { noteBreach, now, realNow, report, settings } = require('./bridge.cjs');
const { scrubbedUrl } = require('./observe.cjs');
const { createWindow } = require('./window.cjs');

const REFUSAL = 'You do not have access to the page or resource you are trying to reach\n';
const TOO_MANY = 'Too many requests\n';

const lastSecond = createWindow(1_000);

/** Host rules of the platform's proxy: exact names, or one wildcard label. */
const isAllowlisted = (hostname, allowlist) =>
  allowlist.includes(hostname) || allowlist.includes(hostname.replace(/^[^.]+/, '*'));

/** Hosts of LivePerson that the local toolbelt lets through without asking; its list has wildcards that never hold. */
const LOCALLY_OPEN = new Set(['adminlogin.liveperson.net', 'ams-a.liveperson.net', 'api.liveperson.net']);

/** The local toolbelt's own rules: a wildcard stands before the last two labels only. */
const isAllowlistedLocally = (hostname, allowlist) =>
  LOCALLY_OPEN.has(hostname) ||
  allowlist.includes(hostname) ||
  allowlist.includes(`*.${hostname.split('.').slice(-2).join('.')}`);

/**
 * What the proxy of V1 answers in the place of the host, if anything. Asked before every request of the HTTP
 * client, each hop of a redirect included.
 */
function proxyRefusal(url, method = 'GET', isAllowed = isAllowlisted) {
  const { allowlist, limits, isEnforcing } = settings;
  if (allowlist && !isAllowed(url.hostname, allowlist)) {
    noteBreach('allowlist');
    if (isEnforcing) return refuse(url, method, { status: 403, body: REFUSAL }, 'allowlist');
  }
  const { requestsPerSecond } = limits;
  if (requestsPerSecond === undefined) return undefined;
  const count = lastSecond.add(now());
  report('peak', { limit: 'requestsPerSecond', used: count });
  if (count <= requestsPerSecond) return undefined;
  noteBreach('requestsPerSecond');
  if (!isEnforcing) return undefined;
  lastSecond.undo();
  return refuse(url, method, { status: 429, body: TOO_MANY }, 'requestsPerSecond');
}

function refuse(url, method, answer, refusedBy) {
  const { status } = answer;
  const request = {
    method,
    url: scrubbedUrl(url.href),
    headers: {},
    status,
    startedAt: realNow(),
    durationMs: 0,
    refusedBy,
  };
  report('request', { request });
  return answer;
}

module.exports = { isAllowlistedLocally, proxyRefusal };
