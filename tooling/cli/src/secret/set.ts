import { LIMITS } from '@lp-functions/emulator';
import { EXIT, UsageError } from '../usage-error.ts';
import { readHidden } from './read-hidden.ts';
import { withState } from './state.ts';

const NAME = /^[\w.-]{1,100}$/;

/** `lp secret set`. The value never stands in a command, where others could see it. */
export async function setSecret(name: string, { json = false }: { json?: boolean }): Promise<number> {
  if (!NAME.test(name)) {
    throw new UsageError(
      'The name of a secret has letters, digits, _ . and -; the value is asked for afterwards',
    );
  }
  const text = await readHidden(`Value of ${name}: `);
  if (text === '') throw new UsageError(`${name}: the value is empty; nothing was changed`);
  const value = json ? parsed(text) : text;
  await withState((state) =>
    state.settings.change(({ secrets }) => {
      const known = secrets.find(({ key }) => key === name);
      if (known) known.value = value;
      else secrets.push({ key: name, value });
    }),
  );
  const chars = json ? JSON.stringify(value).length : text.length;
  process.stderr.write(`${name} is set (${chars} characters)\n`);
  warnOfLength(name, chars);
  return EXIT.fine;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError('The value is no JSON; nothing was changed');
  }
}

function warnOfLength(name: string, chars: number): void {
  for (const target of ['v1', 'v2'] as const) {
    const { secretChars } = LIMITS[target].run;
    if (chars > secretChars) {
      process.stderr.write(`${name}: ${target.toUpperCase()} takes ${secretChars} characters at most\n`);
    }
  }
}
