// Measures the cold start of one lambda in this process and prints milliseconds as JSON.
// Arguments: v1 or v2, the name of our function that does the same, the lambda's file.
const assert = require('node:assert');
const { pathToFileURL } = require('node:url');
const { enter } = require('./world.cjs');

const [target, name, file] = process.argv.slice(2);
const { payload, asked } = enter(name);

async function main() {
  const cpu = process.cpuUsage();
  const start = performance.now();
  const { lambda } = target === 'v1' ? require(file) : await import(pathToFileURL(file).href);
  const loaded = performance.now();
  await (target === 'v1'
    ? new Promise((resolve, reject) => {
        lambda({ payload }, (error, result) => (error ? reject(error) : resolve(result)));
      })
    : lambda({ payload }));
  const end = performance.now();
  const { user, system } = process.cpuUsage(cpu);

  // All have done the same.
  const { expected, ...done } = asked;
  assert.deepEqual(done, { updates: 0, ...expected });
  console.log(
    JSON.stringify({ cpuMs: (user + system) / 1_000, loadMs: loaded - start, runMs: end - loaded }),
  );
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
