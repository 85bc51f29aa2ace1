import type { Adapter, AdapterConstructor, AdapterPayload } from 'oidc-provider';

interface Entry {
  model: string;
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** What one authorization server keeps; each has its own, so that tests do not meet. */
export interface TokenStorage {
  adapter: AdapterConstructor;
  /** Forgets every token of these models. */
  forget(...models: string[]): void;
}

export function createTokenStorage(): TokenStorage {
  const entries = new Map<string, Entry>();

  const createAdapter = (model: string): Adapter => {
    const key = (id: string) => `${model}:${id}`;
    const find = async (id: string) => {
      const entry = entries.get(key(id));
      return entry && entry.expiresAt > Date.now() ? entry.payload : undefined;
    };
    const findBy = async (field: 'uid' | 'userCode', value: string) =>
      [...entries.values()].find((entry) => entry.model === model && entry.payload[field] === value)?.payload;
    return {
      find,
      findByUid: (uid) => findBy('uid', uid),
      findByUserCode: (userCode) => findBy('userCode', userCode),
      async upsert(id, payload, expiresInSecs) {
        const expiresAt = expiresInSecs ? Date.now() + expiresInSecs * 1_000 : Number.POSITIVE_INFINITY;
        entries.set(key(id), { model, payload, expiresAt });
      },
      async consume(id) {
        const entry = entries.get(key(id));
        if (entry) entry.payload.consumed = Math.floor(Date.now() / 1_000);
      },
      async destroy(id) {
        entries.delete(key(id));
      },
      async revokeByGrantId(grantId) {
        for (const [id, { payload }] of entries) if (payload.grantId === grantId) entries.delete(id);
      },
    };
  };

  return {
    // The provider calls its adapter with `new`; a function that returns an object is enough for that.
    adapter: function adapter(model: string) {
      return createAdapter(model);
    } as unknown as AdapterConstructor,
    forget(...models) {
      for (const [id, { model }] of entries) if (models.includes(model)) entries.delete(id);
    },
  };
}
