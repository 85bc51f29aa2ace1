// Stands for `lpf` 2.x, which cannot be pinned: what its published source (src/controller and src/view of
// github.com/LivePersonInc/faas-cli) does and prints without a terminal, told anew.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { version } = require('../package.json');

const { factory } = require('../lib/service/faasFactory.service.js');

async function push(service, name) {
  const folder = join('functions', name);
  const { description, event, environmentVariables } = JSON.parse(
    readFileSync(join(folder, 'config.json'), 'utf8'),
  );
  const code = readFileSync(join(folder, 'index.js'), 'utf8');
  const environment = Object.keys(environmentVariables)[0] === 'key' ? {} : environmentVariables;
  const existing = (await service.getAllFunctionMetas()).find((fn) => fn.name === name);
  if (!existing) {
    const eventId = event === 'No Event' ? undefined : event;
    await service.pushNewFunction({ name, description, eventId, manifest: { code, environment } });
    return 'completed';
  }
  const [{ uuid, manifest }] = await service.getLambdasByNames([name]);
  const { id, version: current } = manifest ?? { version: -1 };
  const isChanged = await service.push(uuid, {
    description,
    manifest: { code, environment, id, version: current },
  });
  return isChanged ? 'completed' : 'skipped: no changes';
}

async function deploy(service, name) {
  const { uuid } = (await service.getAllFunctionMetas()).find((fn) => fn.name === name);
  await service.deploy(uuid);
  return 'completed';
}

async function forEach(label, names, work) {
  for (const name of names.filter((argument) => !argument.startsWith('--'))) {
    console.log(`${label} ${name} [started]`);
    console.log(`${label} ${name} [${await work(name)}]`);
  }
}

async function main([command, ...names]) {
  if (command === '--version') {
    console.log(`liveperson-functions-cli/${version} linux-x64 node-${process.version}`);
    return;
  }
  const service = await factory.get();
  if (!(await service.getCsdsEntry('faasGW')).includes('fninvocations')) {
    throw { errorMsg: 'Account Migration Required' };
  }
  if (command === 'push') await forEach('Pushing', names, (name) => push(service, name));
  else if (command === 'deploy') await forEach('Deploying', names, (name) => deploy(service, name));
}

main(process.argv.slice(2)).catch(({ errorMsg, message }) => {
  console.log(errorMsg ?? message);
  process.exitCode = 1;
});
