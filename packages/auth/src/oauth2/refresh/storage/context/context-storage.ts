import { FunctionError, isFunctionError, isText, type Run, sleep } from '@lp-functions/platform';
import type { KeyRing } from '../../../token-store/index.ts';
import { type TokenSessions, tokenSession } from '../../../token-store/index.ts';
import type { Connection } from '../../connections/connection.ts';
import { notSaved } from '../secret-writer.ts';
import { readTokenSet, redactTokens, type TokenSet } from '../token-set.ts';
import type { Known, StoredTokens, TokenStorage } from '../token-storage.ts';
import { fingerprintOf } from './properties.ts';
import type { ShardIndex } from './shard-index.ts';

/** The context store client repeats requests itself; this is for when the store is away for longer. */
const MAX_SAVES = 3;
const FIRST_PAUSE_MS = 500;

export interface ContextStorage {
  run: Pick<Run, 'clock' | 'redactor'>;
  sessions: TokenSessions;
  keys: KeyRing;
  index: ShardIndex;
  /** The connection in a group, by the group's id; `undefined` when there is no such group any more. */
  connect(name: string, group: string): Connection | undefined;
}

/** Token sets in the context session store, each sealed in a session of its own, and an index of what they say. */
export function contextStorage({ run, sessions, keys, index, connect }: ContextStorage): TokenStorage {
  const { accountId, namespace } = sessions;
  const sealedFor = ({ name, group }: Connection) => ({
    accountId,
    namespace,
    connection: name,
    group: group.id,
  });

  const save = async (connection: Connection, { failure, ...tokens }: TokenSet): Promise<void> => {
    redactTokens(run.redactor, tokens);
    const sealed = keys.seal(JSON.stringify(tokens), sealedFor(connection));
    const properties = { group: connection.group.id, sealed };
    await insist(run, () => tokenSession(sessions, connection.name).save(properties, sessions.ttlSecs));
  };

  return {
    placeOf: ({ name }) => `${namespace}/${name}`,
    async survey(connections) {
      return new Map(connections.flatMap(({ name }) => knownOf(name, index)));
    },
    async load(asked): Promise<StoredTokens> {
      const { group, sealed } = await tokenSession(sessions, asked.name).readAll();
      if (!isText(group) || !isText(sealed)) return nothingStored(asked, save);
      // The index may still say another one; what is sealed for one group is sent to no other's server.
      const connection = connect(asked.name, group);
      if (!connection) throw noGroup(asked.name, group);
      const tokens = readTokenSet(keys.open(sealed, sealedFor(connection))) ?? {};
      redactTokens(run.redactor, tokens);
      const refusedAt = refusedAtOf(index, asked.name, tokens);
      return { connection, tokens, refusedAt, save: (renewed) => save(connection, renewed) };
    },
    noteGood({ name, group }, { expires_at }) {
      index.set(name, { group: group.id, expires_at: expires_at ?? null });
    },
    async noteRefusal({ name, group }, refreshToken, at) {
      const refused = { token: fingerprintOf(refreshToken), at: Math.floor(at / 1_000) };
      index.set(name, { ...index.entries.get(name), group: group.id, refused });
      await index.saveSoon();
    },
    async saveFailure({ name, group }, failure) {
      const { refused: _, ...entry } = index.entries.get(name) ?? {};
      index.set(name, { ...entry, group: group.id, failure });
      return true;
    },
  };
}

/** When the stored refresh token was refused by a run that did not get to the end of it. */
function refusedAtOf(
  { entries }: ShardIndex,
  name: string,
  { refresh_token = '' }: TokenSet,
): number | undefined {
  const refused = entries.get(name)?.refused;
  return refused && refused.token === fingerprintOf(refresh_token) ? refused.at * 1_000 : undefined;
}

function knownOf(name: string, { entries }: ShardIndex): [string, Known][] {
  const entry = entries.get(name);
  if (!entry) return [];
  const { expires_at, failure } = entry;
  return [[name, { expiresAt: expires_at ?? undefined, isLifetimeless: expires_at === null, failure }]];
}

/** Grants other than by refresh token need nothing to begin with. */
function nothingStored(
  connection: Connection,
  save: (connection: Connection, tokens: TokenSet) => Promise<void>,
): StoredTokens {
  if (connection.group.grant === 'refresh_token') {
    throw new FunctionError(
      'REAUTH_REQUIRED',
      'the context store holds nothing for it; connect the account, and store its tokens with the payload "store"',
    );
  }
  return { connection, tokens: {}, save: (tokens) => save(connection, tokens) };
}

export const noGroup = (connection: string, group: string) =>
  new FunctionError(
    'CONFIG_INVALID',
    `${connection} belongs to the group ${group}, which is not configured; configure it, or store the connection ` +
      'with another group',
  );

/** Repeats a save. @throws `TOKEN_NOT_SAVED` */
async function insist({ clock }: Pick<Run, 'clock'>, save: () => Promise<void>): Promise<void> {
  for (let saves = 1; ; saves++) {
    try {
      await save();
      return;
    } catch (error) {
      if (!isFunctionError(error)) throw error;
      if (saves === MAX_SAVES) throw notSaved(`the context store did not take the tokens (${error.message})`);
      await sleep(clock, FIRST_PAUSE_MS * 2 ** (saves - 1));
    }
  }
}
