import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  BUNDLE_VARIABLE,
  CODE_LIMIT_CHARACTERS,
  configOf,
  footerOf,
  type ManifestEntry,
  type NeededSecret,
  type Schedule,
  TARGETS,
  type Target,
  toJson,
} from '@lp-functions/bundler';
import { onTestFinished } from 'vitest';

/** A function that was built. */
export interface Given {
  name: string;
  /** @default 'crm' */
  folder?: string;
  event?: string;
  environment?: Record<string, string>;
  secrets?: NeededSecret[];
  hosts?: string[];
  schedule?: Schedule;
  profile?: string;
  account?: string;
  targets?: readonly Target[];
}

export interface Repository {
  root: string;
  path(...parts: string[]): string;
}

export const ORDERS: Given = {
  name: 'orders',
  folder: 'orders',
  environment: { TARGET_URL: 'https://api.acme.com/orders' },
  secrets: [
    { name: 'clientSecret', need: 'required' },
    { name: 'tokenKey', need: 'optional' },
    { name: 'rsaPrivateKey', need: 'unused' },
  ],
  hosts: ['api.acme.com'],
};

export const REFRESH: Given = {
  name: 'refresh',
  folder: 'refresh',
  secrets: [{ name: 'clientSecret', need: 'required' }],
  hosts: ['login.acme.com'],
  schedule: { cron: '*/30 * * * *' },
};

/** A repository after `pnpm build`, with secrets that somebody filled in. */
export function builtRepository(functions: readonly Given[] = [ORDERS, REFRESH]): Repository {
  const root = mkdtempSync(join(tmpdir(), 'lp-repository-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const path = (...parts: string[]) => join(root, ...parts);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  };
  const artifacts = TARGETS.flatMap((target) => {
    write(`dist/${target}/functions/settings.json`, '{"secrets":[{"key":"clientSecret","value":"REAL"}]}');
    return functions
      .filter(({ targets = TARGETS }) => targets.includes(target))
      .map((given) => {
        const entry = entryOf(given, target);
        write(`dist/${entry.file}`, codeOf(target, given.name));
        write(`dist/${dirname(entry.file)}/config.json`, toJson(configFor(given, target)));
        return entry;
      });
  });
  write('dist/manifest.json', toJson({ artifacts }));
  return { root, path };
}

export const descriptionOf = ({ name }: Given): string => `About ${name}`;

function configFor(given: Given, target: Target) {
  const { name, event = 'No Event', environment = {} } = given;
  const input = { headers: [], payload: {} };
  return configOf(target, { name, description: descriptionOf(given) }, { event, input, environment });
}

function entryOf(given: Given, target: Target): ManifestEntry {
  const {
    name,
    folder = 'crm',
    environment = {},
    secrets = [],
    hosts = [],
    schedule,
    profile,
    account,
  } = given;
  const code = codeOf(target, name);
  return {
    function: name,
    package: `functions/${folder}`,
    target,
    ...(profile !== undefined && { profile }),
    ...(account !== undefined && { account }),
    file: `${target}/functions/${name}/index.js`,
    characters: code.length,
    limit: CODE_LIMIT_CHARACTERS,
    gzipBytes: 1,
    sha256: createHash('sha256').update(code).digest('hex'),
    externals: [],
    environment,
    secrets,
    hosts,
    ...(schedule && { schedule }),
  };
}

export function codeOf(target: Target, name: string): string {
  return `var ${BUNDLE_VARIABLE}=(()=>{return{lambda:()=>"${name}"}})();\n${footerOf(target)}\n`;
}
