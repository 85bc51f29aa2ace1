import { custom, FunctionError, type Output, oneOf, optional, text, url } from '@lp-functions/platform';
import { type ApiVersion, ZONES, zoneUrl } from '../service/facts.ts';
import { isLifetime, LIFETIME } from '../service/lifetime.ts';
import { isName, isNamespace, NAME, NAMESPACE_NAME } from '../service/names.ts';

/** The variables of functions that work on one namespace. */
export const contextEnvironment = {
  CONTEXT_ZONE: optional(oneOf(...ZONES)),
  /** Wins over the zone. */
  CONTEXT_BASE_URL: optional(url()),
  /** What only V1 takes is refused by `contextSession`, which knows the API. */
  CONTEXT_NAMESPACE: custom<string>(NAMESPACE_NAME, (value) => isNamespace(value, 'v1')),
  CONTEXT_API: optional(oneOf('v1', 'v2'), 'v1'),
  /** @default the account that the platform names */
  ACCOUNT_ID: optional(text()),
};

export type ContextEnvironment = Output<typeof contextEnvironment>;

/** Each API has a secret of its own. */
export const contextSecrets = {
  mavenApiKey: { when: (env: { CONTEXT_API: ApiVersion }) => env.CONTEXT_API === 'v1' },
  contextAccessToken: { when: (env: { CONTEXT_API: ApiVersion }) => env.CONTEXT_API === 'v2' },
};

type ServiceVariables = Pick<ContextEnvironment, 'CONTEXT_BASE_URL' | 'CONTEXT_ZONE'>;

/** For `targets`. @throws `CONFIG_INVALID` when neither a zone nor a URL is given */
export const contextTargets = (env: ServiceVariables): string[] => [serviceUrl(env)];

/**
 * The URL of the service.
 * @throws `CONFIG_INVALID` when neither a zone nor a URL is given
 */
export function serviceUrl({ CONTEXT_BASE_URL, CONTEXT_ZONE }: ServiceVariables): string {
  if (CONTEXT_BASE_URL !== undefined) return CONTEXT_BASE_URL;
  if (CONTEXT_ZONE !== undefined) return zoneUrl(CONTEXT_ZONE);
  throw new FunctionError(
    'CONFIG_INVALID',
    `CONTEXT_ZONE: expected ${ZONES.join(', ')}, or the service's URL in CONTEXT_BASE_URL`,
  );
}

/** A payload's names of properties. */
export const propertyNames = () =>
  custom<string[]>(`an array of names, each ${NAME}`, (value) => Array.isArray(value) && value.every(isName));

/** A payload's lifetime of a session. */
export const lifetime = () => custom<number>(LIFETIME, isLifetime);
