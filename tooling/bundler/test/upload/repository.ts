import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { footerOf } from '../../src/bundle/banner.ts';
import { configOf } from '../../src/deployment/config.ts';
import { toJson } from '../../src/json.ts';
import type { ManifestEntry } from '../../src/report.ts';
import { BUNDLE_VARIABLE, CODE_LIMIT_CHARACTERS, TARGETS } from '../../src/target.ts';

const SCHEDULE = { cron: '*/30 * * * *' };

/** A repository with two built functions, one of them scheduled, and secrets somebody filled in. */
export function builtRepository(): { root: string; path: (...parts: string[]) => string } {
  const root = mkdtempSync(join(tmpdir(), 'lp-repository-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const path = (...parts: string[]) => join(root, ...parts);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  const artifacts: ManifestEntry[] = [];
  for (const target of TARGETS) {
    for (const name of ['orders', 'refresh']) {
      const code = `var ${BUNDLE_VARIABLE}=(()=>({lambda:()=>'${name}'}))();\n${footerOf(target)}\n`;
      const environment: Record<string, string> =
        name === 'orders' ? { TARGET_URL: 'https://api.acme.com/orders' } : {};
      const deployment = {
        environment,
        secrets: ['clientSecret'],
        hosts: name === 'orders' ? ['api.acme.com'] : ['login.example.com'],
        event: 'No Event',
        input: { headers: [], payload: {} },
      };
      const file = `${target}/functions/${name}/index.js`;
      write(`dist/${file}`, code);
      const config = configOf(target, { name, description: `About ${name}` }, deployment);
      write(`dist/${dirname(file)}/config.json`, toJson(config));
      artifacts.push({
        function: name,
        target,
        file,
        characters: code.length,
        limit: CODE_LIMIT_CHARACTERS,
        gzipBytes: 1,
        sha256: createHash('sha256').update(code).digest('hex'),
        externals: [],
        environment,
        secrets: deployment.secrets,
        hosts: deployment.hosts,
        ...(name === 'refresh' && { schedule: SCHEDULE }),
      });
    }
    write(`dist/${target}/functions/settings.json`, '{"secrets":[{"key":"clientSecret","value":"REAL"}]}');
  }
  write('dist/manifest.json', toJson({ artifacts }));
  return { root, path };
}
