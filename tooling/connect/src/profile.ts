import { type AuthorizationCodeProfile, type OAuth1Profile, profiles } from '@lp-functions/auth/profiles';
import { ConnectError } from './connect-error.ts';
import type { ConnectOptions } from './options.ts';
import type { Ui } from './ui/ui.ts';

/** What a person can be sent to. */
export type ConnectableProfile = AuthorizationCodeProfile | OAuth1Profile;

const isConnectable = (profile: (typeof profiles)[number]): profile is ConnectableProfile =>
  profile.kind === 'authorization_code' || (profile.kind === 'oauth1' && profile.legs !== undefined);

/** Not a service of the list: its endpoints are given. */
export const OTHER = 'other';

/**
 * The profile that is meant; a person chooses where several are.
 * @returns `undefined` for a service without one
 * @throws ConnectError `USAGE`
 */
export async function chooseProfile(
  options: ConnectOptions,
  ui: Ui,
): Promise<ConnectableProfile | undefined> {
  const provider = options.provider ?? (await chooseProvider(options, ui));
  if (provider === OTHER) return undefined;
  const offered = profiles.filter((profile) => profile.provider === provider);
  if (offered.length === 0) throw new ConnectError('USAGE', await unknownService(provider));
  const connectable = offered.filter(isConnectable).filter(({ kind }) => (options.kind ?? kind) === kind);
  const [first, ...others] = connectable;
  if (!first) throw new ConnectError('USAGE', nothingToConnect(offered));
  if (others.length === 0) return first;
  const kind = await ui.choose('Which kind of access?', '--kind', [
    { value: 'authorization_code', label: 'OAuth 2.0', hint: 'for refresh_scheduler' },
    { value: 'oauth1', label: 'OAuth 1.0a', hint: 'for oauth1_post' },
  ]);
  return connectable.find((profile) => profile.kind === kind);
}

async function chooseProvider({ urls }: ConnectOptions, ui: Ui): Promise<string> {
  if (urls?.token || urls?.requestToken) return OTHER;
  const services = profiles.filter(isConnectable).map(({ provider, title, kind }) => ({
    value: provider,
    label: title,
    hint: kind === 'oauth1' ? 'OAuth 1.0a' : 'OAuth 2.0',
  }));
  return ui.choose('Which service?', 'its name before that of the connection', services);
}

async function unknownService(name: string): Promise<string> {
  const { didYouMean } = await import('@lp-functions/emulator');
  const known = [...new Set(profiles.filter(isConnectable).map(({ provider }) => provider))].sort();
  return `${name}: no such service. Any other is \`${OTHER}\`; ${didYouMean(name, known)}`;
}

function nothingToConnect(offered: readonly (typeof profiles)[number][]): string {
  const notes = offered.map(({ notes = '' }) => notes).filter(Boolean);
  const others = offered.map(({ kind }) => kind).join(', ');
  return [
    `Nobody has to agree there (${others}): the credentials are made in the service's own pages.`,
    ...notes,
  ].join(' ');
}
