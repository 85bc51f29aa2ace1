import { describe, expect, expectTypeOf, it } from 'vitest';
import { type AutomaticMessage, defineFunction, type EventResult, optional, text } from '../../src/index.ts';
import { runFunction } from '../../src/internal.ts';
import { createTestHost } from '../../src/testing/index.ts';

const greeter = defineFunction({
  name: 'greeter',
  description: 'Greets whoever opens a conversation.',
  event: 'controllerbot_messaging_new_conversation',
  environment: { GREETING: optional(text(), 'Hi') },
  secrets: {},
  targets: () => [],
  async handler({ env, payload }) {
    expectTypeOf(payload).toEqualTypeOf<AutomaticMessage>();
    return { type: 'systemMessage', text: `${env.GREETING} ${payload.general.convId}` };
  },
});

describe('a function for an event', () => {
  it('gets the payload as the platform sends it, members that nobody documented included', async () => {
    const payload = { general: { convId: 'c1', more: 1 }, unheardOf: {} };

    expect(await runFunction(greeter, createTestHost(), { headers: [], payload })).toEqual({
      type: 'systemMessage',
      text: 'Hi c1',
    });
  });

  it('types what may come back', () => {
    expectTypeOf<EventResult<'conversational_command'>>().toEqualTypeOf<string | number>();
    const base = { name: 'a', description: 'b', environment: {}, secrets: {}, targets: () => [] };
    // @ts-expect-error: a transfer names a skill or an agent
    defineFunction({
      ...base,
      event: 'controllerbot_messaging_ttr',
      handler: async () => ({ type: 'transfer' }),
    });
    // @ts-expect-error: there is no such event
    defineFunction({ ...base, event: 'controllerbot_messaging_nothing', handler: async () => undefined });
  });

  it('has no fields of its own, and functions without an event are what they were', async () => {
    expect(greeter.payload).toEqual({});
    expect(greeter.event).toBe('controllerbot_messaging_new_conversation');
    const plain = defineFunction({
      name: 'plain',
      description: 'b',
      environment: {},
      payload: { a: text() },
      secrets: {},
      targets: () => [],
      handler: async ({ payload }) => payload.a,
    });
    await expect(runFunction(plain, createTestHost(), { payload: { a: 'x', b: 1 } })).rejects.toThrow(
      /INPUT_INVALID/,
    );
  });
});
