import { asText, type Run, secretNotFound } from '@lp-functions/platform';
import type { Connection } from '../connections/connection.ts';
import type { Failure } from '../memory/failure.ts';
import { instanceMemory } from '../memory/instance.ts';
import { concurrently } from '../order/concurrently.ts';
import type { SecretReader } from './secret-reader.ts';
import { excess, tooLarge, type WriterRun, writeTokens } from './secret-writer.ts';
import { readTokenSet, redactTokens, type TokenSet } from './token-set.ts';
import type { Known, TokenStorage } from './token-storage.ts';

/** One secret, `tokenSet`, written in one step. It holds failures as well. */
export function singleStorage(run: WriterRun & Pick<Run, 'instance'>, reader: SecretReader): TokenStorage {
  const { exchanged } = instanceMemory(run.instance);
  const placeOf = ({ nameOf }: Connection) => nameOf('tokenSet');

  const read = async (connection: Connection) => {
    const name = placeOf(connection);
    const value = await reader.read(name);
    const tokens = readTokenSet(value) ?? {};
    if (connection.group.grant === 'refresh_token' && tokens.refresh_token === undefined) {
      throw secretNotFound(`${name}.refresh_token`);
    }
    redactTokens(run.redactor, tokens);
    return { name, tokens, isText: typeof value === 'string' };
  };

  /** Of text it stays text: whoever stored it reads it like that. */
  const write = async (name: string, tokens: TokenSet, isText: boolean) => {
    const asStored = (set: TokenSet) => (isText ? asText(set) : set);
    const tooLong = excess(run, name, asStored(tokens));
    if (!tooLong) return writeTokens(run, name, asStored(tokens));
    // The access token can be had again.
    const { refresh_token, failure } = tokens;
    const least = failure ? { refresh_token, failure } : { refresh_token };
    if (refresh_token) await writeTokens(run, name, asStored(least));
    throw tooLarge(tooLong);
  };

  return {
    placeOf,
    async survey(connections) {
      const known = await concurrently(connections, async (connection): Promise<[string, Known][]> => {
        // What cannot be read now fails when it is looked at closely.
        const stored = await read(connection).catch(() => undefined);
        if (!stored) return [];
        const { access_token, expires_at, failure, refresh_token } = stored.tokens;
        const { spent = [] } = exchanged.get(stored.name) ?? {};
        const isBehind = refresh_token !== undefined && spent.includes(refresh_token);
        const isLifetimeless = access_token !== undefined && expires_at === undefined;
        return [
          [
            connection.name,
            { expiresAt: expires_at, isLifetimeless, failure, isBehind, refreshToken: refresh_token },
          ],
        ];
      });
      return new Map(known.flat());
    },
    async load(connection) {
      const { name, tokens, isText } = await read(connection);
      return {
        connection,
        tokens,
        async save(renewed) {
          redactTokens(run.redactor, renewed);
          await write(name, renewed, isText);
        },
      };
    },
    // The tokens say it themselves.
    noteGood() {},
    /**
     * The whole secret has to be written for it, the refresh token included. So what is stored is read once more
     * right before: a sibling may have stored another token meanwhile, which must not be overwritten.
     */
    async saveFailure(connection: Connection, failure: Failure, refreshToken: string | undefined) {
      const { name, tokens, isText } = await read(connection);
      if (tokens.refresh_token === refreshToken) await write(name, { ...tokens, failure }, isText);
      return true;
    },
  };
}
