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

/** What a file that is not ours to write would need besides. */
export function lackingIn(text: string, wanted: Settings): string[] {
  const has = readSettings(text);
  return [
    ...wanted.secrets
      .filter(({ key }) => !has.secrets?.some((secret) => secret?.key === key))
      .map(({ key }) => `the secret ${key}`),
    ...wanted.whitelist
      .filter((host) => !has.whitelist?.includes(host))
      .map((host) => `${host} in the whitelist`),
  ];
}

function readSettings(text: string): Partial<Settings> {
  try {
    return (JSON.parse(text) as Partial<Settings> | null) ?? {};
  } catch {
    return {};
  }
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
