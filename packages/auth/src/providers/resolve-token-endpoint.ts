import { FunctionError } from '@lp-functions/platform';
import type { ClientAuth } from '../oauth2/token-endpoint/index.ts';
import { fill, type Places } from './template.ts';
import type { JwtBearerEndpoint, TokenEndpoint } from './types.ts';

/** What is configured. Each wins over what the provider would set. */
export interface TokenEndpointSettings extends Places {
  provider?: string | undefined;
  tokenUrl?: string | undefined;
  clientAuth?: ClientAuth | undefined;
  /** Scopes separated by spaces, whatever the provider wants between them. */
  scope?: string | undefined;
  audience?: string | undefined;
  jwtAudience?: string | undefined;
  /** Wins name by name. */
  extra?: Record<string, string> | undefined;
  defaultTtlSecs?: number | undefined;
}

/** Where they are configured, for messages. */
export interface SettingNames {
  tokenUrl: string;
  provider: string;
  tenant: string;
}

export const OAUTH2_SETTING_NAMES: SettingNames = {
  tokenUrl: 'TOKEN_URL',
  provider: 'OAUTH2_PROVIDER',
  tenant: 'OAUTH2_TENANT',
};

export interface ResolvedTokenEndpoint {
  tokenUrl: string;
  /** `undefined`: neither configured nor known of the provider. */
  clientAuth: ClientAuth | undefined;
  scope: string | undefined;
  audience: string | undefined;
  jwtAudience: string | undefined;
  isScopeInAssertion: boolean;
  /** Another name of the grant. */
  grantType: string | undefined;
  extra: Record<string, string> | undefined;
  defaultTtlSecs: number | undefined;
}

/**
 * Settings of a token endpoint, from a provider's name or from themselves.
 * @param endpoints a table of `tables.ts`, or a few endpoints of one's own
 * @throws `CONFIG_INVALID` for a provider that is not in the table, a tenant that is missing, no token URL
 */
export function resolveTokenEndpoint(
  endpoints: Readonly<Record<string, TokenEndpoint | JwtBearerEndpoint>>,
  settings: TokenEndpointSettings,
  names: SettingNames = OAUTH2_SETTING_NAMES,
): ResolvedTokenEndpoint {
  const endpoint: JwtBearerEndpoint = named(endpoints, settings.provider, names.provider) ?? { tokenUrl: '' };
  const places = { tenant: settings.tenant ?? endpoint.tenant, account: settings.account };
  const filled = (template: string) => fill(template, places, names.tenant);
  const filledIfAny = (template: string | undefined) =>
    template === undefined ? undefined : filled(template);

  const tokenUrl = settings.tokenUrl ?? filled(endpoint.tokenUrl);
  if (!tokenUrl) {
    throw new FunctionError(
      'CONFIG_INVALID',
      `${names.tokenUrl}: expected an https URL, or a name in ${names.provider}`,
    );
  }
  const extra = { ...filledMembers(endpoint.extra, filled, settings.extra), ...settings.extra };
  return {
    tokenUrl,
    clientAuth: settings.clientAuth ?? endpoint.clientAuth,
    scope: separated(settings.scope ?? filledIfAny(endpoint.scope), endpoint.scopeSeparator),
    audience: settings.audience ?? filledIfAny(endpoint.audience),
    jwtAudience: settings.jwtAudience ?? filledIfAny(endpoint.jwtAudience),
    isScopeInAssertion: endpoint.isScopeInAssertion ?? false,
    grantType: endpoint.grantType,
    extra: Object.keys(extra).length > 0 ? extra : undefined,
    defaultTtlSecs: settings.defaultTtlSecs ?? endpoint.defaultTtlSecs,
  };
}

/** The entry of a table, if it has one of this name. */
export const entryOf = <Entry>(
  table: Readonly<Record<string, Entry>>,
  name: string | undefined,
): Entry | undefined => (name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined);

/** @throws `CONFIG_INVALID` for a name that the table does not have, which lists those that it has */
export function named<Entry>(
  table: Readonly<Record<string, Entry>>,
  name: string | undefined,
  variable: string,
): Entry | undefined {
  const entry = entryOf(table, name);
  if (name === undefined || entry !== undefined) return entry;
  throw new FunctionError('CONFIG_INVALID', `${variable}: expected one of ${Object.keys(table).join(', ')}`);
}

/** Those that are not overridden: a tenant may be missing where nobody needs it. */
function filledMembers(
  templates: Readonly<Record<string, string>> = {},
  filled: (template: string) => string,
  overrides: Record<string, string> = {},
): Record<string, string> {
  const members = Object.entries(templates).filter(([name]) => !Object.hasOwn(overrides, name));
  return Object.fromEntries(members.map(([name, template]) => [name, filled(template)]));
}

const separated = (scope: string | undefined, separator: string | undefined) =>
  separator === undefined ? scope : scope?.trim().split(/\s+/).join(separator);
