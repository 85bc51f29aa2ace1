import { Command, Option } from 'commander';
import { check, toldOf } from './check/check.ts';
import { attemptFrom } from './check/from-flags.ts';
import { type Connected, connect, type Surroundings } from './connect.ts';
import { ConnectError } from './connect-error.ts';
import { emulatorSecrets } from './destination/local.ts';
import { checkOptionsOf, type Flags, optionsOf, repeated } from './flags.ts';
import type { Destination } from './options.ts';
import { scriptedUi } from './ui/scripted.ts';
import { terminalUi } from './ui/terminal.ts';

/** `pnpm connect [provider] <connection>` @param around what the caller has: the secrets of an emulator */
export function connectCommand(around: Pick<Surroundings, 'local'> = { local: emulatorSecrets() }): Command {
  const command = new Command('connect')
    .description(
      'Gets the first tokens of a connection: a person agrees in a browser, a function finds them.',
    )
    .argument(
      '[names...]',
      'the service, e.g. hubspot (asked for if left out), and the name of the connection',
    );
  addClientOptions(command);
  addConsentOptions(command);
  addDestinationOptions(command);
  addCheckOptions(command);
  command.option('--json', 'the result as JSON on standard output; nothing is asked');
  addUnlistedServiceOptions(command);
  return command.action(async (names: string[], flags: Flags) => {
    process.exitCode = await run(names, flags, around);
  });
}

/** Which client asks the service, and for what. */
const addClientOptions = (command: Command) =>
  command
    .addOption(
      new Option('--kind <kind>', 'where a service has both').choices([
        'authorization_code',
        'oauth1',
        'client_credentials',
        'jwt_bearer',
      ]),
    )
    .option('--tenant <name>', 'what is your own in the addresses of the service')
    .option('--account <number>', 'the LivePerson account, where the service is LivePerson itself')
    .option('--client-id <id>', 'client ID or consumer key')
    .option(
      '--client-secret-file <path>',
      'file with the secret; or the variable LP_CLIENT_SECRET; else asked for',
    )
    .option('--private-key-file <path>', 'PEM, for RSA signatures of OAuth 1.0a')
    .option('--scope <scopes>', 'separated by spaces');

/** How a person comes to agree. */
const addConsentOptions = (command: Command) =>
  command
    .option('--redirect-uri <url>', 'as registered; one that is not on this machine is pasted')
    .option('--port <number>', 'port of http://localhost:<port>/callback')
    .option('--device', 'type a code on any device instead of opening a browser here')
    .option('--no-open', 'only show the address')
    .option('--timeout-secs <number>', 'how long to wait for the person', '300');

/** Where the tokens go. */
const addDestinationOptions = (command: Command) =>
  command
    .addOption(
      new Option('--storage <kind>', 'TOKEN_STORAGE of the function, for the names of the secrets')
        .choices(['single', 'separate'])
        .default('single'),
    )
    .option('--local', 'store in the emulator on this machine')
    .option('--context <url>', 'hand to the function there, which stores in the context session store')
    .option(
      '--group <name>',
      'with --context: the group in the list of connections, by name or index, if there are several',
    )
    .option('--print', 'write the secrets to standard output, once')
    .option('--file <path>', 'write the secrets to a new file that only you can read')
    .option('--verify', 'refresh once before storing');

/** For a request instead of a connection. */
const addCheckOptions = (command: Command) =>
  command
    .option(
      '--check',
      'make one real request as client_credentials or oauth1_post would; nobody is connected',
    )
    .option('--url <url>', 'with --check: of the API to ask')
    .option('--method <name>', 'with --check: HTTP method', 'GET')
    .option('--env <NAME=value>', 'with --check: a variable of the function; may be repeated', repeated, []);

/** What the profile of a listed service says. */
const addUnlistedServiceOptions = (command: Command) =>
  command
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
    .option('--realm <name>', 'of OAuth 1.0a');

/** @returns the exit code: 0 connected, 1 not, 2 wrongly called */
async function run(names: string[], flags: Flags, around: Pick<Surroundings, 'local'>): Promise<number> {
  const isAsking = !flags.json && process.stdin.isTTY === true;
  const ui = isAsking ? terminalUi() : scriptedUi();
  const print = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);
  try {
    if (flags.check) {
      const checked = await check(await attemptFrom(await checkOptionsOf(names, flags, around), ui));
      if (flags.json) print(checked);
      else process.stdout.write(`${toldOf(checked)}\n`);
      return checked.isOk ? 0 : 1;
    }
    const connected = await connect(optionsOf(names, flags), {
      ...around,
      ui,
      ...(!flags.open && { open: async () => true }),
      ...(process.env.LP_INVOKE_AUTHORIZATION && {
        invokeAuthorization: process.env.LP_INVOKE_AUTHORIZATION,
      }),
    });
    if (flags.json) print(connected);
    else ui.say(summary(connected));
    return 0;
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    if (flags.json) print({ error: { code: error.code, message: error.message } });
    else process.stderr.write(`${error.message}\n`);
    return error.code === 'USAGE' ? 2 : 1;
  }
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
