// The limit of a secret's value, which each generation counts in its own way.
const { noteBreach, settings } = require('./bridge.cjs');
const { SecretError } = require('./secret-error.cjs');

/** @throws as the toolbelts do when a value is longer than the storage takes */
function refuseLongSecret(chars) {
  const { secretChars } = settings.limits;
  if (secretChars === undefined || chars <= secretChars) return;
  noteBreach('secretChars');
  if (!settings.isEnforcing) return;
  throw new SecretError(
    'com.liveperson.faas.secret.invalid-format',
    `The value of a secret has at most ${secretChars} characters`,
  );
}

module.exports = { refuseLongSecret };
