// Asks the platform what an account holds, with the vendor's own package: its login, its hosts, its proxy settings.
// Run as `node ask.cjs <folder of the package>`; prints one line with JSON, among what the package itself may print.
const { join } = require('node:path');

const packageDir = process.argv[2];
const { LoginController } = require(join(packageDir, 'lib', 'controller', 'login.controller.js'));
const { factory } = require(join(packageDir, 'lib', 'service', 'faasFactory.service.js'));

/** The tool itself reads neither of the two; an account or a person may not be allowed to. */
const unless = (asked) => asked.catch(() => undefined);

async function ask() {
  // Otherwise the package would ask for a password, and nobody is there to answer.
  if (!(await new LoginController().isUserLoggedIn())) return { problem: 'login' };
  const service = await factory.get();
  const read = (urlPart, additionalParams = '') =>
    service.doFetch({ urlPart, additionalParams, method: 'GET' });
  // Told even when the rest fails: it says of which generation the account is.
  const gateway = await service.getCsdsEntry('faasGW');
  // 1.x names its functions lambdas, 2.x functions.
  const list = () => (service.getAllFunctions ? service.getAllFunctions() : service.getAllLambdas());
  const functions = await list().catch((error) => failed(error, gateway));
  if (!Array.isArray(functions)) return functions;
  return {
    account: service.accountId,
    gateway,
    functions,
    domains: await unless(read('/proxy-settings', '&includeDefault=true')),
    schedules: await unless(read('/schedules')),
  };
}

/** What the package throws is an object with `errorCode` and `errorMsg`, or whatever broke in it without a network. */
function failed(error, gateway) {
  const problem = error?.errorCode === '401' ? 'login' : 'failed';
  return { problem, reason: String(error?.errorMsg ?? error?.message ?? 'no reason given'), gateway };
}

void ask()
  .catch((error) => failed(error))
  .then((answer) => process.stdout.write(`\nlp-upload:account ${JSON.stringify(answer)}\n`));
