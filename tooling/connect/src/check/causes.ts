import type { ProviderProfile } from '@lp-functions/auth/profiles';
import type { Attempted, Observed } from './try-function.ts';

/** Servers take signatures and assertions that are some minutes off; what is more than this may be too much. */
const MAX_SKEW_SECS = 60;
/** What resolvers say of hosts that do not exist. */
const NO_SUCH_HOST = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ENODATA']);

/** The commonest reasons for what was observed, in words, likeliest first. */
export function causesOf(
  attempted: Attempted,
  observed: Observed,
  profile: ProviderProfile | undefined,
): string[] {
  return [
    ...ofClock(observed),
    ...ofHosts(observed, profile),
    ...ofScope(attempted, observed, profile),
    ...ofSignature(attempted, observed, profile),
    ...ofAccess(attempted, observed),
  ];
}

const isFailed = ({ error, result }: Observed) => error !== undefined || (result?.statusCode ?? 0) >= 400;

function ofClock(observed: Observed): string[] {
  const ahead = observed.requests.find(({ clockAheadSecs = 0 }) => Math.abs(clockAheadSecs) > MAX_SKEW_SECS);
  if (ahead?.clockAheadSecs === undefined) return [];
  const direction = ahead.clockAheadSecs > 0 ? 'behind' : 'ahead';
  return [
    `The clock of this machine is ${Math.abs(ahead.clockAheadSecs)} s ${direction} of that of ${ahead.host}: signatures and assertions say when they were made. Set it; the platform has a clock of its own`,
  ];
}

function ofHosts({ requests }: Observed, profile: ProviderProfile | undefined): string[] {
  const lost = requests.find(({ failure }) => failure !== undefined && NO_SUCH_HOST.has(failure));
  if (lost) {
    const tenant = profile?.tenant;
    const where = tenant
      ? `; is the tenant right? It is the ${tenant.description}, e.g. ${tenant.example}`
      : '';
    return [`There is no host ${lost.host}${where}`];
  }
  const [first] = requests;
  if (first?.status === 404 && profile?.tenant) {
    return [
      `${first.host} has nothing at ${first.path}; is the tenant right? It is the ${profile.tenant.description}`,
    ];
  }
  return [];
}

function ofScope({ env }: Attempted, { requests }: Observed, profile: ProviderProfile | undefined): string[] {
  const scope = env.OAUTH2_SCOPE;
  if (!requests.some(({ oauthError }) => oauthError === 'invalid_scope')) return [];
  const separator = profile && 'endpoint' in profile ? profile.endpoint.scopeSeparator : undefined;
  if (scope?.includes(',')) {
    const told =
      separator === ','
        ? 'the function puts in the commas that this service wants'
        : 'this service wants spaces';
    return [`Scopes are separated by spaces in OAUTH2_SCOPE: ${told}`];
  }
  const example = profile?.provider === 'microsoft' ? '; here it is the API followed by /.default' : '';
  return [`The scope has another form, or the client may not have it${example}`];
}

function ofSignature(
  { function: name, env }: Attempted,
  { result }: Observed,
  profile: ProviderProfile | undefined,
): string[] {
  if (name !== 'oauth1_post' || result?.statusCode !== 401) return [];
  const realm = env.OAUTH1_REALM;
  const isNetSuite = profile?.provider === 'netsuite';
  if (isNetSuite && realm !== undefined && realm !== realm.toUpperCase().replaceAll('-', '_')) {
    return [
      'The realm of NetSuite is the account ID with capitals and an underscore, e.g. 1234567_SB1; with OAUTH1_TENANT it is made so',
    ];
  }
  return [
    `The signature was not taken: check consumer and token secrets (each with the key of the same pair), the signature method${isNetSuite || realm !== undefined ? ', the realm' : ''}, and that TARGET_URL is spelled as the service sees it (behind a proxy it may see http, or another host)`,
  ];
}

function ofAccess({ function: name }: Attempted, observed: Observed): string[] {
  const { result, requests } = observed;
  if (!isFailed(observed) || result === undefined) return [];
  if (result.statusCode === 403) {
    return [
      'The credentials are right, but may not do this: look at the scopes, roles or permissions of the client',
    ];
  }
  if (name === 'client_credentials' && result.statusCode === 401) {
    const host = requests.at(-1)?.host;
    return [
      `The token endpoint gave a token, but ${host} does not take it: it may be for another API (scope, audience), or wanted in another header`,
    ];
  }
  return [];
}
