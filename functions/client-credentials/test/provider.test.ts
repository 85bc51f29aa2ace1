import { secretNeeds } from '@lp-functions/platform/internal';
import { createTestHost } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import definition from '../src/index.ts';

const needs = (env: Record<string, string>) =>
  secretNeeds(definition.secrets, { OAUTH2_GRANT: 'client_credentials', ...env } as Parameters<
    typeof definition.targets
  >[0]);

describe('OAUTH2_PROVIDER', () => {
  it('decides which secrets are needed', () => {
    const byId = { clientId: 'required', clientSecret: 'required', clientPrivateKey: 'unused' };
    expect(needs({ OAUTH2_PROVIDER: 'paypal' })).toEqual(byId);
    expect(needs({ OAUTH2_PROVIDER: 'google', OAUTH2_GRANT: 'jwt_bearer' })).toEqual({
      clientId: 'unused',
      clientSecret: 'unused',
      clientPrivateKey: 'required',
    });
    // Tools ask before everything is configured rightly.
    expect(needs({ OAUTH2_PROVIDER: 'no_such' })).toEqual(byId);
    expect(needs({ OAUTH2_PROVIDER: 'salesforce' })).toEqual(byId);
  });

  it.each([
    [{ OAUTH2_PROVIDER: 'hubspot' }, 'OAUTH2_PROVIDER: expected one of '],
    [{ OAUTH2_PROVIDER: 'salesforce' }, 'OAUTH2_TENANT: expected what stands for the tenant in https://'],
    [{}, 'TOKEN_URL: expected an https URL, or a name in OAUTH2_PROVIDER'],
  ])('is told when it is not enough: %j', async (env, message) => {
    const host = createTestHost({ env: { RESOURCE_URL: 'https://api.example.com/', ...env } });
    await expect(host.invoke(definition)).rejects.toThrow(`CONFIG_INVALID: ${message}`);
    expect(host.secretStorage.calls).toEqual([]);
  });
});
