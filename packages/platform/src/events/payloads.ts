/**
 * What the platform sends to functions that listen to an event. A field without a type there is a text here.
 * Type aliases, not interfaces: they are payloads, which are records.
 * Source: developers.liveperson.com, "LivePerson Functions: event sources"; captures of live accounts where
 * they differ
 */

/** Response time, in seconds. */
export type ResponseTime = { ttrType: 'NORMAL' | 'URGENT' | 'PRIORITIZED'; value: number };

export type TimeSpan = { time: number; timeUnits: string };

export type Participant = {
  id: string;
  role: 'CONSUMER' | 'CONTROLLER' | 'ASSIGNED_AGENT' | 'AGENT' | 'AGENT_MANAGER';
};

/** Of every automatic message. */
export type GeneralFacts = {
  /** What happened, e.g. `CONSUMER_OPEN_NEW_CONVERSATION`. */
  cbotEventType: string;
  type: string;
  convId: string;
  dialogId: string;
  sessionId: string;
  visitorId: string;
  contextType: string;
  oldConvState: string;
  newConvState: string;
  /** Milliseconds since the epoch, as all that ends in `Ts`. */
  startTs: number;
  effectiveTTR: number;
  serverTimestamp: number;
  inOffHours: boolean;
  clientFeatures?: string[];
  campaignInfo?: { campaignId: number; engagementId: number };
  messagingChannel?: string;
  clientLanguage?: string;
  /** Several are separated by a comma and a space. */
  clientIpAddress?: string;
  originatorId?: string;
  originatorPid?: string;
  lastMessageComposer?: string;
  manualETTR?: string;
  lastMessageTs?: number;
  lastAgentMsgTs?: number;
  backToQueueTs?: number;
  originatorMetadata?: { id: string; role: string; clientProperties?: Record<string, unknown> };
};

/** Any section but the event's own may be empty. */
export type AutomaticMessage = {
  general: GeneralFacts;
  start: { firstConversation?: boolean };
  end: { closeReason?: 'AGENT' | 'CONSUMER' | 'SYSTEM' };
  mid: { openedInOffHours?: boolean };
  ttr: { oldTtr?: ResponseTime; newTtr?: ResponseTime };
  idle: {
    lastConsumerMsgTs?: number;
    agentNonResponsive?: TimeSpan;
    consumerNonResponsive?: TimeSpan;
    convNotTakenTime?: TimeSpan;
  };
  routing: { oldSkillId?: string; newSkillId?: string };
  participantChange: { oldParticipants?: Participant[]; newParticipants?: Participant[] };
};

/** An agent's `/name arguments`. */
export type ConversationalCommand = { conversationId: string; arguments: string[] };

export type ChatSurvey = {
  csatRank: number;
  skillName: string;
  agentName: string;
  questionWithAnswers: { question: string; answer: string }[];
};

export type MessagingSurvey = {
  conversationId: string;
  accountId?: string;
  skillId?: string;
  state?: string;
  closeReason?: string;
  lastQuestionId?: string;
  surveyId?: number;
  surveyRevision?: number;
  startTs?: number;
  effectiveTTR?: number;
  firstConversation?: boolean;
  ttr?: ResponseTime;
  participants?: Participant[];
  campaignInfo?: Record<string, unknown>;
  context?: Record<string, unknown>;
  dialogs?: { dialogId: string; dialogType: string; state: string }[];
  lastContentEventNotification?: {
    originatorPId: string;
    event: { type: string; contentType: string; message: string };
  };
};

/**
 * What a consumer says to a bot; welcome, rich content and files come as `event` or as a message of their
 * own.
 */
export type BotMessage = {
  convId: string;
  message?: string;
  event?: { name: string };
  context: {
    lpEvent: Record<string, unknown>;
    lpSdes: {
      unauthenticatedSdes?: Record<string, unknown>;
      authenticatedSdes?: Record<string, unknown>;
    };
  };
};

/** What the vendor of a bot is sent, or has answered: its own form. */
export type VendorMessage = Record<string, unknown>;

export type BotError = {
  error: { errorId: string; name: string };
  vendor: string;
  /** The vendor's request and response, under names of the vendor's own. */
  [vendorMessage: string]: unknown;
};
