/** The V1 API of the context session store in memory, for one namespace; properties are kept as JSON texts. */
export interface SimulatedStore {
  answer(request: { method: string; path: string; body?: string }): { status: number; text: string };
}

/** @param onSave is told of every save */
export function createStore(onSave: (session: string) => void): SimulatedStore {
  const sessions = new Map<string, Map<string, string>>();
  const NOTHING = { status: 404, text: '' };
  return {
    answer({ method, path, body = '{}' }) {
      const [session = '', , property] = decodeURIComponent(path).split('/');
      const properties = sessions.get(session);
      if (method === 'PATCH') {
        const changed = properties ?? new Map<string, string>();
        sessions.set(session, changed);
        for (const [name, value] of Object.entries(JSON.parse(body)))
          changed.set(name, JSON.stringify(value));
        onSave(session);
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
