import * as v from 'valibot';
import { toJson } from '../json.ts';
import type { Manifest } from '../report.ts';
import type { Target } from '../target.ts';

/** The vendor's `settings.json`: what a local run reads as secrets, and which hosts it may reach. */
export interface Settings {
  secrets: { key: string; value: string }[];
  whitelist: string[];
}

/** Placeholders for every secret, and the hosts of all functions. */
export function settingsOf({ artifacts }: Manifest, target: Target): Settings {
  const own = artifacts.filter((artifact) => artifact.target === target);
  return {
    secrets: sorted(own.flatMap(({ secrets }) => secrets)).map((key) => ({
      key,
      value: `replace me: the value of ${key}`,
    })),
    whitelist: sorted(own.flatMap(({ hosts }) => hosts)),
  };
}

/** Whether the file is what the build before wrote, so that nobody's work is lost when it is written again. */
export function isUntouched(text: string, before: Manifest | undefined, target: Target): boolean {
  return before !== undefined && text === toJson(settingsOf(before, target));
}

const settings = v.object({
  secrets: v.array(v.object({ key: v.string() })),
  whitelist: v.array(v.string()),
});

/** What a file that is not ours to write lacks, as the end of a sentence about it; nothing if it is complete. */
export function lackingIn(text: string, wanted: Settings): string | undefined {
  const has = v.safeParse(v.pipe(v.string(), v.parseJson(), settings), text);
  const { secrets, whitelist } = has.success ? has.output : { secrets: [], whitelist: [] };
  const lacking = [
    ...wanted.secrets
      .filter(({ key }) => !secrets.some((secret) => secret.key === key))
      .map(({ key }) => `the secret ${key}`),
    ...wanted.whitelist.filter((host) => !whitelist.includes(host)).map((host) => `${host} in the whitelist`),
  ];
  const form = has.success ? [] : ['the form { "secrets": [{ "key", "value" }], "whitelist": ["host"] }'];
  return lacking.length + form.length > 0 ? `lacks ${[...form, ...lacking].join(', ')}` : undefined;
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
