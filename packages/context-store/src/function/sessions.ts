import { FunctionError, type Run, type Secrets } from '@lp-functions/platform';
import type { Credential } from '../api/connection.ts';
import type { JsonObject, JsonShape } from '../service/json.ts';
import { checkSessionId, isName, NAME, namespaceFault } from '../service/names.ts';
import { createContextStore } from '../store/context-store.ts';
import type { Session } from '../store/session.ts';
import { accessTokenIn } from './access-token.ts';
import { type ContextEnvironment, type contextSecrets, serviceUrl } from './definition.ts';

/** What of a run is needed. The namespace may be missing from functions that use the store only sometimes. */
export interface ContextRun extends Pick<Run, 'accountId' | 'http'> {
  env: Omit<ContextEnvironment, 'CONTEXT_NAMESPACE'> & { CONTEXT_NAMESPACE?: string | undefined };
  secrets: Secrets<keyof typeof contextSecrets>;
}

/** A session of the run's namespace, by name; without one what the namespace holds outside of sessions. */
export type SessionOf = <Shape extends JsonShape<Shape> = JsonObject>(sessionId?: string) => Session<Shape>;

/**
 * The session that a run's variables and payload name.
 * @throws `CONFIG_INVALID`, `INPUT_INVALID`, and what reading the credential throws
 */
export async function contextSession(
  run: ContextRun & { payload: { sessionId?: string | undefined } },
): Promise<Session<JsonObject>> {
  // Before a secret is read.
  checkSessionId(run.payload.sessionId);
  const sessionOf = await contextSessions(run);
  return sessionOf(run.payload.sessionId);
}

/**
 * All sessions of the namespace that a run's variables name; the credential is read once for all of them.
 * @throws `CONFIG_INVALID`, and what reading the credential throws
 */
export async function contextSessions(run: ContextRun): Promise<SessionOf> {
  const { http, secrets } = run;
  const { CONTEXT_API: api } = run.env;
  const accountId = accountOf(run);
  const namespace = namespaceOf(run);
  const service = { accountId, http, baseUrl: serviceUrl(run.env) };
  const store =
    api === 'v1'
      ? createContextStore({ ...service, api, apiKey: await credentialOf(secrets, 'mavenApiKey') })
      : createContextStore({
          ...service,
          api,
          accessToken: await credentialOf(secrets, 'contextAccessToken', accessTokenIn),
        });
  return (sessionId) => store.session(namespace, sessionId);
}

function accountOf({ env, accountId = '' }: ContextRun): string {
  const account = env.ACCOUNT_ID ?? accountId;
  if (isName(account)) return account;
  const fault = account === '' ? 'expected, as the platform names no account here' : `expected ${NAME}`;
  throw new FunctionError('CONFIG_INVALID', `ACCOUNT_ID: ${fault}`);
}

function namespaceOf({ env: { CONTEXT_NAMESPACE = '', CONTEXT_API } }: ContextRun): string {
  const fault = namespaceFault(CONTEXT_NAMESPACE, CONTEXT_API);
  if (fault === undefined) return CONTEXT_NAMESPACE;
  throw new FunctionError('CONFIG_INVALID', `CONTEXT_NAMESPACE: ${fault}`);
}

/**
 * What a secret holds, read now, and again when the service refuses it.
 * @param valueIn finds the credential in the secret's text @default it is all of it
 */
async function credentialOf(
  secrets: ContextRun['secrets'],
  name: keyof typeof contextSecrets,
  valueIn = (stored: string, _source: string) => stored,
): Promise<Credential> {
  const source = `the secret ${secrets.nameOf(name)}`;
  const read = async (fresh: boolean) => {
    const { [name]: stored } = await secrets.read([name], { fresh });
    return valueIn(stored, source);
  };
  return { value: await read(false), source, renew: () => read(true) };
}
