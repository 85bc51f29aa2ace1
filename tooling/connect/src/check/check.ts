import { type ProviderProfile, profiles } from '@lp-functions/auth/profiles';
import { ConnectError } from '../connect-error.ts';
import { causesOf } from './causes.ts';
import { type Attempted, type Observed, type SeenRequest, tryFunction } from './try-function.ts';

/** What became of one real request, told as the function would see it. */
export interface Checked {
  isOk: boolean;
  function: Attempted['function'];
  requests: SeenRequest[];
  statusCode?: number;
  /** Beginning of the answer, redacted. */
  body?: string;
  error?: { code: string; message: string };
  causes: string[];
  /** What V1 has to let through. */
  hosts: string[];
}

const MAX_BODY_CHARS = 300;

/** Makes one real request. @throws ConnectError `USAGE` for a provider that has no such kind */
export async function check(attempted: Attempted): Promise<Checked> {
  const profile = profileOf(attempted);
  const observed = await tryFunction(attempted);
  const { result, error, requests } = observed;
  return {
    isOk: result !== undefined && result.statusCode < 400,
    function: attempted.function,
    requests,
    ...(result && { statusCode: result.statusCode, body: beginningOf(result.body) }),
    ...(error && { error: { code: error.code, message: error.message } }),
    causes: causesOf(attempted, observed, profile),
    hosts: hostsOf(observed),
  };
}

function profileOf({ function: name, env }: Attempted): ProviderProfile | undefined {
  const kind = name === 'oauth1_post' ? 'oauth1' : (env.OAUTH2_GRANT ?? 'client_credentials');
  const provider = name === 'oauth1_post' ? env.OAUTH1_PROVIDER : env.OAUTH2_PROVIDER;
  if (provider === undefined) return undefined;
  const profile = profiles.find((each) => each.provider === provider && each.kind === kind);
  if (profile) return profile;
  const offered = profiles.filter((each) => each.provider === provider).map((each) => each.kind);
  const remedy = offered.length > 0 ? `it offers ${offered.join(', ')}` : 'see docs/providers.md';
  throw new ConnectError('USAGE', `${provider} has no ${kind}: ${remedy}`);
}

function beginningOf(body: unknown): string {
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  return text.length > MAX_BODY_CHARS ? `${text.slice(0, MAX_BODY_CHARS)}…` : text;
}

const hostsOf = ({ requests }: Observed): string[] => [...new Set(requests.map(({ host }) => host))];

/** For people. */
export function toldOf(checked: Checked): string {
  const { error, statusCode, body, requests, causes, hosts } = checked;
  const steps = requests.map(
    ({ host, path, status, failure }) => `  ${host}${path}: ${status ?? failure ?? 'no answer'}`,
  );
  const outcome = error ? error.message : `${checked.function} returns ${statusCode}: ${body}`;
  const remedies = causes.map((cause) => `  - ${cause}.`);
  return [
    ...(steps.length > 0 ? ['Requests:', ...steps] : ['No request was made.']),
    outcome,
    ...(remedies.length > 0 ? ['What it may be:', ...remedies] : []),
    ...(hosts.length > 0 ? [`V1 has to allow these hosts: ${hosts.join(', ')}. V2 asks for nothing.`] : []),
  ].join('\n');
}
