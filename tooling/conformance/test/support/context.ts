import { REFUSING_URL } from '@lp-functions/testbed';
import { scenario } from './scenario.ts';
import { MAVEN_API_KEY, type Servers } from './servers.ts';

export const NAMESPACE = 'conformance';
export const ACCOUNT_ID = '12345';

/** A deployment that talks to this context store. */
export const to = (baseUrl: string, more: Record<string, string> = {}) => ({
  environment: { CONTEXT_BASE_URL: baseUrl, CONTEXT_NAMESPACE: NAMESPACE, ACCOUNT_ID, ...more },
  secrets: { mavenApiKey: MAVEN_API_KEY } as Record<string, unknown>,
});

/** How both functions fail. */
export function failures(name: 'context_get' | 'context_save', payload: object, servers: Servers): void {
  scenario(name, 'a key that the service refuses', () => ({
    ...to(servers.contextStore.url),
    payload,
    secrets: { mavenApiKey: 'canary-of-another-account' },
    expected: { code: 'CONTEXT_REJECTED' },
  }));

  scenario(name, 'a payload of the wrong form', () => ({
    ...to(servers.contextStore.url),
    payload: { ...payload, sesionId: 'a typing error' },
    expected: { code: 'INPUT_INVALID' },
  }));

  scenario(name, 'a missing variable', () => ({
    ...to(servers.contextStore.url),
    environment: { CONTEXT_BASE_URL: servers.contextStore.url, ACCOUNT_ID },
    payload,
    expected: { code: 'CONFIG_INVALID' },
  }));

  scenario(name, 'a missing secret', () => ({
    ...to(servers.contextStore.url),
    payload,
    secrets: {},
    expected: { code: 'SECRET_NOT_FOUND' },
  }));

  scenario(name, 'nobody listens', () => ({
    ...to(REFUSING_URL),
    payload,
    expected: { code: 'NETWORK_ERROR' },
  }));

  scenario(name, 'a service that does not answer', () => ({
    ...to(servers.faulty.hanging.url, { REQUEST_TIMEOUT_MS: '5000', DEADLINE_MS: '700' }),
    payload,
    expected: { code: 'DEADLINE_EXCEEDED' },
  }));
}
