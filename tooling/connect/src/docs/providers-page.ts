import {
  type AuthorizationCodeProfile,
  type ClientCredentialsProfile,
  type JwtBearerProfile,
  type OAuth1Profile,
  type ProviderProfile,
  profiles,
} from '@lp-functions/auth/profiles';
import { profilesOf } from './profiles-of.ts';

const INTRO = `# Providers

Services that the functions know by name, written from the profiles in \`packages/auth/src/providers\` by \`pnpm reference\`.

\`OAUTH2_PROVIDER=hubspot\`, or \`"provider": "hubspot"\` in a group of connections, stands for the token endpoint and all that it
wants: how the client authenticates, how scopes are separated, further parameters, the lifetime of tokens that name none.
\`OAUTH1_PROVIDER=netsuite\` stands for signature method, realm and whether there is a token. Whatever is set besides wins.
What the column *tenant* asks for goes into \`OAUTH2_TENANT\` or \`OAUTH1_TENANT\`, in a group into \`tenant\`.

A name is enough for \`pnpm connect <name> <connection>\` where a person has to agree: [OAuth 2.0](connect-oauth2.md),
[OAuth 1.0a](connect-oauth1.md). For client credentials see [connect-client-credentials.md](connect-client-credentials.md).

Written from what is documented: nothing was tried with accounts at the services themselves, and services change. Of what
is marked † not everything could be found in their documentation; the notes say what.
`;

/** The whole page, in Markdown. */
export function providersPage(): string {
  return [
    INTRO,
    section(
      'Refresh tokens',
      'For `refresh_scheduler`. A person agrees once, with `pnpm connect`.',
      table(
        [
          'name',
          'service',
          'tenant',
          'client',
          'scopes',
          'access token',
          'refresh token',
          'PKCE',
          'redirect to this machine',
          'device',
          'dead',
        ],
        profilesOf('authorization_code').map(refreshRow),
      ),
    ),
    section(
      'Client credentials',
      'For `client_credentials`, and for groups with `"grant": "client_credentials"`.',
      table(
        ['name', 'service', 'tenant', 'client', 'scopes', 'sent besides', 'access token'],
        profilesOf('client_credentials').map(clientRow),
      ),
    ),
    section(
      'Signed statements',
      'For `client_credentials` with `OAUTH2_GRANT=jwt_bearer`, and for groups with `"grant": "jwt_bearer"`.',
      table(
        ['name', 'service', 'tenant', '`JWT_ISSUER`', '`JWT_SUBJECT`', '`JWT_AUDIENCE`', 'access token'],
        profilesOf('jwt_bearer').map(statementRow),
      ),
    ),
    section(
      'OAuth 1.0a',
      'For `oauth1_post`.',
      table(
        ['name', 'service', 'tenant', 'method', 'realm', 'token', 'redirect to this machine'],
        profilesOf('oauth1').map(signingRow),
      ),
    ),
    `## Notes\n\n${profiles.map(notesOf).filter(Boolean).join('\n')}\n`,
  ].join('\n');
}

const section = (title: string, text: string, rows: string) => `## ${title}\n\n${text}\n\n${rows}\n`;

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');
}

const code = (text: string) => `\`${text}\``;

function lead(profile: ProviderProfile): string[] {
  const [page] = profile.documentation;
  const mark = profile.verified ? '' : ' †';
  return [code(profile.provider) + mark, `[${profile.title}](${page})`, tenantOf(profile)];
}

const tenantOf = ({ tenant }: ProviderProfile) =>
  tenant === undefined ? '' : `${tenant.description}, e.g. ${code(tenant.example)}`;

const clientOf = ({ endpoint }: AuthorizationCodeProfile | ClientCredentialsProfile) =>
  code(endpoint.clientAuth ?? 'client_secret_post');

