import { custom, failure, type Output, oneOf, optional, type Run, text, url } from '@lp-functions/platform';
import { type Place, placeOf, zoneUrl } from '../connection.ts';
import { isName, isNamespace, NAME, NAMESPACE_NAME } from '../names.ts';

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

/** Credentials: the key for V1, the token for V2. */
export const contextSecrets = ['mavenApiKey', 'contextAccessToken'] as const;

/** Names of properties. */
export const names = () =>
  custom<string[]>(`an array, each ${NAME}`, (value) => Array.isArray(value) && value.every(isName));

/**
 * The service's URL, for `targets`.
 * @throws `CONFIG_INVALID`
 */
export function contextTargets({
  CONTEXT_ZONE,
  CONTEXT_BASE_URL = CONTEXT_ZONE && zoneUrl(CONTEXT_ZONE),
}: Output<typeof contextEnvironment>): [string] {
  if (!CONTEXT_BASE_URL) throw failure('CONFIG_INVALID', 'CONTEXT_ZONE: expected, or CONTEXT_BASE_URL');
  return [CONTEXT_BASE_URL];
}

/** The place that a run works on; reads the secret its API needs. */
export async function contextPlace(
  {
    env,
    accountId,
    secrets,
    http,
  }: Pick<
    Run<typeof contextEnvironment, Record<never, never>, (typeof contextSecrets)[number]>,
    'env' | 'accountId' | 'secrets' | 'http'
  >,
  sessionId: string | undefined,
): Promise<Place> {
  const isV2 = env.CONTEXT_API === 'v2';
  const name = contextSecrets[+isV2 as 0];
  return placeOf(
    {
      transport: http,
      baseUrl: contextTargets(env)[0].replace(/\/+$/, ''),
      accountId: env.ACCOUNT_ID ?? accountId ?? '',
      isV2,
      credential: (await secrets.read([name]))[name],
    },
    env.CONTEXT_NAMESPACE,
    sessionId,
  );
}
