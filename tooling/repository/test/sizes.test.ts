import { readManifest } from '@lp-functions/bundler';
import { describe, expect, it } from 'vitest';
import { ROOT } from './support/repository.ts';

/** Every kilobyte is cold start on 0.083 vCPU; the platform itself would allow 100,000 characters. */
const MOST_CHARACTERS: Record<string, number> = {
  client_credentials: 16_000,
  context_get: 9_000,
  context_save: 9_000,
  oauth1_post: 16_000,
  refresh_scheduler: 16_000,
};

describe.each(Object.entries(MOST_CHARACTERS))('%s', (name, most) => {
  const built = readManifest(ROOT).artifacts.filter((artifact) => artifact.function === name);

  it.each(['v1', 'v2'])(`has at most ${most} characters for %s`, (target) => {
    const characters = built.find((artifact) => artifact.target === target)?.characters;
    expect(characters).toBeGreaterThan(0);
    expect(characters).toBeLessThanOrEqual(most);
  });
});
