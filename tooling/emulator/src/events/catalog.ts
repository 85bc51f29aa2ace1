import {
  automaticMessage,
  BOT_ERROR,
  BOT_MESSAGE,
  BOT_REPLY,
  CHAT_SURVEY,
  COMMAND,
  MESSAGING_SURVEY,
} from './samples.ts';

/** What an event does with the result of its function. */
export type ResultKind = 'commands' | 'text' | 'mails' | 'reply' | 'changed' | 'ignored';

export interface PlatformEvent {
  id: string;
  name: string;
  description: string;
  /** Functions that an account may have for it. */
  functions: number;
  /** What the platform sends, with invented values. */
  sample: unknown;
  result: ResultKind;
}

const automatic = (suffix: string, name: string, description: string, type: string): PlatformEvent => ({
  id: `controllerbot_messaging_${suffix}`,
  name,
  description,
  functions: 1,
  sample: automaticMessage(type),
  result: 'commands',
});

const bot = (
  suffix: string,
  name: string,
  description: string,
  sample: unknown,
  result: ResultKind,
): PlatformEvent => ({ id: `bot_connectors_${suffix}`, name, description, functions: 15, sample, result });

const survey = (suffix: string, name: string): PlatformEvent => ({
  id: `surveybot_messaging_survey_${suffix}`,
  name,
  description: `A messaging survey ${suffix}.`,
  functions: 1,
  sample: MESSAGING_SURVEY,
  result: 'ignored',
});

/** The events for which the platform calls functions, the same in both generations. */
export const EVENTS: readonly PlatformEvent[] = [
  automatic(
    'new_conversation',
    'New conversation',
    'A consumer begins a conversation.',
    'CONSUMER_OPEN_NEW_CONVERSATION',
  ),
  automatic('conversation_end', 'Conversation end', 'A conversation is closed.', 'AGENT_END_CONVERSATION'),
  automatic(
    'conversation_idle',
    'Conversation idle',
    'Nobody takes or answers a conversation.',
    'AGENT_NON_RESPONSIVE',
  ),
  automatic(
    'conversation_routing',
    'Conversation routing',
    'A conversation gets another skill.',
    'ENGAGEMENT_TRANSFERED',
  ),
  automatic(
    'participants_change',
    'Participants change',
    'An agent joins or leaves.',
    'YOU_ARE_CONNECTED_TO',
  ),
  automatic('ttr', 'Response time change', 'The response time changes.', 'AGENT_UPDATED_RESPONSE_TIME'),
  automatic(
    'mid_conversation_msg',
    'Message in off hours',
    'A consumer writes in off hours.',
    'CONSUMER_SEND_MESSAGE_ON_OFFHOURS',
  ),
  {
    id: 'conversational_command',
    name: 'Conversational command',
    description: 'An agent types a command.',
    functions: 30,
    sample: COMMAND,
    result: 'text',
  },
  {
    id: 'denver_post_survey_email_transcript',
    name: 'Transcript after a chat survey',
    description: 'A chat survey is submitted.',
    functions: 10,
    sample: CHAT_SURVEY,
    result: 'mails',
  },
  survey('started', 'Survey started'),
  survey('ended', 'Survey ended'),
  bot('custom_integration', 'Bot: own integration', 'A consumer writes to a bot.', BOT_MESSAGE, 'reply'),
  bot('pre_hook', 'Bot: before the vendor', 'A message goes to the vendor of a bot.', BOT_MESSAGE, 'changed'),
  bot('post_hook', 'Bot: after the vendor', "A vendor's answer goes to the consumer.", BOT_REPLY, 'changed'),
  bot('error_hook', 'Bot: failure', 'A bot fails.', BOT_ERROR, 'ignored'),
];

export const eventOf = (id: string): PlatformEvent | undefined => EVENTS.find((event) => event.id === id);
