import type { Chapter } from '../chapter.ts';
import { clientCredentials } from './client-credentials.ts';
import { contextGet, contextSave } from './context.ts';
import { oauth1Post } from './oauth1-post.ts';
import { refreshScheduler } from './refresh-scheduler.ts';

/** In the order in which they are told: what is read has been saved before. */
export const CHAPTERS: readonly Chapter[] = [
  oauth1Post,
  clientCredentials,
  refreshScheduler,
  contextSave,
  contextGet,
];
