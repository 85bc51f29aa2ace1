export { type AuthServer, type GrantEvents, startAuthServer } from './auth-server.ts';
export type { TestClient, TestClients } from './clients.ts';
export { type AuthServerOptions, SCOPES } from './configuration.ts';
export type { TokenFault } from './token-faults.ts';
