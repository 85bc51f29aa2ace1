import {
  asText,
  FunctionError,
  inTime,
  isFunctionError,
  type Run,
  secretNotFound,
  sleep,
} from '@lp-functions/platform';

/** Reads secrets past every cache. What fails for a reason that may pass is read again. */
export interface SecretReader {
  /** @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED` */
  read(name: string): Promise<unknown>;
  /**
   * The same for what many connections share: read once in a run.
   * @param options.isIdentifier it may be shown @default false
   */
  readOnce(name: string, options?: { isIdentifier?: boolean }): Promise<unknown>;
}

const MAX_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 250;
/** The storage answers within some 30 ms; what takes longer than that hangs. */
const TIMEOUT_MS = 5_000;

export function createSecretReader({ clock, secrets }: Pick<Run, 'clock' | 'secrets'>): SecretReader {
  const attempt = (name: string, isIdentifier: boolean) =>
    inTime(clock, TIMEOUT_MS, secrets.get(name, { fresh: true, isIdentifier }), () => hanging(name));

  const read = async (name: string, isIdentifier: boolean): Promise<unknown> => {
    for (let attempts = 1; ; attempts++) {
      try {
        const value = await attempt(name, isIdentifier);
        if (asText(value) === '') throw secretNotFound(name);
        return value;
      } catch (error) {
        const isPassing = isFunctionError(error) && error.code === 'SECRET_READ_FAILED';
        if (!isPassing || attempts === MAX_ATTEMPTS) throw error;
        await sleep(clock, FIRST_PAUSE_MS * 2 ** (attempts - 1));
      }
    }
  };

  const known = new Map<string, Promise<unknown>>();
  return {
    read: (name) => read(name, false),
    readOnce(name, { isIdentifier = false } = {}) {
      const value = known.get(name) ?? read(name, isIdentifier);
      known.set(name, value);
      return value;
    },
  };
}

const hanging = (name: string) =>
  new FunctionError(
    'SECRET_READ_FAILED',
    `the secret ${name} was not read within ${TIMEOUT_MS} ms; run again`,
  );