/** Told in the largest unit that fits. */
function lifetimeOf({
  lifetime: { secs, told },
}: AuthorizationCodeProfile | ClientCredentialsProfile | JwtBearerProfile): string {
  const length = secs === undefined ? 'varies' : duration(secs);
  return told === 'absent' ? `${length}; not told, so this is assumed` : length;
}

function duration(secs: number): string {
  const units: [number, string][] = [
    [86_400, 'd'],
    [3_600, 'h'],
    [60, 'min'],
  ];
  // Many services take a second off.
  const [size, unit] = units.find(([each]) => secs + 1 >= 2 * each) ?? [1, 's'];
  return `${Math.round(secs / size)} ${unit}`;
}

const REDIRECTS: Record<AuthorizationCodeProfile['redirect'], string> = {
  any_port: 'any port',
  registered: 'as registered',
  https_only: 'no: pasted',
};

function refreshRow(profile: AuthorizationCodeProfile): string[] {
  const { refreshToken, refreshScope, endpoint } = profile;
  const { rotation, overlap, lifetime } = refreshToken;
  const rotates = { always: 'another each time', never: 'stays', optional: 'may change' }[rotation];
  const scopes = [
    endpoint.scopeSeparator === ',' ? 'separated by commas' : '',
    refreshScope === undefined ? '' : `${code(refreshScope)} is asked for`,
  ];
  return [
    ...lead(profile),
    clientOf(profile),
    scopes.filter(Boolean).join('; '),
    lifetimeOf(profile),
    [rotates, overlap && `the old one ${overlap}`, lifetime].filter(Boolean).join('; '),
    profile.pkce,
    REDIRECTS[profile.redirect],
    profile.deviceAuthorizationUrl === undefined ? '' : 'yes',
    profile.deadGrants.map(code).join(', '),
  ];
}

function clientRow(profile: ClientCredentialsProfile): string[] {
  const { scope, scopeSeparator, extra, grantType } = profile.endpoint;
  const scopes = [
    scope === undefined ? '' : `${code(scope)} if none is set`,
    scopeSeparator === ',' ? 'separated by commas' : '',
  ];
  const sent = Object.entries({ ...(grantType && { grant_type: grantType }), ...extra });
  return [
    ...lead(profile),
    clientOf(profile),
    scopes.filter(Boolean).join('; '),
    sent.map(([name, value]) => code(`${name}=${value}`)).join(', '),
    lifetimeOf(profile),
  ];
}

function statementRow(profile: JwtBearerProfile): string[] {
  const { claims, endpoint } = profile;
  const audience = endpoint.jwtAudience === undefined ? 'the token endpoint' : code(endpoint.jwtAudience);
  return [
    ...lead(profile),
    claims.issuer,
    claims.subject,
    `${audience}, if none is set`,
    lifetimeOf(profile),
  ];
}

function signingRow(profile: OAuth1Profile): string[] {
  const { signing, legs } = profile;
  const callback = { loopback: 'any port', registered: 'as registered', oob: 'no: a code is typed' };
  return [
    ...lead(profile),
    code(signing.signatureMethod),
    signing.realm === undefined ? '' : code(signing.realm),
    signing.token === 'none' ? 'none' : 'required',
    legs === undefined ? 'nobody is asked' : callback[legs.callback],
  ];
}

const KINDS: Record<ProviderProfile['kind'], string> = {
  authorization_code: 'refresh tokens',
  client_credentials: 'client credentials',
  jwt_bearer: 'signed statements',
  oauth1: 'OAuth 1.0a',
};

function notesOf(profile: ProviderProfile): string {
  const missing = profile.verified ? '' : `Not found in the documentation: ${profile.missing}.`;
  const further = profile.documentation.slice(1).map((page) => `<${page}>`);
  const parts = [profile.notes ?? '', missing, further.length > 0 ? `Also: ${further.join(', ')}` : ''];
  const text = parts.filter(Boolean).join(' ');
  return text && `- **${profile.provider}**, ${KINDS[profile.kind]}: ${text}`;
}
