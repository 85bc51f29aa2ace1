import { type ProviderProfile, profiles } from '@lp-functions/auth/profiles';

type ProfileOf<Kind extends ProviderProfile['kind']> = Extract<ProviderProfile, { kind: Kind }>;

/** The profiles of a kind, by name. */
export function profilesOf<Kind extends ProviderProfile['kind']>(kind: Kind): ProfileOf<Kind>[] {
  const isOfKind = (profile: ProviderProfile): profile is ProfileOf<Kind> => profile.kind === kind;
  return profiles.filter(isOfKind).sort((a, b) => (a.provider < b.provider ? -1 : 1));
}
