import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

interface Entry {
  model: string;
  payload: AdapterPayload;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

/** What one authorization server keeps; each has its own, so that tests do not meet. */
export interface TokenStorage {
  adapter: AdapterFactory;
  /** Forgets every token of these models. */
  forget(...models: string[]): void;
}

export interface TokenStorageOptions {
  /** Whether a refresh token stays good until one that replaced it is used. @default false */
  hasGrace?: boolean;
}

export function createTokenStorage({ hasGrace = false }: TokenStorageOptions = {}): TokenStorage {
  const entries = new Map<string, Entry>();
  const byGrant = new Map<string, Entry[]>();

  /** Tokens of the same grant that were rotated less often: whoever uses this one needs them no longer. */
  const replacedBy = ({ model, payload }: Entry): Entry[] =>
    (byGrant.get(payload.grantId ?? '') ?? []).filter(
      (other) => other.model === model && rotationsOf(other.payload) < rotationsOf(payload),
    );

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
        const entry = { model, payload, expiresAt };
        entries.set(key(id), entry);
        const { grantId } = payload;
        if (grantId) byGrant.set(grantId, [...(byGrant.get(grantId) ?? []), entry]);
      },
      async consume(id) {
        const entry = entries.get(key(id));
        const consumed = Math.floor(Date.now() / 1_000);
        if (!hasGrace && entry) entry.payload.consumed = consumed;
        if (hasGrace && entry) for (const older of replacedBy(entry)) older.payload.consumed = consumed;
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
    adapter: createAdapter,
    forget(...models) {
      for (const [id, { model }] of entries) if (models.includes(model)) entries.delete(id);
    },
  };
}

const rotationsOf = ({ rotations }: AdapterPayload): number =>
  typeof rotations === 'number' ? rotations : 0;
