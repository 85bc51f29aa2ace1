// Measures one lambda in this process and prints CPU milliseconds as JSON.
// Arguments: v1 or v2, the lambda's file.
const assert = require('node:assert');
const { pathToFileURL } = require('node:url');
const { asked } = require('./stub.cjs');

const WARM_RUNS = 200;

const [target, file] = process.argv.slice(2);

const cpuMs = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1_000;
};

async function main() {
  const start = process.cpuUsage();
  const { lambda } = target === 'v1' ? require(file) : await import(pathToFileURL(file).href);
  const run = () =>
    target === 'v1'
      ? new Promise((resolve, reject) => {
          lambda({ payload: {} }, (error, result) => (error ? reject(error) : resolve(result)));
        })
      : lambda({ payload: {} });
  const result = await run();
  const firstMs = cpuMs(start);

  // All have done the same: one token, one call.
  assert.deepEqual(
    { ...result, headers: undefined },
    { statusCode: 200, body: { orders: [] }, headers: undefined },
  );
  assert.deepEqual(asked, { token: 1, api: 1 });

  const warm = process.cpuUsage();
  for (let count = 0; count < WARM_RUNS; count++) await run();
  const warmMs = cpuMs(warm) / WARM_RUNS;
  assert.deepEqual(asked, { token: 1, api: 1 + WARM_RUNS });
  console.log(JSON.stringify({ firstMs, warmMs }));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
