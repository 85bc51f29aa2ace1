import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readKeyRing } from '../../../src/oauth2/token-store/sealing.ts';

const sealedFor = { accountId: '12345', namespace: 'tokens', connection: 'acme', group: 'crm' };
const TEXT = JSON.stringify({ refresh_token: 'canary-refresh', note: 'größe 😀' });
const key = () => randomBytes(32).toString('base64');
const ring = (secret = key()) => readKeyRing(secret, 'tokenSealingKey');

const flipped = (text: string, at: number) =>
  text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);

describe('a sealed text', () => {
  it('opens as what it was, and says nothing to others', () => {
    const keys = ring();
    const sealed = keys.seal(TEXT, sealedFor);

    expect(keys.open(sealed, sealedFor)).toBe(TEXT);
    expect(sealed).not.toContain('canary');
    expect(Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain(
      'canary',
    );
    expect(keys.seal(TEXT, sealedFor)).not.toBe(sealed);
  });

  it.each(['accountId', 'namespace', 'connection', 'group'] as const)(
    'is of no use for another %s',
    (member) => {
      const keys = ring();
      const sealed = keys.seal(TEXT, sealedFor);

      expect(() => keys.open(sealed, { ...sealedFor, [member]: 'other' })).toThrow(
        /^RESPONSE_INVALID: .*sealed/,
      );
    },
  );

  it('is refused when anything in it was changed', () => {
    const keys = ring();
    const sealed = keys.seal(TEXT, sealedFor);

    for (let at = 0; at < sealed.length - 2; at++) {
      expect(() => keys.open(flipped(sealed, at), sealedFor)).toThrow(/^(RESPONSE|CONFIG)_INVALID: /);
    }
  });

  it.each(['', 'canary', 's1.x.y', 's1....', 's2.a.b.c'])('is not %j', (text) => {
    expect(() => ring().open(text, sealedFor)).toThrow(/^RESPONSE_INVALID: .*acme/);
  });
});

describe('a key ring', () => {
  it('opens with every key, and seals with the first', () => {
    const [old, current] = [key(), key()];
    const sealed = ring(old).seal(TEXT, sealedFor);

    expect(ring(`${current},${old}`).open(sealed, sealedFor)).toBe(TEXT);
    expect(ring(current).open(ring(`${current}\n ${old}\n`).seal(TEXT, sealedFor), sealedFor)).toBe(TEXT);
  });

  it('says which secret lacks the key that is needed', () => {
    const sealed = ring().seal(TEXT, sealedFor);
    expect(() => ring().open(sealed, sealedFor)).toThrow(
      /^CONFIG_INVALID: the secret tokenSealingKey .*acme; add it behind/,
    );
  });

  it.each(['base64', 'base64url', 'hex'] as const)('takes keys as %s', (encoding) => {
    const bytes = randomBytes(32);
    const sealed = ring(bytes.toString(encoding)).seal(TEXT, sealedFor);
    expect(ring(bytes.toString('base64')).open(sealed, sealedFor)).toBe(TEXT);
  });

  it.each([
    ['nothing', '', 1],
    ['a password', 'canary', 1],
    ['a short key', randomBytes(16).toString('base64'), 1],
    ['a second key that is none', `${key()},canary`, 2],
  ])('refuses %s, without showing it', (_, secret, which) => {
    const error = (() => {
      try {
        return ring(secret) && undefined;
      } catch (reason) {
        return reason as Error;
      }
    })();
    expect(error?.message).toMatch(`CONFIG_INVALID: the secret tokenSealingKey: key ${which} is none`);
    expect(error?.message).not.toContain('canary');
  });
});
