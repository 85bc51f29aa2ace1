import { relative, resolve } from 'node:path';
import type { Message } from 'esbuild';
import type { Problem, Verdict } from '../problem.ts';
import { packageNameOf } from './carried.ts';
import { isForeign } from './origin.ts';

/** What esbuild and our plugins say. What is about installed packages, which nobody here can mend, only warns. */
export function problemsOf(
  said: { errors: readonly Message[]; warnings: readonly Message[] },
  { entry, root }: { entry: string; root: string },
): Verdict {
  const toProblem = (message: Message): Problem => ({
    file: placeOf(message, root) ?? relative(root, entry),
    rule: 'bundle',
    found: message.text,
    remedy: remedyFor(message),
  });
  const isAboutForeign = ({ location }: Message) => location !== null && isForeign(location.file);
  return {
    errors: [...said.errors, ...said.warnings.filter((message) => !isAboutForeign(message))].map(toProblem),
    warnings: oncePerPackage(said.warnings.filter(isAboutForeign)).map(toProblem),
  };
}

/** Several files of a package may say the same. */
function oncePerPackage(messages: readonly Message[]): Message[] {
  const keyOf = ({ text, location }: Message) => `${packageNameOf(location?.file ?? '')} ${text}`;
  return [...new Map(messages.toReversed().map((message) => [keyOf(message), message])).values()].reverse();
}

function placeOf({ location }: Message, root: string): string | undefined {
  if (!location) return undefined;
  const { file, line, column } = location;
  // A namespace before a colon is no folder.
  const path = file.includes(':') ? file : relative(root, resolve(root, file));
  return `${path}:${line}:${column + 1}`;
}

function remedyFor({ id, text, detail }: Message): string {
  const { remedy } = (detail ?? {}) as { remedy?: string };
  if (remedy !== undefined) return remedy;
  const [, missing] = /^Could not resolve "([^"./][^"]*)"/.exec(text) ?? [];
  if (missing !== undefined)
    return `install it with \`pnpm add ${missing}\` in the package that imports it, or correct the name`;
  if (id === 'empty-import-meta') return 'do without import.meta: an artifact is no module of its own';
  if (text.startsWith('Top-level await')) return 'move the await into the handler: V1 knows none elsewhere';
  return 'mend the import or the syntax at this place';
}
