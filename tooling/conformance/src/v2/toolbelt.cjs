// Stands for `core-functions-toolbelt` in the local runner of V2: secrets come from the project's settings.json.
const { readFileSync, writeFileSync } = require('node:fs');

const FILE = 'functions/settings.json';
const readSettings = () => JSON.parse(readFileSync(FILE, 'utf8'));
const failure = (kind, message) =>
  Object.assign(new Error(message), { code: `com.liveperson.faas.secret.${kind}` });

const SecretClient = () => ({
  async readSecret(key) {
    const found = readSettings().secrets.find((secret) => secret.key === key);
    if (!found) throw failure('not-found', `There is no Secret ${key} for this account`);
    return found;
  },
  async updateSecret(secret) {
    const settings = readSettings();
    const index = settings.secrets.findIndex(({ key }) => key === secret.key);
    if (index < 0) throw failure('op-failed', `Updating Secret ${secret.key} failed`);
    settings.secrets[index] = secret;
    writeFileSync(FILE, JSON.stringify(settings, null, 4));
    return secret;
  },
});

module.exports = { Toolbelt: { SecretClient } };
