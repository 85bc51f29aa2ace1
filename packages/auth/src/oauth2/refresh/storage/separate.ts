import { asText, type Run } from '@lp-functions/platform';
import type { Connection } from '../connections/connection.ts';
import type { Failure } from '../memory/failure.ts';
import { type InstanceMemory, instanceMemory } from '../memory/instance.ts';
import { concurrently } from '../order/concurrently.ts';
import type { SecretReader } from './secret-reader.ts';
import { excess, tooLarge, type WriterRun, writeTokens } from './secret-writer.ts';
import { redactTokens, type TokenSet } from './token-set.ts';
import type { Known, TokenStorage } from './token-storage.ts';

const hasChain = ({ group }: Connection) => group.grant === 'refresh_token';
const placeOf = (connection: Connection) =>
  connection.nameOf(hasChain(connection) ? 'refreshToken' : 'accessToken');

/**
 * Two secrets, `refreshToken` and `accessToken`. They hold the tokens alone: expiry and failures are what an instance
 * remembers.
 */
export function separateStorage(run: WriterRun & Pick<Run, 'instance'>, reader: SecretReader): TokenStorage {
  const { existing, exchanged, failures } = instanceMemory(run.instance);

  return {
    placeOf,
    async survey(connections) {
      const known = await concurrently(connections, async (connection): Promise<[string, Known]> => {
        const tokens = exchanged.get(placeOf(connection))?.tokens;
        const expiresAt = tokens?.expires_at;
        const isLifetimeless = tokens !== undefined && expiresAt === undefined;
        return [
          connection.name,
          { expiresAt, isLifetimeless, failure: await failureOf(connection, failures, reader) },
        ];
      });
      return new Map(known);
    },
    async load(connection) {
      const { nameOf } = connection;
      // Read as well, so that a secret nobody has created is noticed before a token is spent; once is enough.
      const [refreshToken, accessToken] = await Promise.all([
        hasChain(connection) ? reader.read(nameOf('refreshToken')) : undefined,
        existing.has(nameOf('accessToken')) ? undefined : reader.read(nameOf('accessToken')),
      ]);
      existing.add(nameOf('accessToken'));
      const stored: TokenSet = {
        refresh_token: refreshToken === undefined ? undefined : asText(refreshToken),
        access_token: accessToken === undefined ? undefined : asText(accessToken),
      };
      redactTokens(run.redactor, stored);
      return {
        connection,
        tokens: stored,
        save: (renewed) => save(run, connection, stored, renewed),
      };
    },
    noteGood() {},
    // The two secrets have no room for it.
    saveFailure: async () => false,
  };
}

/** A failure counts for the token that failed: a person may have stored another one. */
async function failureOf(
  connection: Connection,
  failures: InstanceMemory['failures'],
  reader: SecretReader,
): Promise<Failure | undefined> {
  const place = placeOf(connection);
  const remembered = failures.get(place);
  if (remembered?.refreshToken === undefined) return remembered?.failure;
  const isSame = await reader.read(place).then(
    (stored) => asText(stored) === remembered.refreshToken,
    () => true,
  );
  if (!isSame) failures.delete(place);
  return isSame ? remembered.failure : undefined;
}

async function save(
  run: WriterRun,
  { nameOf }: Connection,
  stored: TokenSet,
  renewed: TokenSet,
): Promise<void> {
  redactTokens(run.redactor, renewed);
  const { refresh_token, access_token } = renewed;
  if (refresh_token !== stored.refresh_token) await writeTokens(run, nameOf('refreshToken'), refresh_token);
  const tooLong = excess(run, nameOf('accessToken'), access_token);
  if (tooLong) throw tooLarge(tooLong);
  await writeTokens(run, nameOf('accessToken'), access_token);
}
