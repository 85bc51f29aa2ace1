import type {
  AutomaticMessage,
  BotError,
  BotMessage,
  ChatSurvey,
  ConversationalCommand,
  MessagingSurvey,
  VendorMessage,
} from './payloads.ts';
import type { BotReply, CommandAnswer, Commands, Mail } from './results.ts';

type Automatic = { payload: AutomaticMessage; result: Commands };
type Survey = { payload: MessagingSurvey; result: unknown };

/** The events for which the platform calls a function: what it sends, and what it takes back. */
export type Events = {
  controllerbot_messaging_new_conversation: Automatic;
  controllerbot_messaging_conversation_end: Automatic;
  controllerbot_messaging_conversation_idle: Automatic;
  controllerbot_messaging_conversation_routing: Automatic;
  controllerbot_messaging_participants_change: Automatic;
  controllerbot_messaging_ttr: Automatic;
  controllerbot_messaging_mid_conversation_msg: Automatic;
  conversational_command: { payload: ConversationalCommand; result: CommandAnswer };
  denver_post_survey_email_transcript: { payload: ChatSurvey; result: Mail[] };
  surveybot_messaging_survey_started: Survey;
  surveybot_messaging_survey_ended: Survey;
  bot_connectors_custom_integration: { payload: BotMessage; result: BotReply };
  bot_connectors_pre_hook: { payload: VendorMessage; result: VendorMessage };
  bot_connectors_post_hook: { payload: VendorMessage; result: VendorMessage };
  bot_connectors_error_hook: { payload: BotError; result: unknown };
};

export type EventId = keyof Events;
export type EventPayload<Id extends EventId> = Events[Id]['payload'];
export type EventResult<Id extends EventId> = Events[Id]['result'];
