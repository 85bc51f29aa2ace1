import { FunctionError } from '@lp-functions/platform';
import type { Template } from './types.ts';

/** What stands in the places of a template. */
export interface Places {
  tenant?: string | undefined;
  /** The LivePerson account. */
  account?: string | undefined;
}

/** Labels of a host name. */
const LABELS = /^[\w-]+(\.[\w-]+)*$/;
/** The same with a path behind it, for what stands as a whole between `https://` and the rest. */
const HOST_AND_PATH = /^[\w-]+(\.[\w-]+)*(\/[\w~-][\w.~-]*)*$/;

/**
 * @param variable where the tenant is configured, for messages
 * @throws `CONFIG_INVALID` for a tenant that is missing, or is a whole URL
 */
export function fill(template: Template, { tenant, account = '' }: Places, variable: string): string {
  if (!template.includes('{')) return template;
  // A path in the middle of a host name would lead to another host.
  const form = template.startsWith('https://{tenant}/') ? HOST_AND_PATH : LABELS;
  const named = () => {
    if (tenant !== undefined && form.test(tenant)) return tenant;
    throw new FunctionError(
      'CONFIG_INVALID',
      `${variable}: expected what stands for the tenant in ${template}`,
    );
  };
  return template
    .replace('{tenant}', named)
    .replace('{TENANT}', () => named().toUpperCase().replaceAll('-', '_'))
    .replace('{host}', () => named().toLowerCase().replaceAll('_', '-'))
    .replace('{account}', encodeURIComponent(account));
}
