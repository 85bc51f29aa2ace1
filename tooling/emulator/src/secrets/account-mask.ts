import type { Settings, SettingsFile } from '../state/settings-file.ts';
import type { AccountSecrets } from './account-secrets.ts';
import { createMask } from './mask.ts';

/** Hides the secrets that the account has at the time. Made anew only when the settings have changed. */
export function createAccountMask(
  settings: SettingsFile,
  secrets: Pick<AccountSecrets, 'values'>,
): (text: string) => string {
  let known: { of: Settings; mask(text: string): string } | undefined;
  return (text) => {
    const current = settings.read();
    if (known?.of !== current) known = { of: current, mask: createMask(secrets.values()) };
    return known.mask(text);
  };
}
