import nock from 'nock';
import { beforeEach, expect, it } from 'vitest';
import { startV1, startV2 } from './lambda.ts';

beforeEach(() => nock.enableNetConnect('127.0.0.1'));

it('refuses in words what a client of the platform is asked for that is not emulated, and lets it be made', async () => {
  const v1 = await startV1(
    `const { LpServices } = require('lp-faas-toolbelt');
     const client = Toolbelt.LpClient();
     client(LpServices.MSG_HIST, '/x', {}).catch((error) => callback(error));`,
  );
  const v2 = await startV2(`return Toolbelt.SDEUtil().getSDEsFromConv({});`);

  expect((await v1.invoke()).error).toMatchObject({
    isError: true,
    message: expect.stringContaining('Toolbelt.LpClient() is not emulated: the platform has it'),
  });
  expect((await v2.invoke()).error?.message).toContain('Toolbelt.SDEUtil().getSDEsFromConv is not emulated');
});

it('names the way to the context store, which is emulated', async () => {
  const { invoke } = await startV1(
    `Toolbelt.ContextServiceClient({ apiKey: 'k', accountId: 'a' }).getPropertiesInNamespace('n').catch(callback)`,
  );
  expect((await invoke()).error?.message).toContain('call the context store over HTTP');
});

it.each([
  { target: 'v1', start: startV1, call: 'Toolbelt.httpClient()' },
  { target: 'v2', start: startV2, call: 'Toolbelt.HTTPClient()' },
])('fails on $target as the platform does for what its toolbelt has not either', async ({ start, call }) => {
  const { invoke } = await start(call);
  expect((await invoke()).error?.message).toContain('is not a function');
});

it('waits for a client of its own as for any value', async () => {
  const { invoke } = await startV2(`const client = await Toolbelt.CsdsClient(); return typeof client.get;`);
  expect((await invoke()).result).toBe('function');
});

it('gives V1 the class and the codes of failed secrets', async () => {
  const { invoke } = await startV1(
    `const { ErrorCodes, SecretError } = require('lp-faas-toolbelt');
     Toolbelt.SecretClient().readSecret('none').catch((error) =>
       callback(null, [error instanceof SecretError, error.code === ErrorCodes.Secret.NotFound]))`,
  );
  expect((await invoke()).result).toEqual([true, true]);
});
