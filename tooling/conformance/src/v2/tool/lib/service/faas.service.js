// The requests of the published source (src/service/faas.service.ts of github.com/LivePersonInc/faas-cli), told anew.
const http = require('node:http');
const { readLogin } = require('./login.js');

const UNCHANGED = 'com.liveperson.faas.function.unchanged';
const cloud = new URL(process.env.LP_CLOUD_URL);

function exchange(host, method, path, body) {
  return new Promise((resolve, reject) => {
    const authorization = `Bearer ${readLogin().token}`;
    const headers = { host, authorization, 'content-type': 'application/json' };
    const request = http.request({ hostname: cloud.hostname, port: cloud.port, method, path, headers });
    request.on('error', reject);
    request.on('response', async (response) => {
      const text = (await response.toArray()).join('');
      const answer = text === '' ? undefined : JSON.parse(text);
      if (response.statusCode < 300) return resolve(answer);
      if (response.statusCode === 401)
        return reject({ errorCode: '401', errorMsg: 'You are not authorized' });
      reject({ errorCode: answer?.code, errorMsg: answer?.message });
    });
    request.end(body && JSON.stringify({ timestamp: 0, ...body }));
  });
}

/** @returns false when the platform has it already */
const changed = (request) =>
  request.then(
    () => true,
    (error) => {
      if (error.errorCode === UNCHANGED) return false;
      throw error;
    },
  );

exports.FaasService = class {
  get accountId() {
    return readLogin().accountId;
  }

  async getCsdsEntry(service) {
    const path = `/api/account/${this.accountId}/service/baseURI.json?version=1.0`;
    const { baseURIs } = await exchange('api.liveperson.net', 'GET', path);
    return baseURIs.find((entry) => entry.service === service).baseURI;
  }

  async doFetch({ urlPart, method, additionalParams = '', body }) {
    const host = await this.getCsdsEntry('faasUI');
    const path = `/api/account/${this.accountId}${urlPart}?userId=${readLogin().userId}${additionalParams}`;
    return exchange(host, method, path, body);
  }

  getAllFunctionMetas() {
    return this.doFetch({ urlPart: '/functions', method: 'GET' });
  }

  async getAllFunctions() {
    return this.getLambdasByNames((await this.getAllFunctionMetas()).map(({ name }) => name));
  }

  async getLambdasByNames(names) {
    const metas = await this.getAllFunctionMetas();
    return Promise.all(
      names.map(async (name) => {
        const { uuid } = metas.find((meta) => meta.name === name);
        const fn = await this.doFetch({ urlPart: `/functions/${uuid}`, method: 'GET' });
        return fn.versions ? { ...fn, manifest: fn.versions[0] } : fn;
      }),
    );
  }

  async pushNewFunction({ name, description, eventId, manifest }) {
    const body = { name, description, state: 'Draft', eventId };
    const { uuid } = await this.doFetch({ urlPart: '/functions', method: 'POST', body });
    await this.putManifest(uuid, { ...manifest, version: -1 });
  }

  /** @returns whether anything was different */
  async push(uuid, { description, manifest }) {
    const meta = await changed(
      this.doFetch({ urlPart: `/functions/${uuid}`, method: 'PUT', body: { description } }),
    );
    return (await changed(this.putManifest(uuid, manifest))) || meta;
  }

  putManifest(uuid, manifest) {
    const body = { uuid, ...manifest };
    return this.doFetch({ urlPart: `/functions/${uuid}/manifest`, method: 'PUT', body });
  }

  deploy(uuid) {
    return this.doFetch({ urlPart: `/deployments/${uuid}`, method: 'POST' });
  }
};
