export {
  type ContextStoreServer,
  type ContextStoreServerOptions,
  type Fault as ContextStoreFault,
  startContextStore,
} from './context-store/index.ts';
export {
  createReplayGuard,
  type OAuth1Credentials,
  type RawRequest,
  type ReplayGuard,
  type Verdict,
  type VerifyOptions,
  verifyOAuth1,
} from './oauth1/index.ts';
export { type OAuth1Api, type OAuth1ApiOptions, startOAuth1Api } from './servers/oauth1-api.ts';
export {
  type Answer,
  type LoopbackServer,
  type RecordedRequest,
  startServer,
} from './servers/server.ts';
