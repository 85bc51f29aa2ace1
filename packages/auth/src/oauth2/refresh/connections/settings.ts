import type { ClientAuth } from '../../token-endpoint/index.ts';
import type { StorageKind } from './connection.ts';

/** The variables that say which connections there are. */
export interface ConnectionSettings {
  /** Of the only connection, which is called `default`. */
  TOKEN_URL: string | undefined;
  /** Or the secrets that list many, separated by commas: each a JSON array of groups. */
  CONNECTIONS: string | undefined;
  /** A service by its name, instead of `TOKEN_URL`, or for groups that name neither. */
  OAUTH2_PROVIDER: string | undefined;
  OAUTH2_TENANT: string | undefined;
  OAUTH2_CLIENT_AUTH: ClientAuth | undefined;
  OAUTH2_SCOPE: string | undefined;
  OAUTH2_EXTRA_PARAMS: Record<string, string> | undefined;
  /** Lifetime of tokens whose server names none. */
  OAUTH2_DEFAULT_TTL_SECS: number | undefined;
  TOKEN_STORAGE: StorageKind;
  /** 0: tokens are refreshed whenever they expire. */
  REFRESH_WITHIN_SECS: number;
}

/** What a group may leave out. */
export interface GroupDefaults {
  provider: string | undefined;
  tenant: string | undefined;
  clientAuth: ClientAuth | undefined;
  scope: string | undefined;
  extra: Record<string, string> | undefined;
  storage: StorageKind;
  defaultTtlSecs: number | undefined;
  withinSecs: number;
}

export const defaultsIn = (settings: ConnectionSettings): GroupDefaults => ({
  provider: settings.OAUTH2_PROVIDER,
  tenant: settings.OAUTH2_TENANT,
  clientAuth: settings.OAUTH2_CLIENT_AUTH,
  scope: settings.OAUTH2_SCOPE,
  extra: settings.OAUTH2_EXTRA_PARAMS,
  storage: settings.TOKEN_STORAGE,
  defaultTtlSecs: settings.OAUTH2_DEFAULT_TTL_SECS,
  withinSecs: settings.REFRESH_WITHIN_SECS,
});

/** Where neither the configuration nor a provider says how clients authenticate. */
export const DEFAULT_CLIENT_AUTH: ClientAuth = 'client_secret_post';
