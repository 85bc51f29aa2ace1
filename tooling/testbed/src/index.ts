export { credentialsOfRequest, credentialsOfSecret, findLeaks } from './leaks/index.ts';
export {
  createReplayGuard,
  type OAuth1Credentials,
  type RawRequest,
  type ReplayGuard,
  type Verdict,
  type VerifyOptions,
  verifyOAuth1,
} from './oauth1/index.ts';
export {
  answerAsDocumented,
  DIALOGUE_CREDENTIALS,
  deadRefreshToken,
  dialogueAccessToken,
  liveRefreshToken,
  nextRefreshToken,
  type OAuth1Dialogue,
  oauth1Dialogues,
  type Refusal,
  type Services,
  startServices,
  type TokenDialogue,
  type TokenRequestOnWire,
  tokenDialogues,
} from './providers/index.ts';
export { type Fault, HTML_PAGE, REFUSING_URL, startFaultyServer } from './servers/faulty.ts';
export { type OAuth1Api, type OAuth1ApiOptions, startOAuth1Api } from './servers/oauth1-api.ts';
export {
  type OAuth1Provider,
  type OAuth1ProviderOptions,
  startOAuth1Provider,
} from './servers/oauth1-provider.ts';
export {
  type AuthServer,
  type AuthServerOptions,
  type GrantEvents,
  SCOPES,
  startAuthServer,
  type TestClient,
  type TestClients,
  type TokenFault,
} from './servers/oidc/index.ts';
export { type ProtectedResourceOptions, startProtectedResource } from './servers/protected-resource.ts';
