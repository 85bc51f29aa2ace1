import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import { type Connected, connect, type Surroundings } from './connect.ts';
import { ConnectError } from './connect-error.ts';
import { emulatorSecrets } from './destination/local.ts';
import type { ConnectOptions, Destination } from './options.ts';
import { scriptedUi } from './ui/scripted.ts';
import { terminalUi } from './ui/terminal.ts';

interface Flags {
  kind?: ConnectOptions['kind'];
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
  group: string;
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

/** `pnpm connect [provider] <connection>` @param around what the caller has: the secrets of an emulator */
export function connectCommand(around: Pick<Surroundings, 'local'> = { local: emulatorSecrets() }): Command {
  return new Command('connect')
    .description(
      'Gets the first tokens of a connection: a person agrees in a browser, a function finds them.',
    )
    .argument(
      '<names...>',
      'the service, e.g. hubspot (asked for if left out), and the name of the connection',
    )
    .addOption(
      new Option('--kind <kind>', 'where a service has both').choices(['authorization_code', 'oauth1']),
    )
    .option('--tenant <name>', 'what is your own in the addresses of the service')
    .option('--account <number>', 'the LivePerson account, where the service is LivePerson itself')
    .option('--client-id <id>', 'client ID or consumer key')
    .option(
      '--client-secret-file <path>',
      'file with the secret; or the variable LP_CLIENT_SECRET; else asked for',
    )
    .option('--private-key-file <path>', 'PEM, for RSA signatures of OAuth 1.0a')
    .option('--scope <scopes>', 'separated by spaces')
    .option('--redirect-uri <url>', 'as registered; one that is not on this machine is pasted')
    .option('--port <number>', 'port of http://localhost:<port>/callback')
    .option('--device', 'type a code on any device instead of opening a browser here')
    .option('--no-open', 'only show the address')
    .option('--timeout-secs <number>', 'how long to wait for the person', '300')
    .addOption(
      new Option('--storage <kind>', 'TOKEN_STORAGE of the function, for the names of the secrets')
        .choices(['single', 'separate'])
        .default('single'),
    )
    .option('--local', 'store in the emulator on this machine')
    .option('--context <url>', 'hand to the function there, which stores in the context session store')
    .option('--group <index>', 'with --context: index of the group in the list of connections', '0')
    .option('--print', 'write the secrets to standard output, once')
    .option('--file <path>', 'write the secrets to a new file that only you can read')
    .option('--verify', 'refresh once before storing')
    .option('--json', 'the result as JSON on standard output; nothing is asked')
    .option('--authorize-url <url>', 'of a service that is not in the list')
    .option('--authorize-param <name=value>', 'added to that address; may be repeated', repeated, [])
    .option('--token-url <url>', 'of a service that is not in the list')
    .option('--device-url <url>', 'of a service that is not in the list')
    .option('--request-token-url <url>', 'OAuth 1.0a, of a service that is not in the list')
    .option('--access-token-url <url>', 'OAuth 1.0a, of a service that is not in the list')
    .addOption(
      new Option('--client-auth <way>', 'how the client authenticates').choices([
        'client_secret_post',
        'client_secret_basic',
      ]),
    )
    .option('--signature-method <name>', 'of OAuth 1.0a')
    .option('--realm <name>', 'of OAuth 1.0a')
    .action(async (names: string[], flags: Flags) => {
      process.exitCode = await run(names, flags, around);
    });
}

/** @returns the exit code: 0 connected, 1 not, 2 wrongly called */
async function run(names: string[], flags: Flags, around: Pick<Surroundings, 'local'>): Promise<number> {
  const isAsking = !flags.json && process.stdin.isTTY === true;
  const ui = isAsking ? terminalUi() : scriptedUi();
  try {
    const options = optionsOf(names, flags);
    const connected = await connect(options, {
      ...around,
      ui,
      ...(!flags.open && { open: async () => true }),
      ...(process.env.LP_INVOKE_AUTHORIZATION && {
        invokeAuthorization: process.env.LP_INVOKE_AUTHORIZATION,
      }),
    });
    if (flags.json) process.stdout.write(`${JSON.stringify(connected)}\n`);
    else ui.say(summary(connected));
    return 0;
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    if (flags.json)
      process.stdout.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`);
    else process.stderr.write(`${error.message}\n`);
    return error.code === 'USAGE' ? 2 : 1;
  }
}

function optionsOf(names: string[], flags: Flags): ConnectOptions {
  const [first = '', second, ...more] = names;
  if (more.length > 0) throw new ConnectError('USAGE', 'Expected a service and the name of one connection');
  const { authorizeUrl, tokenUrl, deviceUrl, requestTokenUrl, accessTokenUrl } = flags;
  return {
    connection: second ?? first,
    ...(second !== undefined && { provider: first }),
    kind: flags.kind,
    tenant: flags.tenant,
    account: flags.account,
    clientId: flags.clientId,
    clientSecret: secretIn(flags.clientSecretFile) ?? (process.env.LP_CLIENT_SECRET || undefined),
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
    authorizeParameters: Object.fromEntries(flags.authorizeParam.map(pairOf)),
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
    chosen.push({ kind: 'context', url: context, group: wholeNumber('--group', group, 10_000) });
  }
  if (print) chosen.push({ kind: 'print' });
  if (file !== undefined) chosen.push({ kind: 'file', path: file });
  if (chosen.length > 1)
    throw new ConnectError('USAGE', 'Give one of --local, --context, --print and --file');
  if (json && print)
    throw new ConnectError('USAGE', '--json and --print both write to standard output; give --file');
  return chosen[0];
}

function secretIn(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    throw new ConnectError('USAGE', `${path} cannot be read`);
  }
}

const repeated = (text: string, before: string[]) => [...before, text];

function pairOf(text: string): [string, string] {
  const equals = text.indexOf('=');
  if (equals < 1) throw new ConnectError('USAGE', '--authorize-param: expected name=value');
  return [text.slice(0, equals), text.slice(equals + 1)];
}

function wholeNumber(flag: string, text: string, max: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 0 && value <= max) return value;
  throw new ConnectError('USAGE', `${flag}: expected a whole number up to ${max}`);
}

const PLACES: Record<Destination['kind'], string> = {
  local: 'the emulator',
  context: 'the context session store',
  print: 'this screen; nothing of them is kept here',
  copy: 'the console, by your hand',
  file: 'a file',
};

const summary = ({ connection, stored, expiresAt }: Connected): string =>
  [
    `${connection} is connected. Its tokens are in ${PLACES[stored.in]}${stored.path ? ` (${stored.path})` : ''}.`,
    ...(stored.secrets.length > 0 ? [`Secrets: ${stored.secrets.join(', ')}.`] : []),
    ...(expiresAt ? [`The access token is good until ${expiresAt}.`] : []),
  ].join('\n');
