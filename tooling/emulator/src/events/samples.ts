/** What the seven automatic messages receive; only `cbotEventType` and the state of the sections differ. */
export const automaticMessage = (cbotEventType: string) => ({
  general: {
    cbotEventType,
    type: 'UPSERT',
    convId: 'c1',
    dialogId: 'c1',
    sessionId: 's1',
    visitorId: 'v1',
    contextType: 'SharkContext',
    oldConvState: 'CLOSE',
    newConvState: 'OPEN',
    startTs: 1_760_000_000_000,
    effectiveTTR: 1_760_003_600_000,
    serverTimestamp: 1_760_000_009_000,
    inOffHours: false,
  },
  start: { firstConversation: true },
  end: { closeReason: 'AGENT' },
  mid: { openedInOffHours: false },
  ttr: { oldTtr: { ttrType: 'NORMAL', value: 600 }, newTtr: { ttrType: 'URGENT', value: 300 } },
  idle: { agentNonResponsive: { time: 30, timeUnits: 'minutes' } },
  routing: { oldSkillId: '41', newSkillId: '42' },
  participantChange: { oldParticipants: [], newParticipants: [{ id: 'a1', role: 'ASSIGNED_AGENT' }] },
});

export const COMMAND = { conversationId: 'c1', arguments: ['x'] };

export const CHAT_SURVEY = {
  csatRank: 2,
  skillName: 'Care',
  agentName: 'Ann Lee',
  questionWithAnswers: [{ question: 'How?', answer: 'Poor;Slow' }],
};

export const MESSAGING_SURVEY = {
  conversationId: 'c1',
  accountId: '1',
  surveyId: 7,
  skillId: '41',
  state: 'CLOSE',
  closeReason: 'CONSUMER',
  effectiveTTR: -1,
};

export const BOT_MESSAGE = { convId: 'c1', message: 'hi', context: { lpEvent: {}, lpSdes: {} } };

export const BOT_REPLY = { context: {}, messages: ['Hi'] };

export const BOT_ERROR = { error: { errorId: 'e1', name: 'x' }, vendor: 'v', faasPayload: {}, faas: {} };
