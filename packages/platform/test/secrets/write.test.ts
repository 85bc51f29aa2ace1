import { expect, it } from 'vitest';
import { createRedactor } from '../../src/output/redactor.ts';
import { writeSecret } from '../../src/secrets/write.ts';
import { createMemorySecrets } from '../../src/testing/index.ts';

it.each(['text', 12, { access_token: 'x' }])('replaces a value by %j', async (value) => {
  const secretStorage = createMemorySecrets({ a: 'old' });
  await writeSecret({ secretStorage, redactor: createRedactor() }, 'a', value);

  expect(secretStorage.values.get('a')).toEqual(value);
});

it('fails with SECRET_WRITE_FAILED when the secret does not exist, naming the one to create', async () => {
  const secretStorage = createMemorySecrets();
  const error = await writeSecret({ secretStorage, redactor: createRedactor() }, 'none', 's3cret').catch(
    (reason) => reason,
  );

  expect(error.code).toBe('SECRET_WRITE_FAILED');
  expect(error.message).toMatch(/none.*secret\.op-failed.*create it first/);
  expect(error.message).not.toContain('s3cret');
  expect(secretStorage.values.size).toBe(0);
});

it('redacts the new value, even if it could not be written', async () => {
  const redactor = createRedactor();
  await writeSecret({ secretStorage: createMemorySecrets(), redactor }, 'none', 'new-value').catch(() => {});

  expect(redactor.text('new-value')).toBe('[redacted]');
});
