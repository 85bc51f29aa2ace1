import { describe, expect, it } from 'vitest';
import { readBuilt } from '../../src/built/built.ts';
import { problemsOfExampleHosts } from '../../src/built/example-hosts.ts';
import { builtRepository } from '../support/repository.ts';

const found = (environment: Record<string, string>) =>
  readBuilt(builtRepository([{ name: 'orders', environment }]).root, 'v2', [])
    .functions.flatMap(problemsOfExampleHosts)
    .map(({ found }) => found);

describe('problemsOfExampleHosts', () => {
  it.each([
    'https://example.com',
    'https://api.example.org/v1?x=1',
    'https://shop.example/',
    'https://a.test',
    'https://x.invalid',
    'http://localhost:8080/',
    'http://127.0.0.1:8080/',
    'https://real.acme.com,https://files.example.net',
    '{"callback":"https://app.example.com/done"}',
  ])('refuses %s', (value) => expect(found({ TARGET_URL: value })).toHaveLength(1));

  it.each([
    'https://api.acme.com',
    'https://example.com.acme.com',
    'https://contest.com',
    'example.com is a host',
  ])('takes %s', (value) => expect(found({ TARGET_URL: value })).toEqual([]));

  it('names every variable with an example', () => {
    expect(
      found({ A_URL: 'https://a.example.com', B_URL: 'https://b.example.com', C_URL: 'https://acme.com' }),
    ).toEqual([
      'A_URL points to a.example.com, which is only an example',
      'B_URL points to b.example.com, which is only an example',
    ]);
  });
});
