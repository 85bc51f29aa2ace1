import assert from 'node:assert/strict';
import type { Chapter } from '../chapter.ts';

export const refreshScheduler: Chapter = {
  function: 'refresh_scheduler',
  about:
    'renews stored tokens on a schedule; the server rotates refresh tokens and ends a grant that repeats one',
  async arrange({ 'token server': auth }) {
    const { clientId, clientSecret } = auth.clients.post;
    let current = await auth.issueRefreshToken(clientId);
    return {
      env: { TOKEN_URL: auth.tokenUrl },
      secrets: { clientId, clientSecret, refreshToken: current, accessToken: 'none so far' },
      steps: ['first', 'second', 'third'].map((which) => ({
        title: `the ${which} scheduled run`,
        async expect({ run, requests, secrets }) {
          assert.equal(run.error, undefined);
          assert.equal(requests.length, 1);
          const [old, accessToken] = [current, `${secrets.values.get('accessToken')}`];
          current = `${secrets.values.get('refreshToken')}`;
          assert.ok(!(await auth.isRefreshTokenValid(old)), 'the old refresh token is spent');
          assert.ok(await auth.isRefreshTokenValid(current), 'the stored refresh token is good');
          assert.ok(await auth.isAccessTokenValid(accessToken), 'the stored access token is good');
          assert.equal(auth.events.reused, 0);
          return 'both tokens are new, stored and valid';
        },
      })),
    };
  },
};
