import { createHash } from 'node:crypto';
import { checkArtifact } from '@lp-functions/bundler';
import { expect, test } from 'vitest';
import { builtArtifacts } from '../src/dist.ts';

const FUNCTIONS = ['client_credentials', 'context_get', 'context_save', 'oauth1_post', 'refresh_scheduler'];

test.each(['v1', 'v2'] as const)('dist holds all five functions for %s', (target) => {
  const names = builtArtifacts(target).map(({ name }) => name);
  expect(names.sort()).toEqual(FUNCTIONS);
});

test.each([...builtArtifacts('v1'), ...builtArtifacts('v2')])(
  '$name for $target is what the manifest says and breaks no rule',
  ({ name, target, code, config, entry }) => {
    expect(createHash('sha256').update(code).digest('hex')).toBe(entry.sha256);
    expect(checkArtifact({ target, name, dir: 'dist', code, config })).toEqual([]);
  },
);
