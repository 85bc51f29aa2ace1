import { expect, it } from 'vitest';
import { answering, SERVICE_URL, storeOf } from '../support.ts';

it('reads one property that comes as raw text', async () => {
  const { http } = answering({ text: 'just text' });
  expect(await storeOf('v1', SERVICE_URL, http).session('demo').readOne('a')).toBe('just text');
});

it.each(['__proto__', 'constructor'])('reads %s like any other property', async (name) => {
  const { http } = answering({ text: `{"${name}":1,"other":2}` });
  const read = await storeOf('v1', SERVICE_URL, http).session('demo').readSome([name]);
  expect(JSON.stringify(read)).toBe(`{"${name}":1}`);
});

it.each(['{}', '[{"createdAt":"2026-01-01"}]', '["demo"]'])(
  'does not take %s for a list of namespaces',
  async (text) => {
    const { http } = answering({ text });
    const list = storeOf('v1', SERVICE_URL, http).namespaces.list();
    await expect(list).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
  },
);

it.each(['{}', '[1]'])('does not take %s for a list of sessions', async (text) => {
  const { http } = answering({ text });
  const list = storeOf('v1', SERVICE_URL, http).sessions.list('demo');
  await expect(list).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
});
