import { profiles } from '@lp-functions/auth/profiles';
import { ConnectError } from '../connect-error.ts';
import type { Ui } from '../ui/ui.ts';
import type { Attempted } from './try-function.ts';

export type CheckKind = 'client_credentials' | 'jwt_bearer' | 'oauth1';
const KINDS: readonly CheckKind[] = ['client_credentials', 'jwt_bearer', 'oauth1'];

/** What is said of a check; what is missing is asked for. */
export interface CheckOptions {
  provider?: string;
  kind?: string;
  tenant?: string;
  /** Of the API; the request goes there. */
  url?: string;
  method?: string;
  scope?: string;
  tokenUrl?: string;
  clientAuth?: string;
  signatureMethod?: string;
  realm?: string;
  /** Further variables of the function. */
  env: Record<string, string>;
  clientId?: string;
  clientSecret?: string;
  privateKey?: string;
  tokenKey?: string;
  tokenSecret?: string;
  /** All that the function may read, instead of the credentials above: those of the emulator. */
  secrets?: Record<string, unknown>;
}

/** Variables, secrets and payload for one run of the function. @throws ConnectError `USAGE` */
export async function attemptFrom(options: CheckOptions, ui: Ui): Promise<Attempted> {
  const kind = await kindOf(options, ui);
  const url =
    options.url ?? (await ui.ask('The URL of the API to ask', '--url', 'https://api.example.com/me'));
  const payload = { method: options.method ?? 'GET' };
  const isOAuth1 = kind === 'oauth1';
  const env = { ...(isOAuth1 ? oauth1Env(options, url) : oauth2Env(options, kind, url)), ...options.env };
  const secrets =
    options.secrets ?? (isOAuth1 ? await oauth1Secrets(options, ui) : await oauth2Secrets(options, kind, ui));
  return { function: isOAuth1 ? 'oauth1_post' : 'client_credentials', env, secrets, payload };
}

async function kindOf({ provider, kind }: CheckOptions, ui: Ui): Promise<CheckKind> {
  const given = KINDS.find((each) => each === kind);
  if (given) return given;
  const offered = KINDS.filter((each) =>
    profiles.some((profile) => profile.provider === provider && profile.kind === each),
  );
  const [only, ...others] = offered.length > 0 ? offered : KINDS;
  if (only && others.length === 0) return only;
  return ui.choose(
    'Which kind of access?',
    `--kind ${KINDS.join('|')}`,
    (offered.length > 0 ? offered : KINDS).map((value) => ({ value, label: value })),
  );
}

/** Without what is not given: the function knows its defaults. */
const given = (variables: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

const oauth2Env = (options: CheckOptions, kind: CheckKind, url: string) =>
  given({
    RESOURCE_URL: url,
    TOKEN_URL: options.tokenUrl,
    OAUTH2_GRANT: kind,
    OAUTH2_PROVIDER: options.provider,
    OAUTH2_TENANT: options.tenant,
    OAUTH2_SCOPE: options.scope,
    OAUTH2_CLIENT_AUTH: options.clientAuth,
  });

const oauth1Env = (options: CheckOptions, url: string) =>
  given({
    TARGET_URL: url,
    OAUTH1_PROVIDER: options.provider,
    OAUTH1_TENANT: options.tenant,
    OAUTH1_SIGNATURE_METHOD: options.signatureMethod,
    OAUTH1_REALM: options.realm,
  });

async function oauth2Secrets(
  options: CheckOptions,
  kind: CheckKind,
  ui: Ui,
): Promise<Record<string, unknown>> {
  const { clientAuth, privateKey } = options;
  if (kind === 'jwt_bearer' || clientAuth === 'private_key_jwt') {
    if (privateKey === undefined) throw new ConnectError('USAGE', 'Give --private-key-file');
    return {
      clientPrivateKey: privateKey,
      ...(options.clientId !== undefined && { clientId: options.clientId }),
    };
  }
  return {
    clientId: options.clientId ?? (await ui.ask('The client ID', '--client-id')),
    clientSecret:
      options.clientSecret ??
      (await ui.askSecret('The client secret', 'the variable LP_CLIENT_SECRET or --client-secret-file')),
  };
}

async function oauth1Secrets(options: CheckOptions, ui: Ui): Promise<Record<string, unknown>> {
  const { privateKey, tokenKey, tokenSecret } = options;
  const consumerKey = options.clientId ?? (await ui.ask('The consumer key', '--client-id'));
  const signing =
    privateKey === undefined
      ? {
          consumerSecret:
            options.clientSecret ??
            (await ui.askSecret(
              'The consumer secret',
              'the variable LP_CLIENT_SECRET or --client-secret-file',
            )),
        }
      : { rsaPrivateKey: privateKey };
  if ((tokenKey === undefined) !== (tokenSecret === undefined)) {
    throw new ConnectError('USAGE', 'Set both LP_TOKEN_KEY and LP_TOKEN_SECRET, or neither');
  }
  return { consumerKey, ...signing, ...(tokenKey !== undefined && { tokenKey, tokenSecret }) };
}
