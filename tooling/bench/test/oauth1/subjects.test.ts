import { expect, it } from 'vitest';
import { oauth, signBare, signByPackage, signByUs } from '../../src/oauth1/subjects.ts';

it('all subjects do the same work: the same request, the same signature', () => {
  const nonce = 'n';
  const timestamp = 1;
  Object.assign(oauth, { getNonce: () => nonce, getTimeStamp: () => timestamp });
  const { signature } = signByUs({ nonce, timestamp });

  expect(signByPackage().Authorization).toContain(`oauth_signature="${encodeURIComponent(signature)}"`);
  expect(signBare()).toHaveLength(signature.length);
});
