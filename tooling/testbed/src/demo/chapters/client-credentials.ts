import assert from 'node:assert/strict';
import type { Chapter, Facts } from '../chapter.ts';

export const clientCredentials: Chapter = {
  function: 'client_credentials',
  about: 'calls an API with a token that it fetches and keeps',
  arrange({ 'token server': auth, 'orders API': api }) {
    const { clientId, clientSecret } = auth.clients.post;
    const succeeded = ({ run, requests }: Facts, statuses: readonly number[]) => {
      assert.equal(run.error, undefined);
      assert.deepEqual(
        requests.map(({ status }) => status),
        statuses,
      );
    };
    return {
      env: { TOKEN_URL: auth.tokenUrl, RESOURCE_URL: `${api.url}/orders` },
      secrets: { clientId, clientSecret },
      steps: [
        {
          title: 'the first run fetches a token',
          payload: { query: { page: 1 } },
          expect(facts) {
            succeeded(facts, [200, 200]);
            assert.equal(facts.run.secretCalls.length, 2);
            return undefined;
          },
        },
        {
          title: 'the next run has it',
          payload: { query: { page: 2 } },
          expect(facts) {
            succeeded(facts, [200]);
            assert.deepEqual(facts.run.secretCalls, []);
            return 'one request, no secret read';
          },
        },
        {
          title: 'the token was revoked',
          payload: { method: 'POST', body: { item: 'Käse' } },
          before: () => auth.revokeAccessTokens(),
          expect(facts) {
            succeeded(facts, [401, 200, 200]);
            return 'fetched another token and repeated the call once';
          },
        },
      ],
    };
  },
};
