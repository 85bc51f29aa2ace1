import { failure } from '@lp-functions/platform';
import type { Template } from './types.ts';

/** What stands in the places of a template. */
export interface Places {
  tenant?: string | undefined;
  /** The LivePerson account. */
  account?: string | undefined;
}

/** Labels of a host name and, where a service has them, segments of a path: nothing that leads to another origin. */
const TENANT = /^[\w-]+(\.[\w-]+)*(\/[\w.~-]+)*$/;

/**
 * @param variable where the tenant is configured, for messages
 * @throws `CONFIG_INVALID` for a tenant that is missing, or is a whole URL
 */
export function fill(template: Template, { tenant, account = '' }: Places, variable: string): string {
  if (!template.includes('{')) return template;
  const named = () => {
    if (tenant !== undefined && TENANT.test(tenant)) return tenant;
    throw failure('CONFIG_INVALID', `${variable}: expected what stands for the tenant in ${template}`);
  };
  return template
    .replace('{tenant}', named)
    .replace('{TENANT}', () => named().toUpperCase().replaceAll('-', '_'))
    .replace('{host}', () => named().toLowerCase().replaceAll('_', '-'))
    .replace('{account}', encodeURIComponent(account));
}
