// Stands for `lpf` 2.x, which cannot be pinned: the requests of its published source (src/service/faas.service.ts and
// src/controller of github.com/LivePersonInc/faas-cli), told anew, and the lines it prints without a terminal.
const { readFileSync } = require('node:fs');
const http = require('node:http');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const UNCHANGED = 'com.liveperson.faas.function.unchanged';
const cloud = new URL(process.env.LP_CLOUD_URL);
const login = () => JSON.parse(readFileSync(join(tmpdir(), 'faas-tmp.json'), 'utf8'));

function exchange(host, method, path, body) {
  return new Promise((resolve, reject) => {
    const headers = { host, authorization: `Bearer ${login().token}`, 'content-type': 'application/json' };
    const request = http.request({ hostname: cloud.hostname, port: cloud.port, method, path, headers });
    request.on('error', reject);
    request.on('response', async (response) => {
      const text = (await response.toArray()).join('');
      const answer = text === '' ? undefined : JSON.parse(text);
      if (response.statusCode < 300) resolve(answer);
      else reject(Object.assign(new Error(answer.message), { code: answer.code }));
    });
    request.end(body && JSON.stringify({ timestamp: 0, ...body }));
  });
}

async function hosts() {
  const path = `/api/account/${login().accountId}/service/baseURI.json?version=1.0`;
  const { baseURIs } = await exchange('api.liveperson.net', 'GET', path);
  return Object.fromEntries(baseURIs.map(({ service, baseURI }) => [service, baseURI]));
}

async function manage(method, path, body) {
  const { accountId, userId } = login();
  const { faasUI } = await hosts();
  return exchange(faasUI, method, `/api/account/${accountId}${path}?userId=${userId}`, body);
}

/** @returns false when the platform has it already */
const changed = (request) =>
  request.then(
    () => true,
    (error) => {
      if (error.code === UNCHANGED) return false;
      throw error;
    },
  );

async function push(name) {
  const folder = join('functions', name);
  const { description, event, environmentVariables } = JSON.parse(
    readFileSync(join(folder, 'config.json'), 'utf8'),
  );
  const code = readFileSync(join(folder, 'index.js'), 'utf8');
  const environment = Object.keys(environmentVariables)[0] === 'key' ? {} : environmentVariables;
  const existing = (await manage('GET', '/functions')).find((fn) => fn.name === name);
  if (!existing) {
    const eventId = event === 'No Event' ? undefined : event;
    const { uuid } = await manage('POST', '/functions', { name, description, state: 'Draft', eventId });
    await manage('PUT', `/functions/${uuid}/manifest`, { uuid, code, environment, version: -1 });
    return 'completed';
  }
  const { uuid } = existing;
  const { versions } = await manage('GET', `/functions/${uuid}`);
  const meta = await changed(manage('PUT', `/functions/${uuid}`, { description }));
  const manifest = { uuid, code, environment, id: versions[0].id, version: versions[0].version };
  const content = await changed(manage('PUT', `/functions/${uuid}/manifest`, manifest));
  return meta || content ? 'completed' : 'skipped: no changes';
}

async function deploy(name) {
  const { uuid } = (await manage('GET', '/functions')).find((fn) => fn.name === name);
  await manage('POST', `/deployments/${uuid}`);
  return 'completed';
}

async function forEach(label, names, work) {
  for (const name of names.filter((argument) => !argument.startsWith('--'))) {
    console.log(`${label} ${name} [started]`);
    console.log(`${label} ${name} [${await work(name)}]`);
  }
}

async function list() {
  const functions = await manage('GET', '/functions');
  if (functions.length === 0) throw new Error('There are no functions created on your account!');
  console.log(' Name  State  Last changed at  Last changed by  Event');
  for (const { name, state, updatedAt, updatedBy, eventId = 'No Event' } of functions) {
    console.log(` ${[name, state, updatedAt, updatedBy, eventId].join('  ')}`);
  }
}

async function main([command, ...names]) {
  if (command === '--version') {
    console.log(`liveperson-functions-cli/2.0.6-beta linux-x64 node-${process.version}`);
    return;
  }
  if (!(await hosts()).faasGW.includes('fninvocations')) throw new Error('Account Migration Required');
  if (command === 'get') await list();
  else if (command === 'push') await forEach('Pushing', names, push);
  else if (command === 'deploy') await forEach('Deploying', names, deploy);
}

main(process.argv.slice(2)).catch(({ message }) => {
  console.log(message);
  process.exitCode = 1;
});
