import type { TokenSessions } from '../../../../src/index.ts';

type Properties = Awaited<ReturnType<ReturnType<TokenSessions['session']>['readAll']>>;

export interface SessionCall {
  operation: 'read' | 'save' | 'delete';
  session: string;
  /** Names of the properties. */
  names: string[];
}

/** The context session store in memory, as far as tokens need it, for a namespace. */
export interface MemorySessions extends TokenSessions {
  /** Properties by session. */
  readonly stored: Map<string, Properties>;
  readonly calls: SessionCall[];
  /** Called before each operation; what it throws is what the operation fails with. `'lost'`: it has no effect. */
  before(call: SessionCall): Promise<'lost' | undefined>;
  /** Called after each operation: it has had its effect, and its caller does not know yet. */
  after(call: SessionCall): Promise<void>;
}

export function createMemorySessions(stored = new Map<string, Properties>()): MemorySessions {
  const calls: SessionCall[] = [];
  const operate = async <Result>(
    call: SessionCall,
    work: () => Result,
    lost: () => Result,
  ): Promise<Result> => {
    calls.push(call);
    const isLost = (await sessions.before(call)) === 'lost';
    const result = isLost ? lost() : work();
    await sessions.after(call);
    return result;
  };
  const sessions: MemorySessions = {
    accountId: '12345',
    namespace: 'tokens',
    stored,
    calls,
    before: async () => undefined,
    after: async () => {},
    session(id) {
      const change = (operation: 'save' | 'delete', names: string[], work: () => void) =>
        operate({ operation, session: id, names }, work, () => {});
      const read = <Result>(names: string[], work: () => Result) =>
        operate({ operation: 'read', session: id, names }, work, work);
      return {
        readAll: () => read([], () => structuredClone(stored.get(id) ?? {})),
        readOne: (name) => read([name], () => structuredClone(stored.get(id)?.[name])),
        save: (properties) =>
          change('save', Object.keys(properties), () => {
            stored.set(id, { ...stored.get(id), ...structuredClone(properties) });
          }),
        deleteOne: (name) =>
          change('delete', [name], () => {
            const { [name]: _, ...rest } = stored.get(id) ?? {};
            stored.set(id, rest);
          }),
        deleteAll: () => change('delete', [], () => void stored.delete(id)),
      };
    },
  };
  return sessions;
}
