import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ConnectError } from '../connect-error.ts';
import type { TokenSet } from '../oauth2/token-set.ts';
import type { ConnectOptions, Destination } from '../options.ts';
import type { Ui } from '../ui/ui.ts';
import { storeInContext } from './context.ts';
import { asText, copyOnce, writeOwnerOnly } from './copy-once.ts';

/** The secrets of the emulated platform on this machine. */
export interface LocalSecrets {
  /** All of them, by name. */
  all(): Promise<Record<string, unknown>>;
  /** Creates or replaces. */
  set(secrets: Record<string, unknown>): Promise<void>;
  /** For people: where they are. */
  readonly place: string;
}

/** Where tokens went; no credential is in it. */
export interface Stored {
  in: Destination['kind'];
  /** Names of secrets, of which the values were handed over. */
  secrets: string[];
  path?: string;
}

interface Around {
  ui: Ui;
  local?: LocalSecrets;
  print?(text: string): void;
  invokeAuthorization?: string;
}

interface ToStore {
  connection: string;
  secrets: Record<string, unknown>;
  /** Absent for OAuth 1.0a. */
  tokens?: TokenSet;
}

/** Asked before tokens exist: they cannot wait for an answer. @throws ConnectError `USAGE` */
export async function chooseDestination(
  { destination }: ConnectOptions,
  { ui, local }: Around,
): Promise<Destination> {
  const kind =
    destination?.kind ??
    (await ui.choose('Where shall the tokens go?', '--local, --context <url>, --print or --file <path>', [
      ...(local
        ? [{ value: 'local' as const, label: 'The emulator on this machine', hint: local.place }]
        : []),
      {
        value: 'copy' as const,
        label: 'A file to copy from, once',
        hint: 'into the console of the platform',
      },
      { value: 'print' as const, label: 'This screen, once' },
    ]));
  if (destination) {
    if (kind === 'local' && !local) throw new ConnectError('USAGE', '--local: there is no emulator here');
    return destination;
  }
  return kind === 'local' || kind === 'print' ? { kind } : { kind: 'copy' };
}

/**
 * Puts tokens where they belong. What cannot be put there is not lost: it goes into a file of the owner's.
 * @throws ConnectError `NOT_STORED`, which names the file
 */
export async function store(destination: Destination, around: Around, what: ToStore): Promise<Stored> {
  try {
    const path = await put(destination, around, what);
    const names = Object.keys(what.secrets);
    return {
      in: destination.kind,
      secrets: destination.kind === 'context' ? [] : names,
      ...(path && { path }),
    };
  } catch (error) {
    const path = join(tmpdir(), `lp-connect-${randomUUID()}.txt`);
    await writeOwnerOnly(path, asText(what.secrets));
    const reason = error instanceof Error ? error.message : 'for an unknown reason';
    throw new ConnectError(
      'NOT_STORED',
      `The tokens could not be stored: ${reason}. They are in ${path}, which only you can read: use them and remove it`,
    );
  }
}

/** @returns the path of a file that stays */
async function put(
  destination: Destination,
  { ui, local, print = writeOut, invokeAuthorization }: Around,
  { connection, secrets, tokens }: ToStore,
): Promise<string | undefined> {
  switch (destination.kind) {
    case 'local':
      await local?.set(secrets);
      return undefined;
    case 'context': {
      const door = {
        url: destination.url,
        ...(invokeAuthorization && { authorization: invokeAuthorization }),
      };
      if (tokens) await storeInContext(door, connection, destination.group, tokens);
      return undefined;
    }
    case 'print':
      print(asText(secrets));
      return undefined;
    case 'copy':
      await copyOnce(ui, secrets);
      return undefined;
    case 'file': {
      const path = resolve(destination.path);
      await writeOwnerOnly(path, asText(secrets));
      return path;
    }
  }
}

const writeOut = (text: string) => void process.stdout.write(`${text}\n`);
