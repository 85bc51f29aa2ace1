import { asText, type Run, secretNotFound, writeSecret } from '@lp-functions/platform';
import type { Connection } from '../connections/connection.ts';
import { type Exchanged, instanceMemory } from '../memory/instance.ts';
import { concurrently } from '../order/concurrently.ts';
import type { SecretReader } from './secret-reader.ts';
import { excess, tooLarge, type WriterRun, writeTokens } from './secret-writer.ts';
import { readTokenSet, redactTokens, type TokenSet } from './token-set.ts';
import type { Known, TokenStorage } from './token-storage.ts';

/** What a `tokenSet` secret holds. */
interface StoredSet {
  /** The account's name of the secret. */
  name: string;
  tokens: TokenSet;
  /** Text stays text: whoever stored it reads it like that. */
  isText: boolean;
}

const placeOf = ({ nameOf }: Connection) => nameOf('tokenSet');

/** One secret, `tokenSet`, written in one step. It holds failures as well. */
export function singleStorage(run: WriterRun & Pick<Run, 'instance'>, reader: SecretReader): TokenStorage {
  const { exchanged } = instanceMemory(run.instance);
  const read = (connection: Connection) => readSet(run, reader, connection);

  return {
    placeOf,
    async survey(connections) {
      const known = await concurrently(connections, async (connection): Promise<[string, Known][]> => {
        // What cannot be read now fails when it is looked at closely.
        const stored = await read(connection).catch(() => undefined);
        return stored ? [[connection.name, knownOf(stored, exchanged.get(stored.name))]] : [];
      });
      return new Map(known.flat());
    },
    async load(connection) {
      const stored = await read(connection);
      return {
        connection,
        tokens: stored.tokens,
        async save(renewed) {
          redactTokens(run.redactor, renewed);
          await write(run, { ...stored, tokens: renewed });
        },
      };
    },
    // The tokens say it themselves.
    noteGood() {},
    rewritesTokens: true,
    /**
     * The whole secret has to be written for it, the refresh token included. So what is stored is read right before,
     * lest a token that a sibling has stored meanwhile is overwritten, and it is written in one attempt: until a second
     * one, what was read would be old.
     */
    async saveFailure(connection, failure, refreshToken) {
      const stored = await read(connection);
      if (stored.tokens.refresh_token !== refreshToken) return true;
      const failing = asStored({ ...stored, tokens: { ...stored.tokens, failure } });
      if (excess(run, stored.name, failing)) return false;
      await writeSecret(run, stored.name, failing);
      return true;
    },
  };
}

async function readSet(run: WriterRun, reader: SecretReader, connection: Connection): Promise<StoredSet> {
  const name = placeOf(connection);
  const value = await reader.read(name);
  const tokens = readTokenSet(value) ?? {};
  if (connection.group.grant === 'refresh_token' && tokens.refresh_token === undefined) {
    throw secretNotFound(`${name}.refresh_token`);
  }
  redactTokens(run.redactor, tokens);
  return { name, tokens, isText: typeof value === 'string' };
}

function knownOf({ tokens }: StoredSet, exchanged: Exchanged | undefined): Known {
  const { access_token, expires_at, failure, refresh_token } = tokens;
  return {
    expiresAt: expires_at,
    isLifetimeless: access_token !== undefined && expires_at === undefined,
    failure,
    isBehind: refresh_token !== undefined && exchanged?.spent.includes(refresh_token) === true,
    refreshToken: refresh_token,
  };
}

const asStored = ({ tokens, isText }: StoredSet) => (isText ? asText(tokens) : tokens);

async function write(run: WriterRun, stored: StoredSet): Promise<void> {
  const { name, tokens } = stored;
  const tooLong = excess(run, name, asStored(stored));
  if (!tooLong) return writeTokens(run, name, asStored(stored));
  // The access token can be had again.
  const { refresh_token, failure } = tokens;
  const least = failure ? { refresh_token, failure } : { refresh_token };
  if (refresh_token) await writeTokens(run, name, asStored({ ...stored, tokens: least }));
  throw tooLarge(tooLong);
}
