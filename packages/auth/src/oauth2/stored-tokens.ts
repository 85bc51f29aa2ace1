import {
  asText,
  FunctionError,
  isObject,
  parseJson,
  type Run,
  secretNotFound,
  sleep,
  writeSecret,
} from '@lp-functions/platform';

export const TOKEN_STORAGES = ['separate', 'single'] as const;

/** Where the tokens of one connection are kept. */
export interface TokenLocation {
  /**
   * - `separate`: in the secrets `refreshToken` and `accessToken`, as the platform's own example does
   * - `single`: in one secret `tokenSet`, written in one step
   */
  storage: (typeof TOKEN_STORAGES)[number];
  /** The account's name of a secret. */
  nameOf(secret: string): string;
}

/** The JSON of a `tokenSet`; further members are kept as they are. In `separate` secrets, only the two tokens. */
export interface StoredTokens {
  refresh_token: string;
  access_token: string;
  /** Seconds since the epoch; absent when the server named no lifetime. */
  expires_at?: number | undefined;
  scope?: string | undefined;
  token_type?: string;
}

/** The year 5138; what is greater has another unit, and is as good as unknown. */
const MAX_SECS = 1e11;
const WRITE_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

/** The secret that holds the refresh token; no two connections share it. */
export const refreshTokenSecret = ({ storage, nameOf }: TokenLocation) =>
  nameOf(storage === 'single' ? 'tokenSet' : 'refreshToken');

/**
 * A secret past every cache.
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export async function readFresh({ get }: Run['secrets'], name: string): Promise<unknown> {
  const value = await get(name, { fresh: true });
  if (value === undefined) throw secretNotFound(name);
  return value;
}

/**
 * The tokens as they are stored now. The access token is read as well, so that a secret nobody has created is
 * noticed before a refresh token is spent.
 * @returns the tokens, and whether their JSON is stored as text
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export async function loadTokens(
  { secrets, redactor }: Pick<Run, 'secrets' | 'redactor'>,
  location: TokenLocation,
): Promise<[tokens: StoredTokens, isText: boolean]> {
  const name = refreshTokenSecret(location);
  const isSingle = location.storage === 'single';
  const [value, accessToken] = await Promise.all([
    readFresh(secrets, name),
    isSingle || readFresh(secrets, location.nameOf('accessToken')),
  ]);
  const tokens = isSingle
    ? parseJson(value)
    : { refresh_token: asText(value), access_token: asText(accessToken) };
  if (!isObject(tokens) || !tokens.refresh_token) {
    throw secretNotFound(isSingle ? `${name}.refresh_token` : name);
  }
  redactor.add(asText(tokens.refresh_token), asText(tokens.access_token));
  const expires_at = Number(tokens.expires_at);
  return [
    { ...tokens, expires_at: expires_at < MAX_SECS ? expires_at : undefined } as never,
    typeof value === 'string',
  ];
}

/**
 * Stores new tokens, the refresh token first: an access token can be had again. Each write is repeated.
 * @param isText whether the JSON is stored as text
 * @param isRotated whether the refresh token is another one than the stored
 * @throws `TOKEN_NOT_SAVED`
 */
export async function saveTokens(
  run: Pick<Run, 'secretStorage' | 'redactor' | 'clock'>,
  location: TokenLocation,
  tokens: StoredTokens,
  isText: boolean,
  isRotated: boolean,
): Promise<void> {
  const { refresh_token, access_token } = tokens;
  run.redactor.add(refresh_token, access_token);
  const name = refreshTokenSecret(location);
  if (location.storage === 'single') await write(run, name, isText ? asText(tokens) : tokens);
  else {
    if (isRotated) await write(run, name, refresh_token);
    await write(run, location.nameOf('accessToken'), access_token);
  }
}

async function write(
  run: Parameters<typeof saveTokens>[0],
  name: string,
  value: unknown,
  attempt = 1,
): Promise<void> {
  try {
    await writeSecret(run, name, value);
  } catch (error) {
    if (attempt === WRITE_ATTEMPTS) {
      throw new FunctionError(
        'TOKEN_NOT_SAVED',
        `${(error as Error).message}. Run again soon: this instance keeps the token and tries once more`,
      );
    }
    await sleep(run.clock, FIRST_PAUSE_MS * 2 ** attempt);
    await write(run, name, value, attempt + 1);
  }
}
