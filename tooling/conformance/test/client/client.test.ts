import { uuidOf } from '@lp-functions/emulator';
import { expect, it } from 'vitest';
import { clientFor } from '../../src/client/client.ts';
import { accountWith } from '../support/misbehaving.ts';

const EVENT = 'conversational_command';
const FUNCTIONS = {
  echo: { body: 'reply(input)' },
  failing: { body: `throw new Error('on purpose')` },
  typo: { body: 'null.x' },
  command: { body: `reply('heard ' + input.payload.arguments)`, eventId: EVENT },
};

it.each(['v1', 'v2'] as const)('the official client works whole with %s', async (target) => {
  const { doors } = await accountWith(FUNCTIONS);
  const client = clientFor(target, doors[target].url);
  const invoke = (name: string, payload: unknown = {}) =>
    client.invoke({
      lambdaUuid: uuidOf(target, name),
      externalSystem: 'test',
      body: { headers: [{ key: 'a', value: 'b' }], payload },
    });

  const { body } = await invoke('echo', { one: 1 });
  expect(body).toEqual({ headers: [{ key: 'a', value: 'b' }], payload: { one: 1 } });

  await expect(invoke('failing')).rejects.toMatchObject({ name: 'FaaSLambdaError' });
  // Only V1 tells a runtime exception from a platform's failure by this name.
  await expect(invoke('typo')).rejects.toMatchObject({
    name: target === 'v1' ? 'FaaSLambdaError' : 'FaaSInvokeError',
  });
  await expect(invoke('nobody')).rejects.toMatchObject({ name: 'FaaSInvokeError' });

  const byEvent = await client.invoke({
    eventId: EVENT,
    externalSystem: 'test',
    body: { headers: [], payload: { conversationId: 'c', arguments: ['x'] } },
  });
  expect(byEvent.body).toMatchObject([{ uuid: uuidOf(target, 'command'), result: 'heard x' }]);

  const isImplemented = (eventId: string) => client.isImplemented({ eventId, externalSystem: 'test' });
  expect(await isImplemented(EVENT)).toBe(true);
  expect(await isImplemented('bot_connectors_pre_hook')).toBe(false);

  const listed = await client.getLambdas({ externalSystem: 'test', userId: 'u', state: ['Productive'] });
  expect(listed.body).toMatchObject([
    { name: 'command', uuid: uuidOf(target, 'command') },
    { name: 'echo' },
    { name: 'failing' },
    { name: 'typo' },
  ]);
  const ofEvent = await client.getLambdas({ externalSystem: 'test', userId: 'u', eventId: EVENT });
  expect(ofEvent.body).toMatchObject([{ name: 'command' }]);
});

it.each(['v1', 'v2'] as const)('nobody is served on %s without a login', async (target) => {
  const { doors } = await accountWith({ echo: FUNCTIONS.echo });
  const client = clientFor(target, doors[target].url, { authorization: '' });
  const call = {
    lambdaUuid: uuidOf(target, 'echo'),
    externalSystem: 'test',
    body: { headers: [], payload: {} },
  };

  await expect(client.invoke(call)).rejects.toMatchObject({ name: 'FaaSInvokeError' });
});
