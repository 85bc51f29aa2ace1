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
  return {
    account: service.accountId,
    gateway: await service.getCsdsEntry('faasGW'),
    // 1.x names its functions lambdas, 2.x functions.
    functions: await (service.getAllFunctions ? service.getAllFunctions() : service.getAllLambdas()),
    domains: await unless(read('/proxy-settings', '&includeDefault=true')),
    schedules: await unless(read('/schedules')),
  };
}

/** What the package throws is an object with `errorCode` and `errorMsg`, or whatever broke in it without a network. */
const failed = (error) => ({
  problem: error?.errorCode === '401' ? 'login' : 'failed',
  reason: String(error?.errorMsg ?? error?.message ?? error),
});

void ask()
  .catch(failed)
  .then((answer) => process.stdout.write(`\nlp-upload:account ${JSON.stringify(answer)}\n`));
