import { describe, expect, it, vi } from 'vitest';
import { defineFunction, FunctionError, writeSecret } from '../../src/index.ts';
import { createTestHost } from '../../src/testing/index.ts';
import { CANARY, failureOf, runOf } from '../support/run.ts';

const SPELLINGS = [CANARY, encodeURIComponent(CANARY), JSON.stringify(CANARY)];

describe.each(SPELLINGS)('a secret spelled %s', (spelling) => {
  it('is in no result', async () => {
    const { work } = runOf(async ({ secrets }) => {
      await secrets.read(['apiKey']);
      return { echo: [`key=${spelling}`] };
    });
    const result = JSON.stringify(await work);

    expect(result).toContain('[redacted]');
    expect(result).not.toContain('0123456789');
  });

  it('is in no message, stack, fact or log', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue();
    const { work } = runOf(async ({ secrets }) => {
      await secrets.read(['apiKey']);
      throw new FunctionError('TOKEN_REJECTED', `the peer says ${spelling}`, { reason: spelling });
    });
    const error = await failureOf(work);

    for (const output of [error.message, error.stack, JSON.stringify(log.mock.calls)]) {
      expect(output).toContain('[redacted]');
      expect(output).not.toContain('0123456789');
    }
    expect(error).toMatchObject({ code: 'TOKEN_REJECTED', reason: undefined });
  });

  it('is not in what a foreign error says', async () => {
    const { work } = runOf(async ({ secrets }) => {
      await secrets.read(['apiKey']);
      throw new TypeError(`Invalid header ${spelling}`, { cause: spelling });
    });
    const error = await failureOf(work);

    expect(error.message).toContain('[redacted]');
    expect(error.cause).toBeUndefined();
  });
});

it('is no identifier: results do not depend on which run read it', async () => {
  const definition = defineFunction({
    name: 'probe',
    description: 'Reads an identifier and a secret.',
    environment: {},
    payload: {},
    secrets: { clientId: { isIdentifier: true }, apiKey: {} },
    targets: () => [],
    async handler({ secrets }) {
      const { clientId, apiKey } = await secrets.read(['clientId', 'apiKey']);
      return { channel: clientId, key: apiKey, id: 1_000_000_123 };
    },
  });
  const host = createTestHost({ secrets: { clientId: 'livechat', apiKey: '10000001' } });

  expect(await host.invoke(definition)).toEqual({
    channel: 'livechat',
    key: '[redacted]',
    id: 1_000_000_123,
  });
});

it('removes the members of a secret that is JSON, in whatever header they were sent', async () => {
  const { work } = runOf(
    async ({ secrets }) => {
      await secrets.get('account');
      const header = Buffer.from('svc-orders:pa55-w0rd').toString('base64');
      return { plain: 'pa55-w0rd', header: `Basic ${header}`, php: 'https:\\/\\/a.example' };
    },
    { secrets: { account: { user: 'svc-orders', password: 'pa55-w0rd', hook: 'https://a.example' } } },
  );
  const result = (await work) as Record<string, string>;

  expect(result).toMatchObject({ plain: '[redacted]', php: '[redacted]' });
  expect(result.header).not.toContain(Buffer.from('pa55-w0rd').toString('base64').slice(4, 10));
  expect(result.header).toContain('[redacted]');
});

it('removes what was minted during the run', async () => {
  const { work } = runOf(({ redactor }) => {
    redactor.add('minted-token');
    return 'Bearer minted-token';
  });

  expect(await work).toBe('Bearer [redacted]');
});

it('removes whatever form a secret is stored in', async () => {
  const { work } = runOf(
    async ({ secrets }) => {
      await Promise.all([secrets.get('number'), secrets.get('json')]);
      return ['n=1234567890', 'j={"token":"abc"}'];
    },
    { secrets: { number: 1234567890, json: { token: 'abc' } } },
  );

  expect(await work).toEqual(['n=[redacted]', 'j=[redacted]']);
});

it('removes a secret that is written', async () => {
  const { work } = runOf(async (run) => {
    await writeSecret(run, 'apiKey', 'new-value');
    return 'new-value';
  });

  expect(await work).toBe('[redacted]');
});
