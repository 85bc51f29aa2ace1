import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { profiles } from '../../src/providers/profiles/index.ts';
import {
  clientCredentialsEndpoints,
  jwtBearerEndpoints,
  oauth1Signings,
  refreshEndpoints,
} from '../../src/providers/tables.ts';
import type { ProviderProfile } from '../../src/providers/types.ts';

const SOURCES = new URL('../../src/providers/', import.meta.url).pathname;
/** What all refresh endpoints may cost: every function with `OAUTH2_PROVIDER` carries its table. */
const MAX_TABLE_CHARS = 3_500;

const tables = {
  authorization_code: refreshEndpoints,
  client_credentials: clientCredentialsEndpoints,
  jwt_bearer: jwtBearerEndpoints,
  oauth1: oauth1Signings,
};
const runtimePart = (profile: ProviderProfile) =>
  profile.kind === 'oauth1' ? profile.signing : profile.endpoint;
const title = ({ provider, kind }: ProviderProfile) => `${provider} ${kind}`;

/** Every text of a profile that is a template. */
function templates(profile: ProviderProfile): string[] {
  const { notes: _, ...parts } = profile;
  return (JSON.stringify(parts).match(/"(?:[^"\\]|\\.)*"/g) ?? [])
    .map((text): string => JSON.parse(text))
    .filter((text) => /\{\w+\}/.test(text));
}

async function bundled(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: SOURCES, loader: 'ts' },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
  });
  return outputFiles[0]?.text ?? '';
}

describe('profiles', () => {
  it('cover at least 30 services, of all kinds', () => {
    expect(new Set(profiles.map(({ provider }) => provider)).size).toBeGreaterThanOrEqual(30);
    expect(new Set(profiles.map(({ kind }) => kind))).toEqual(new Set(Object.keys(tables)));
  });

  it('are known to functions, each by its name and kind', () => {
    for (const [kind, table] of Object.entries(tables)) {
      const known = profiles.filter((profile) => profile.kind === kind);
      expect(Object.keys(table).sort()).toEqual(known.map(({ provider }) => provider).sort());
      for (const profile of known) expect(table[profile.provider]).toBe(runtimePart(profile));
    }
  });

  it.each(profiles.map((profile) => [title(profile), profile] as const))('%s is complete', (_, profile) => {
    expect(profile.provider).toMatch(/^[a-z][a-z0-9_]*$/);
    for (const page of profile.documentation) expect(new URL(page).protocol).toBe('https:');
    if (!profile.verified) expect(profile.missing).not.toBe('');
    const usesTenant = templates(profile).some((text) => /\{(tenant|TENANT|host)\}/.test(text));
    expect(profile.tenant !== undefined, 'a tenant is described if one is used').toBe(usesTenant);
  });

  it('lead to https only', () => {
    const urls = profiles.flatMap(templates).filter((text) => text.includes('://'));
    expect(urls.filter((url) => !url.startsWith('https://'))).toEqual([]);
  });
});

describe('a bundle', () => {
  it('holds what a function names, and nothing else', async () => {
    const code = await bundled(
      `import { hubspotTokens } from './profiles/crm.ts'; console.log(hubspotTokens)`,
    );
    expect(code).toContain('api.hubapi.com');
    expect(code.length).toBeLessThan(120);
  });

  it('holds no more than endpoints for a table of all', async () => {
    const code = await bundled(
      `import { refreshEndpoints } from './tables.ts'; console.log(refreshEndpoints)`,
    );
    expect(code).not.toContain('documentation');
    expect(code).not.toContain('authorize');
    expect(code.length).toBeLessThan(MAX_TABLE_CHARS);
  });
});
