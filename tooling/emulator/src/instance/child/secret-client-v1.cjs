// The secret client both toolbelts of V1 have: every read goes to the storage.
const { callStorage, noteSecretCall, secretError } = require('./bridge.cjs');

const MAX_VALUE_CHARS = 10_000;

const SecretClient = () => ({
  async readSecret(name) {
    noteSecretCall({ operation: 'read', name });
    return { key: name, value: await callStorage('read', name) };
  },
  async updateSecret({ key, value }) {
    noteSecretCall({ operation: 'update', name: key });
    if (value?.length > MAX_VALUE_CHARS) {
      throw secretError(
        'com.liveperson.faas.secret.invalid-format',
        `The value of a secret has at most ${MAX_VALUE_CHARS} characters`,
      );
    }
    await callStorage('update', key, value);
    return { key, value };
  },
});

module.exports = { SecretClient };
