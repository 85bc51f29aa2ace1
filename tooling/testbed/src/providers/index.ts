import type { TokenDialogue } from './dialogue.ts';
import { ASSERTION_DIALOGUES } from './dialogues/assertions.ts';
import { CLIENT_DIALOGUES } from './dialogues/clients.ts';
import { SHOP_CLIENT_DIALOGUES } from './dialogues/clients-shops.ts';
import { CRM_REFRESHES } from './dialogues/refresh-crm.ts';
import { SHOP_REFRESHES } from './dialogues/refresh-shops.ts';
import { WORK_REFRESHES } from './dialogues/refresh-work.ts';

export {
  DIALOGUE_CREDENTIALS,
  deadRefreshToken,
  dialogueAccessToken,
  liveRefreshToken,
  nextRefreshToken,
  type Refusal,
  type TokenDialogue,
} from './dialogue.ts';
export { answerAsDocumented, type TokenRequestOnWire } from './judge.ts';
export { type OAuth1Dialogue, oauth1Dialogues } from './oauth1-dialogue.ts';
export { type Services, startServices } from './server.ts';

/** One for each service and grant that a function can name. */
export const tokenDialogues: readonly TokenDialogue[] = [
  ...CRM_REFRESHES,
  ...WORK_REFRESHES,
  ...SHOP_REFRESHES,
  ...CLIENT_DIALOGUES,
  ...SHOP_CLIENT_DIALOGUES,
  ...ASSERTION_DIALOGUES,
];
