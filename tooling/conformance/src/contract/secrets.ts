import type { ContractCase } from './case.ts';

/** What a function reads and updates in the secret storage. */
export const SECRETS: readonly ContractCase[] = [
  {
    name: 'a secret that is read, updated and read again',
    target: 'v1',
    body: `const s = Toolbelt.SecretClient(); s.readSecret('a').then(async ({ value }) => {
      await s.updateSecret({ key: 'a', value: value + '!' });
      callback(null, (await s.readSecret('a')).value); }).catch(callback)`,
  },
  {
    name: 'a secret that does not exist',
    target: 'v1',
    body: `Toolbelt.SecretClient().readSecret('none').then(() => callback(), (e) => callback(null, e.code))`,
  },
  {
    name: 'a secret that is updated and read from the cache',
    target: 'v2',
    body: `const s = Toolbelt.SecretClient(); await s.updateSecret({ key: 'a', value: 'new' });
      return (await s.readSecret('a')).value`,
    difference: {
      vendor: { result: 'new', changedSecrets: ['a'] },
      emulator: { result: '"new"', changedSecrets: ['a'] },
      reason: "the stand-in for the vendor's runner has no cache; the real toolbelt caches the JSON text",
    },
  },
  {
    name: 'the entry that a read gives',
    target: 'v1',
    body: `Toolbelt.SecretClient().readSecret('a').then((e) => callback(null, e), callback)`,
  },
  {
    name: 'the message for a secret that does not exist',
    target: 'v1',
    body: `Toolbelt.SecretClient().readSecret('none').then(callback, (e) => callback(e))`,
  },
  {
    name: 'the class of a failed read',
    target: 'v1',
    body: `const { SecretError } = require('lp-faas-toolbelt'); Toolbelt.SecretClient().readSecret('none').catch((e) => callback(null, [e instanceof SecretError, e.name, e.code]))`,
  },
  {
    name: 'an update of a secret that does not exist',
    target: 'v1',
    body: `Toolbelt.SecretClient().updateSecret({ key: 'none', value: 'x' }).then((e) => callback(null, e), (e) => callback(null, [e.code, e.message]))`,
  },
  {
    name: 'what an update gives',
    target: 'v1',
    body: `Toolbelt.SecretClient().updateSecret({ key: 'a', value: 'x' }).then((e) => callback(null, e), callback)`,
  },
  {
    name: 'a value that is too long',
    target: 'v1',
    body: `Toolbelt.SecretClient().updateSecret({ key: 'a', value: 'x'.repeat(10001) }).then((e) => callback(null, 'fine'), (e) => callback(null, e.code))`,
  },
  {
    name: 'a value that is an object',
    target: 'v1',
    body: `const s = Toolbelt.SecretClient(); s.updateSecret({ key: 'a', value: { b: 1 } }).then(() => s.readSecret('a')).then((e) => callback(null, e.value), callback)`,
  },
  {
    name: 'writeSecret, which no toolbelt has',
    target: 'v1',
    body: `Toolbelt.SecretClient().writeSecret({ key: 'a', value: 'x' })`,
  },
  {
    name: 'the entry that a read gives',
    target: 'v2',
    body: `return Toolbelt.SecretClient().readSecret('a')`,
  },
  {
    name: 'the code for a secret that does not exist',
    target: 'v2',
    body: `return Toolbelt.SecretClient().readSecret('none').catch((e) => e.code)`,
  },
  {
    name: 'a read without the cache after an update',
    target: 'v2',
    body: `const s = Toolbelt.SecretClient(); await s.updateSecret({ key: 'a', value: 'new' }); return (await s.readSecret('a', { useCache: false })).value`,
  },
  {
    name: 'an update of a secret that does not exist',
    target: 'v2',
    body: `return Toolbelt.SecretClient().updateSecret({ key: 'none', value: 'x' }).catch((e) => e.code)`,
  },
];
