import { eventOf, type ResultKind } from './catalog.ts';

/** What the platform will not do with a result, in sentences for the author of the function. */
export function checkResult(eventId: string, result: unknown): string[] {
  const event = eventOf(eventId);
  return event ? CHECKS[event.result](result) : [];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): value is string => typeof value === 'string';

const CHECKS: Record<ResultKind, (result: unknown) => string[]> = {
  commands: checkCommands,
  text: (result) =>
    isText(result) || typeof result === 'number'
      ? []
      : ['The agent sees a generic success: return a text or a number to show.'],
  mails: checkMails,
  reply: checkReply,
  changed: (result) =>
    isObject(result) ? [] : ['Nothing usable is returned: return the payload, changed or as it came.'],
  ignored: () => [],
};

function checkCommands(result: unknown): string[] {
  if (result === undefined || result === null) return [];
  const commands = Array.isArray(result) ? result : [result];
  const seen = new Set<string>();
  return commands.flatMap((command, index) => {
    if (!isObject(command) || !isText(command.type)) return [`Command ${index + 1} is no { type, ... }.`];
    const faults = faultsOfCommand(command);
    if (seen.has(command.type)) {
      faults.push(`Command ${index + 1}: a second ${command.type} is ignored by the platform.`);
    }
    seen.add(command.type);
    return faults;
  });
}

function faultsOfCommand({ type, text, skillId, agentId }: Record<string, unknown>): string[] {
  switch (type) {
    case 'systemMessage':
      if (isText(text) || (Array.isArray(text) && text.length === 0)) return [];
      return ['systemMessage: text must be a text, or [] to send none.'];
    case 'transfer':
      if (skillId === undefined && agentId === undefined) return ['transfer: name a skillId or an agentId.'];
      return [skillId, agentId].every((id) => id === undefined || isText(id))
        ? []
        : ['transfer: skillId and agentId are texts.'];
    case 'closeConversation':
      return [];
    default:
      return [`${String(type)} is no command: systemMessage, transfer and closeConversation are.`];
  }
}

const MAIL_FIELDS = ['targetEmail', 'senderName', 'senderEmail', 'subject'];

function checkMails(result: unknown): string[] {
  if (!Array.isArray(result)) return ['No mail is sent: return a list of mails, [] for none.'];
  return result.flatMap((mail, index) => {
    const missing = MAIL_FIELDS.filter((field) => !isObject(mail) || !isText(mail[field]));
    return missing.length === 0 ? [] : [`Mail ${index + 1} lacks ${missing.join(', ')}.`];
  });
}

function checkReply(result: unknown): string[] {
  if (!isObject(result)) {
    return ['The conversation goes to the default skill: return { messages } or { context: { action } }.'];
  }
  const { messages, context } = result;
  const hasAction = isObject(context) && isText(context.action);
  if (messages === undefined && !hasAction) {
    return ['Neither messages nor an action: the conversation goes to the default skill.'];
  }
  if (messages !== undefined && !Array.isArray(messages)) return ['messages must be a list.'];
  return [];
}
