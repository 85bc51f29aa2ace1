// Loads one artifact as the platform does and sends it what a warmer sends. Plain JavaScript, for it runs in a Node
// of its own. Arguments: the target, the path of the artifact's copy, which exports `lambda`.
const { pathToFileURL } = require('node:url');

const [, , target, file] = process.argv;
const WAKE_UP = { headers: [], payload: { wakeUp: true } };

/** The platform puts its own console in place once the file has loaded. */
function installConsole() {
  const { debug, info, warn, error } = console;
  globalThis.console = { debug, info, warn, error };
}

async function load() {
  return target === 'v1' ? require(file).lambda : (await import(pathToFileURL(file).href)).lambda;
}

function invoke(lambda) {
  if (target === 'v2') return lambda(WAKE_UP);
  return new Promise((resolve, reject) => {
    lambda(WAKE_UP, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

/** What is no Error has no stack. */
const failure = (step, error) => ({ step, message: String(error), stack: `${error?.stack ?? ''}` });

async function main() {
  let step = 'load';
  try {
    const lambda = await load();
    step = 'run';
    installConsole();
    return { answer: JSON.stringify(await invoke(lambda)) };
  } catch (error) {
    return failure(step, error);
  }
}

void main().then((outcome) => process.send(outcome, () => process.exit()));
