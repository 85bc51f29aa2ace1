import { EVENTS } from '@lp-functions/emulator';
import type { EventId } from '@lp-functions/platform';
import { expect, it } from 'vitest';

/** The compiler wants every event of the types here, and no other. */
const TYPED: Record<EventId, true> = {
  controllerbot_messaging_new_conversation: true,
  controllerbot_messaging_conversation_end: true,
  controllerbot_messaging_conversation_idle: true,
  controllerbot_messaging_conversation_routing: true,
  controllerbot_messaging_participants_change: true,
  controllerbot_messaging_ttr: true,
  controllerbot_messaging_mid_conversation_msg: true,
  conversational_command: true,
  denver_post_survey_email_transcript: true,
  surveybot_messaging_survey_started: true,
  surveybot_messaging_survey_ended: true,
  bot_connectors_custom_integration: true,
  bot_connectors_pre_hook: true,
  bot_connectors_post_hook: true,
  bot_connectors_error_hook: true,
};

it('the emulator sends the events that functions can be typed by', () => {
  expect(EVENTS.map(({ id }) => id).sort()).toEqual(Object.keys(TYPED).sort());
});
