import {
  clientCredentialsEndpoints,
  entryOf,
  type JwtBearerEndpoint,
  jwtBearerEndpoints,
  type ResolvedTokenEndpoint,
  refreshEndpoints,
  resolveTokenEndpoint,
  type SettingNames,
  type TokenEndpointSettings,
} from '../../../providers/index.ts';
import type { GrantType } from './connection.ts';
import type { ConnectionSettings, GroupDefaults } from './settings.ts';

const ENDPOINTS: Record<GrantType, Readonly<Record<string, JwtBearerEndpoint>>> = {
  refresh_token: refreshEndpoints,
  client_credentials: clientCredentialsEndpoints,
  jwt_bearer: jwtBearerEndpoints,
};

const namesIn = (place: string): SettingNames => ({
  tokenUrl: `${place}: tokenUrl`,
  provider: `${place}: provider`,
  tenant: `${place}: tenant`,
});

/**
 * The token endpoint of a group: what it says itself, else what its provider wants, else what the variables say, which
 * are for all groups.
 * @param place where the group stands, for messages
 * @throws `CONFIG_INVALID`
 */
export function endpointOfGroup(
  grant: GrantType,
  listed: TokenEndpointSettings,
  defaults: GroupDefaults,
  place: string,
): ResolvedTokenEndpoint {
  const isNamed = listed.tokenUrl !== undefined || listed.provider !== undefined;
  const provider = isNamed ? listed.provider : defaults.provider;
  const known = entryOf(ENDPOINTS[grant], provider);
  const resolved = resolveTokenEndpoint(
    ENDPOINTS[grant],
    {
      ...listed,
      provider,
      tenant: listed.tenant ?? defaults.tenant,
      scope: listed.scope ?? (known?.scope === undefined ? defaults.scope : undefined),
      extra: listed.extra ?? defaults.extra,
    },
    namesIn(place),
  );
  return {
    ...resolved,
    clientAuth: resolved.clientAuth ?? defaults.clientAuth,
    defaultTtlSecs: resolved.defaultTtlSecs ?? defaults.defaultTtlSecs,
  };
}

/**
 * The token endpoint of the only connection: what the variables say, else what the provider wants.
 * @returns `undefined` when a secret lists the connections, or nothing does
 * @throws `CONFIG_INVALID`
 */
export function endpointOfVariables(
  settings: ConnectionSettings,
  account?: string,
): ResolvedTokenEndpoint | undefined {
  const { TOKEN_URL: tokenUrl, OAUTH2_PROVIDER: provider } = settings;
  if (settings.CONNECTIONS !== undefined || (tokenUrl ?? provider) === undefined) return undefined;
  return resolveTokenEndpoint(refreshEndpoints, {
    provider,
    tenant: settings.OAUTH2_TENANT,
    account,
    tokenUrl,
    clientAuth: settings.OAUTH2_CLIENT_AUTH,
    scope: settings.OAUTH2_SCOPE,
    extra: settings.OAUTH2_EXTRA_PARAMS,
    defaultTtlSecs: settings.OAUTH2_DEFAULT_TTL_SECS,
  });
}
