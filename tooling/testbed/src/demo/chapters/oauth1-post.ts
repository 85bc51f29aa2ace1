import assert from 'node:assert/strict';
import type { Chapter, Facts } from '../chapter.ts';
import { OAUTH1 } from '../credentials.ts';

const failed =
  (code: string) =>
  ({ run }: Facts) => {
    assert.ok(run.error?.isError, 'a real Error');
    assert.equal(run.error.code, code);
    return undefined;
  };

export const oauth1Post: Chapter = {
  function: 'oauth1_post',
  about: 'posts orders to an API that checks every signature, and fails with an error that says what to do',
  arrange({ 'OAuth 1.0a API': api, 'silent server': silent }) {
    const accepted = ({ run, requests }: Facts) => {
      assert.equal(run.error, undefined);
      assert.equal(requests.length, 1);
      assert.equal(requests[0]?.status, 201, 'the API accepts the order');
      const verdict = api.verdicts.at(-1);
      assert.ok(verdict?.ok, 'the signature holds');
      return `the API found the ${verdict.oauth?.oauth_signature_method} signature right`;
    };
    return {
      env: {
        TARGET_URL: `${api.url}/orders`,
        ALLOWED_ORIGINS: silent.url,
        REQUEST_TIMEOUT_MS: '1500',
      },
      secrets: { ...OAUTH1 },
      steps: [
        { title: 'an order as JSON', payload: { body: { item: 'Käse', count: 2 } }, expect: accepted },
        {
          title: 'a form, with a query that is hard to sign',
          payload: {
            query: { tag: ['a+b', 'c d'], 'ü/&': true },
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
            body: { item: 'cheese & wine', note: '100%' },
          },
          expect: accepted,
        },
        {
          title: 'a server that does not answer',
          payload: { url: silent.url, body: {} },
          expect: failed('TIMEOUT'),
        },
        { title: 'a typing error in the payload', payload: { boddy: {} }, expect: failed('INPUT_INVALID') },
        {
          title: 'a target that nobody configured',
          payload: { url: 'https://elsewhere.example/' },
          expect: failed('TARGET_NOT_ALLOWED'),
        },
      ],
    };
  },
};
