// Faults on purpose: what a request meets instead of its host. Which ones, the parent decides and numbers.
const { realNow, report, settings } = require('./bridge.cjs');
const { scrubbedUrl } = require('./observe.cjs');
const { createRandom } = require('./random.cjs');

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let random;

/**
 * Waits as long as the latency says, then tells which fault is due.
 * @returns `{ status, body }`, `{ error }` or nothing
 */
async function dueFault(url, method) {
  const { faults } = settings;
  if (!faults) return undefined;
  random ??= createRandom(faults.seed);
  const rule = faults.hosts.find(({ host, share }) => matches(url.hostname, host) && random() < share);
  if (faults.latencyMs > 0) await sleep(faults.latencyMs);
  if (!rule) return undefined;
  const fact = {
    method,
    url: scrubbedUrl(url.href),
    headers: {},
    startedAt: realNow(),
    durationMs: 0,
    refusedBy: 'fault',
  };
  if (rule.kind === 'status') {
    report('request', { request: { ...fact, status: rule.status } });
    return { status: rule.status, body: JSON.stringify({ error: `fault: ${rule.status}` }) };
  }
  const code = rule.kind === 'reset' ? 'ECONNRESET' : 'ETIMEDOUT';
  if (rule.kind === 'timeout') await sleep(faults.timeoutMs);
  report('request', { request: { ...fact, error: code } });
  return { error: Object.assign(new Error(`fault: ${code}`), { code }) };
}

const matches = (hostname, host) =>
  hostname === host || (host.startsWith('*.') && hostname.endsWith(host.slice(1)));

module.exports = { dueFault };
