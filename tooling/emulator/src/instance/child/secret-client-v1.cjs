// The secret client both toolbelts of V1 have: every read goes to the storage.
const { callStorage, noteSecretCall } = require('./bridge.cjs');
const { refuseLongSecret } = require('./secret-size.cjs');

const SecretClient = () => ({
  async readSecret(name) {
    noteSecretCall({ operation: 'read', name });
    return { key: name, value: await callStorage('read', name) };
  },
  async updateSecret({ key, value }) {
    noteSecretCall({ operation: 'update', name: key });
    if (typeof value === 'string') refuseLongSecret(value.length);
    await callStorage('update', key, value);
    return { key, value };
  },
});

module.exports = { SecretClient };
