export { LONGEST_TTL_SECS, type TokenSession, type TokenSessions } from '../token-store/index.ts';
export { type Connection, GRANTS, TOKEN_STORAGES } from './connections/connection.ts';
export { parseShard, SHARD } from './order/shards.ts';
export { refreshConnections } from './run/all.ts';
export type { RefreshResult } from './run/conclude.ts';
export type { RefreshOptions, RefreshSettings } from './run/open.ts';
export { type Report, reportConnections } from './run/report.ts';
export { isStoreRequest, type StoreRequest, type StoreResult, storeConnections } from './run/store.ts';
export type { TokenSet } from './storage/token-set.ts';
