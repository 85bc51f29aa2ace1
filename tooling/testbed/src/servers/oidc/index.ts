export {
  type AuthServer,
  type AuthServerOptions,
  type GrantEvents,
  SCOPES,
  startAuthServer,
  type TokenFault,
} from './auth-server.ts';
export type { TestClient, TestClients } from './clients.ts';
