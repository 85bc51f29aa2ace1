import { readFileSync } from 'node:fs';
import type { CheckOptions } from './check/from-flags.ts';
import type { Surroundings } from './connect.ts';
import { ConnectError } from './connect-error.ts';
import type { ConnectOptions, Destination } from './options.ts';

/** As commander gives them. */
export interface Flags {
  kind?: string;
  check?: true;
  url?: string;
  method?: string;
  env: string[];
  tenant?: string;
  account?: string;
  clientId?: string;
  clientSecretFile?: string;
  privateKeyFile?: string;
  scope?: string;
  redirectUri?: string;
  port?: string;
  device?: true;
  open: boolean;
  timeoutSecs: string;
  storage: ConnectOptions['storage'];
  local?: true;
  context?: string;
  group?: string;
  print?: true;
  file?: string;
  verify?: true;
  json?: true;
  authorizeUrl?: string;
  tokenUrl?: string;
  deviceUrl?: string;
  requestTokenUrl?: string;
  accessTokenUrl?: string;
  authorizeParam: string[];
  clientAuth?: ConnectOptions['clientAuth'];
  signatureMethod?: ConnectOptions['signatureMethod'];
  realm?: string;
}

/** @throws ConnectError `USAGE` */
export async function checkOptionsOf(
  names: string[],
  flags: Flags,
  { local }: Pick<Surroundings, 'local'>,
): Promise<CheckOptions> {
  const [provider, ...more] = names;
  if (more.length > 0) throw new ConnectError('USAGE', 'Expected a service at most');
  return {
    ...flags,
    provider,
    env: Object.fromEntries(flags.env.map((text) => pairOf('--env', text))),
    clientSecret: clientSecretOf(flags),
    privateKey: secretIn(flags.privateKeyFile),
    tokenKey: process.env.LP_TOKEN_KEY || undefined,
    tokenSecret: process.env.LP_TOKEN_SECRET || undefined,
    secrets: flags.local && local ? await local.all() : undefined,
  };
}

const clientSecretOf = ({ clientSecretFile }: Flags): string | undefined =>
  secretIn(clientSecretFile) ?? (process.env.LP_CLIENT_SECRET || undefined);

/** @throws ConnectError `USAGE` */
export function optionsOf(names: string[], flags: Flags): ConnectOptions {
  const [first, second, ...more] = names;
  if (first === undefined)
    throw new ConnectError('USAGE', 'Name the connection, e.g. `connect hubspot acme`');
  if (more.length > 0) throw new ConnectError('USAGE', 'Expected a service and the name of one connection');
  const { authorizeUrl, tokenUrl, deviceUrl, requestTokenUrl, accessTokenUrl } = flags;
  return {
    connection: second ?? first,
    ...(second !== undefined && { provider: first }),
    kind: connectKindOf(flags.kind),
    tenant: flags.tenant,
    account: flags.account,
    clientId: flags.clientId,
    clientSecret: clientSecretOf(flags),
    privateKey: secretIn(flags.privateKeyFile),
    scope: flags.scope,
    redirectUri: flags.redirectUri,
    port: flags.port === undefined ? undefined : wholeNumber('--port', flags.port, 65_535),
    device: flags.device,
    urls: {
      authorize: authorizeUrl,
      token: tokenUrl,
      device: deviceUrl,
      requestToken: requestTokenUrl,
      accessToken: accessTokenUrl,
    },
    authorizeParameters: Object.fromEntries(
      flags.authorizeParam.map((text) => pairOf('--authorize-param', text)),
    ),
    clientAuth: flags.clientAuth,
    signatureMethod: flags.signatureMethod,
    realm: flags.realm,
    storage: flags.storage,
    destination: destinationOf(flags),
    verify: flags.verify,
    timeoutMs: wholeNumber('--timeout-secs', flags.timeoutSecs, 3_600) * 1_000,
  };
}

function destinationOf({ local, context, group, print, file, json }: Flags): Destination | undefined {
  const chosen: Destination[] = [];
  if (local) chosen.push({ kind: 'local' });
  if (context !== undefined) {
    if (!URL.canParse(context))
      throw new ConnectError('USAGE', '--context: expected the URL of the function');
    chosen.push({ kind: 'context', url: context, ...(group !== undefined && { group: groupOf(group) }) });
  }
  if (print) chosen.push({ kind: 'print' });
  if (file !== undefined) chosen.push({ kind: 'file', path: file });
  if (chosen.length > 1)
    throw new ConnectError('USAGE', 'Give one of --local, --context, --print and --file');
  if (json && print)
    throw new ConnectError('USAGE', '--json and --print both write to standard output; give --file');
  return chosen[0];
}

/** A place in the list, or a name. */
const groupOf = (text: string): string | number => (/^\d+$/.test(text) ? Number(text) : text);

function secretIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConnectError('USAGE', `${path} cannot be read`);
  }
}

/** For options that may be given several times. */
export const repeated = (text: string, before: string[]) => [...before, text];

function connectKindOf(kind: string | undefined): ConnectOptions['kind'] {
  if (kind === undefined || kind === 'authorization_code' || kind === 'oauth1') return kind;
  throw new ConnectError('USAGE', `--kind ${kind}: nobody has to agree there; try it with --check`);
}

function pairOf(flag: string, text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new ConnectError('USAGE', `${flag}: expected name=value`);
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function wholeNumber(flag: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new ConnectError('USAGE', `${flag}: expected a whole number up to ${max}`);
}
