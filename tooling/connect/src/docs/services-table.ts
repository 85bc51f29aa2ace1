import type { ProviderProfile } from '@lp-functions/auth/profiles';
import { profilesOf } from './profiles-of.ts';

const KINDS: [ProviderProfile['kind'], string][] = [
  ['authorization_code', 'refresh tokens'],
  ['client_credentials', 'client credentials'],
  ['jwt_bearer', 'JWT bearer'],
  ['oauth1', 'OAuth 1.0a'],
];

const START = '<!-- services:start -->';
const END = '<!-- services:end -->';

/** @returns the README with the names of all services, a line for each kind */
export function withServicesTable(readme: string): string {
  const [before, rest = ''] = readme.split(START);
  const [, after] = rest.split(END);
  if (after === undefined) throw new Error(`README.md has no ${START} that ${END} follows`);
  const rows = KINDS.map(([kind, title]) => {
    const names = profilesOf(kind).map(({ provider }) => `\`${provider}\``);
    return `| ${title} | ${names.join(', ')} |`;
  });
  return [`${before}${START}`, '| for | services |', '|---|---|', ...rows, `${END}${after}`].join('\n');
}
