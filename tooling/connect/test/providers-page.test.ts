import { readFileSync } from 'node:fs';
import { profiles } from '@lp-functions/auth/profiles';
import { expect, it } from 'vitest';
import { providersPage } from '../src/docs/providers-page.ts';
import { withServicesTable } from '../src/docs/services-table.ts';

const PAGE = new URL('../../../docs/providers.md', import.meta.url);
const README = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');

it('docs/providers.md says what the profiles do; if not, run `pnpm reference`', () => {
  expect(readFileSync(PAGE, 'utf8')).toBe(providersPage());
});

it('links the documentation of each profile, and says what was not found in it', () => {
  const page = providersPage();
  for (const profile of profiles) {
    for (const url of profile.documentation) expect(page).toContain(url);
    if (!profile.verified) expect(page).toContain(profile.missing);
  }
});

it('the README names every service; if not, run `pnpm reference`', () => {
  expect(withServicesTable(README)).toBe(README);
  for (const { provider } of profiles) expect(README).toContain(`\`${provider}\``);
});
