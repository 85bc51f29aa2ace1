// Usage, in a project's root: node run-local.cjs <function>
// What `lpf invoke --local` does after its hooks, without a login.
const childProcess = require('node:child_process');
const { join } = require('node:path');

// The tool starts the function detached: nobody would end it when this process is stopped.
const { fork } = childProcess;
let child;
childProcess.fork = (...args) => {
  child = fork(...args);
  return child;
};
process.on('SIGTERM', () => {
  child?.kill('SIGKILL');
  process.exit(1);
});

const { FaasDebugger } = require('liveperson-functions-cli/lib/shared/faas-debugger.js');

const name = process.argv[2];
const folder = join(process.cwd(), 'functions', name);
new FaasDebugger({
  indexPath: join(folder, 'index.js'),
  configPath: join(folder, 'config.json'),
  lambdaToInvoke: name,
}).runLocalInvocation();
