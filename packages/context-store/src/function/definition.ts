import {
  custom,
  FunctionError,
  type Output,
  oneOf,
  optional,
  type Run,
  text,
  url,
} from '@lp-functions/platform';
import { isName, isNamespace, NAME, NAMESPACE_NAME } from '../names.ts';
import { type Place, placeOf } from '../place.ts';
import { sender } from '../send.ts';
import { CONTEXT_DOMAIN } from '../zone.ts';

/** The variables of functions that work on one namespace. */
export const contextEnvironment = {
  CONTEXT_ZONE: optional(oneOf('z1', 'z2', 'z3')),
  /** Wins over the zone. */
  CONTEXT_BASE_URL: optional(url()),
  CONTEXT_NAMESPACE: custom<string>(NAMESPACE_NAME, isNamespace),
  CONTEXT_API: optional(oneOf('v1', 'v2'), 'v1'),
  /** @default the account that the platform names */
  ACCOUNT_ID: optional(text()),
};

/** The key for V1, the token for V2. */
export const contextSecrets = {
  mavenApiKey: { when: (env: { CONTEXT_API: 'v1' | 'v2' }) => env.CONTEXT_API === 'v1' },
  contextAccessToken: { when: (env: { CONTEXT_API: 'v1' | 'v2' }) => env.CONTEXT_API === 'v2' },
};

/** Names of properties. */
export const propertyNames = () =>
  custom<string[]>(`array of ${NAME}`, (value) => Array.isArray(value) && value.every(isName));

/**
 * The service's URL, for `targets`.
 * @throws `CONFIG_INVALID`
 */
export function contextTargets(env: Output<typeof contextEnvironment>): [string] {
  const { CONTEXT_ZONE } = env;
  const baseUrl = env.CONTEXT_BASE_URL ?? (CONTEXT_ZONE && `https://${CONTEXT_ZONE}.${CONTEXT_DOMAIN}`);
  if (!baseUrl) throw new FunctionError('CONFIG_INVALID', 'CONTEXT_ZONE: expected, or CONTEXT_BASE_URL');
  return [baseUrl];
}

type ContextRun = Pick<
  Run<typeof contextEnvironment, Record<never, never>, keyof typeof contextSecrets>,
  'env' | 'accountId' | 'secrets' | 'http'
> & { payload: { sessionId?: string | undefined } };

/** The place that a run works on; reads the secret that its API needs. */
export async function contextPlace(run: ContextRun): Promise<Place> {
  const { env } = run;
  const isV2 = env.CONTEXT_API === 'v2';
  const place = placeOf(
    'CONFIG_INVALID',
    isV2,
    env.ACCOUNT_ID ?? run.accountId,
    env.CONTEXT_NAMESPACE,
    run.payload.sessionId,
  );
  const name = isV2 ? 'contextAccessToken' : 'mavenApiKey';
  const credential = (await run.secrets.read([name]))[name];
  return { ...place, send: sender(run.http, contextTargets(env)[0].replace(/\/$/, ''), isV2, credential) };
}
