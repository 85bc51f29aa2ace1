import * as v from 'valibot';
import { toJson } from '../json.ts';
import type { Manifest } from '../report.ts';
import type { Target } from '../target.ts';

/** The vendor's `settings.json`: what a local run reads as secrets, and which hosts it may reach. */
export interface Settings {
  secrets: { key: string; value: string }[];
  whitelist: string[];
}

/**
 * The secrets that the functions read and, on V1, the hosts they talk to: V2 has no allowlist. The values are empty, which a function takes for
 * missing: no placeholder is ever used as a credential.
 */
export function settingsOf({ artifacts }: Manifest, target: Target): Settings {
  const own = artifacts.filter((artifact) => artifact.target === target);
  const secrets = own.flatMap((artifact) => artifact.secrets).filter(({ need }) => need !== 'unused');
  return {
    secrets: sorted(secrets.map(({ name }) => name)).map((key) => ({ key, value: '' })),
    whitelist: target === 'v1' ? sorted(own.flatMap(({ hosts }) => hosts)) : [],
  };
}

/** The secrets without which a function fails. */
function requiredSecrets({ artifacts }: Manifest, target: Target): string[] {
  const own = artifacts.filter((artifact) => artifact.target === target);
  const secrets = own.flatMap((artifact) => artifact.secrets).filter(({ need }) => need === 'required');
  return sorted(secrets.map(({ name }) => name));
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
export function lackingIn(text: string, manifest: Manifest, target: Target): string | undefined {
  const has = v.safeParse(v.pipe(v.string(), v.parseJson(), settings), text);
  const { secrets, whitelist } = has.success ? has.output : { secrets: [], whitelist: [] };
  const lacking = [
    ...requiredSecrets(manifest, target)
      .filter((name) => !secrets.some(({ key }) => key === name))
      .map((name) => `the secret ${name}`),
    ...settingsOf(manifest, target)
      .whitelist.filter((host) => !whitelist.includes(host))
      .map((host) => `${host} in the whitelist`),
  ];
  const form = has.success ? [] : ['the form { "secrets": [{ "key", "value" }], "whitelist": ["host"] }'];
  return lacking.length + form.length > 0 ? `lacks ${[...form, ...lacking].join(', ')}` : undefined;
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
