/** What an event does with the result of its function. */

/** Something that an automatic message may do; of each type only the first one counts. */
export type Command =
  /** `[]` sends no message at all, not even the account's default one. */
  | { type: 'systemMessage'; text: string | [] }
  | { type: 'transfer'; skillId: string; agentId?: string }
  | { type: 'transfer'; agentId: string; skillId?: string }
  | { type: 'closeConversation' };

/** Nothing: the account's default message goes out. */
export type Commands = Command | Command[] | undefined;

/** Shown to the agent who typed the command. */
export type CommandAnswer = string | number;

export type Mail = { targetEmail: string; senderName: string; senderEmail: string; subject: string };

export type BotReply = {
  messages?: (
    | string
    | {
        structuredContent: Record<string, unknown>;
        metadata?: Record<string, unknown> | Record<string, unknown>[];
        encodedMetadata?: string;
      }
    /** In seconds. */
    | { delay: number; typing?: boolean }
    | { text: string; messageAudience: 'AGENTS_AND_MANAGERS' }
  )[];
  context?: BotContext;
};

export type BotContext = {
  action?: 'TRANSFER' | 'CLOSE_CONVERSATION' | 'CHANGE_TTR' | 'INVOCATION';
  actionParameters?: Record<string, unknown>;
  intentId?: string;
  intentName?: string;
  confidenceScore?: number;
  alternativeIntents?: Record<string, unknown>[];
  metadata?: Record<string, unknown>[];
  structuredContent?: Record<string, unknown>;
  encodedMetadata?: string;
};
