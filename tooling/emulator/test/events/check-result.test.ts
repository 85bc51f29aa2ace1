import { describe, expect, it } from 'vitest';
import { checkResult, EVENTS } from '../../src/index.ts';

const NEW = 'controllerbot_messaging_new_conversation';

describe('what the platform will not do with a result', () => {
  it.each([
    [NEW, { type: 'systemMessage', text: 'Hi' }],
    [
      NEW,
      [
        { type: 'transfer', skillId: '42' },
        { type: 'systemMessage', text: [] },
      ],
    ],
    [NEW, undefined],
    ['conversational_command', 7],
    ['denver_post_survey_email_transcript', []],
    ['bot_connectors_custom_integration', { messages: ['Hi'] }],
    ['bot_connectors_pre_hook', { convId: 'c' }],
    ['bot_connectors_error_hook', 'whatever'],
    ['nobody_knows_this', 'whatever'],
  ])('nothing is said of a sound one for %s', (id, result) => {
    expect(checkResult(id, result)).toEqual([]);
  });

  it.each([
    [
      NEW,
      [
        { type: 'systemMessage', text: 'a' },
        { type: 'systemMessage', text: 'b' },
      ],
      'Command 2: a second systemMessage is ignored by the platform.',
    ],
    [NEW, 'Hi', 'Command 1 is no { type, ... }.'],
    [NEW, { type: 'transfer' }, 'transfer: name a skillId or an agentId.'],
    [NEW, { type: 'systemMessage', text: 5 }, 'systemMessage: text must be a text, or [] to send none.'],
    [NEW, { type: 'dance' }, 'dance is no command: systemMessage, transfer and closeConversation are.'],
    ['conversational_command', {}, 'The agent sees a generic success: return a text or a number to show.'],
    [
      'denver_post_survey_email_transcript',
      [{ targetEmail: 'a@b.example' }],
      'Mail 1 lacks senderName, senderEmail, subject.',
    ],
    [
      'bot_connectors_custom_integration',
      {},
      'Neither messages nor an action: the conversation goes to the default skill.',
    ],
  ])('%s with %j', (id, result, sentence) => {
    expect(checkResult(id, result)).toEqual([sentence]);
  });
});

it('knows the fifteen events, each with a sample', () => {
  expect(EVENTS).toHaveLength(15);
  expect(new Set(EVENTS.map(({ id }) => id)).size).toBe(15);
  for (const { sample } of EVENTS) expect(sample).toBeTypeOf('object');
});
