export interface StoreRequest {
  method: string;
  url: string;
  body?: string | undefined;
}

/** The V1 API of the context session store in memory, for one namespace, without the limits of the real one. */
export interface MemoryContextStore {
  /** Sessions, whose properties are kept as JSON texts. */
  readonly sessions: ReadonlyMap<string, ReadonlyMap<string, string>>;
  answer(request: StoreRequest): { status: number; text: string };
}

export interface MemoryContextStoreOptions {
  /** Below which the sessions are, e.g. `https://z1.context.liveperson.net/v1/account/12345/tokens/`. */
  baseUrl: string;
  /** Is told of every save. */
  onSave?(session: string): void;
}

export function createMemoryContextStore(options: MemoryContextStoreOptions): MemoryContextStore {
  const { baseUrl, onSave } = options;
  const sessions = new Map<string, Map<string, string>>();
  const NOTHING = { status: 404, text: '' };
  return {
    sessions,
    answer({ method, url, body = '{}' }) {
      const path = decodeURIComponent(url.slice(baseUrl.length));
      const [session = '', , property] = path.split('/');
      const properties = sessions.get(session);
      if (method === 'PATCH') {
        const changed = properties ?? new Map<string, string>();
        sessions.set(session, changed);
        for (const [name, value] of Object.entries(JSON.parse(body)))
          changed.set(name, JSON.stringify(value));
        onSave?.(session);
        return { status: 204, text: '' };
      }
      if (method === 'DELETE') {
        if (property) properties?.delete(property);
        else sessions.delete(session);
        return { status: 204, text: '' };
      }
      if (!properties) return NOTHING;
      if (property) {
        const text = properties.get(property);
        return text === undefined ? NOTHING : { status: 200, text };
      }
      const members = [...properties].map(([name, text]) => `${JSON.stringify(name)}:${text}`);
      return { status: 200, text: `{${members.join(',')}}` };
    },
  };
}
