import assert from 'node:assert/strict';
import type { ContextStoreServer } from '@lp-functions/emulator';
import type { Chapter } from '../chapter.ts';
import { MAVEN_API_KEY } from '../credentials.ts';

const PROPERTIES = { customer: { name: 'Zoë', tier: 3 }, cart: ['Käse', 'wine'] };

const given = (store: ContextStoreServer) => ({
  env: { CONTEXT_BASE_URL: store.url, CONTEXT_NAMESPACE: 'demo' },
  secrets: { mavenApiKey: MAVEN_API_KEY },
});

export const contextSave: Chapter = {
  function: 'context_save',
  about: 'keeps the state of a conversation',
  arrange: ({ 'context store': store }, target) => ({
    ...given(store),
    steps: [
      {
        title: 'two properties of a session',
        payload: { sessionId: target, properties: PROPERTIES },
        expect({ run, requests }) {
          assert.deepEqual(run.result, { saved: Object.keys(PROPERTIES), sessionId: target });
          assert.equal(requests.length, 1);
          return undefined;
        },
      },
    ],
  }),
};

export const contextGet: Chapter = {
  function: 'context_get',
  about: 'reads the state of a conversation',
  arrange: ({ 'context store': store }, target) => ({
    ...given(store),
    steps: [
      {
        title: 'everything that context_save kept',
        payload: { sessionId: target },
        expect({ run }) {
          assert.deepEqual(run.result, PROPERTIES);
          return undefined;
        },
      },
      {
        title: 'one property of two',
        payload: { sessionId: target, properties: ['cart'] },
        expect({ run }) {
          assert.deepEqual(run.result, { cart: PROPERTIES.cart });
          return undefined;
        },
      },
    ],
  }),
};
