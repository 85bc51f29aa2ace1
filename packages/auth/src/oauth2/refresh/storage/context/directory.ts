import { isText } from '@lp-functions/platform';
import type { TokenSession, TokenSessions } from '../../../token-store/index.ts';
import { grouped } from '../../order/grouped.ts';
import { shardOf } from '../../order/shards.ts';
import { connectionOf, propertyOf } from './properties.ts';

/**
 * A session holds 800,000 characters, which is some 25,000 names. Another number than this would look for them where
 * they are not.
 */
const PARTS = 8;

/**
 * Which connections there are, whatever the shards are. An index that is lost or new is made from it; else nobody
 * reads it.
 */
export interface Directory {
  /** Names of connections and the groups they belong to. */
  read(): Promise<Map<string, string>>;
  /** @param groups by the names of connections */
  add(groups: ReadonlyMap<string, string>): Promise<void>;
  remove(connection: string): Promise<void>;
  /** Begins the lifetime of all parts anew. */
  touch(nowSecs: number): Promise<void>;
}

export function createDirectory(sessions: TokenSessions): Directory {
  const partAt = (part: number): TokenSession => sessions.session(`directory.${part}`);
  const parts = Array.from({ length: PARTS }, (_, index) => partAt(index + 1));
  return {
    async read() {
      const read = await Promise.all(parts.map((part) => part.readAll()));
      const groups = new Map<string, string>();
      for (const [property, group] of read.flatMap((properties) => Object.entries(properties))) {
        const connection = connectionOf(property);
        if (connection !== undefined && isText(group)) groups.set(connection, group);
      }
      return groups;
    },
    async add(groups) {
      const byPart = grouped(groups, ([connection]) => shardOf(connection, PARTS));
      const saves = [...byPart].map(([part, entries]) => {
        const properties = entries.map(([connection, group]) => [propertyOf(connection), group]);
        return partAt(part).save(Object.fromEntries(properties), sessions.ttlSecs);
      });
      await Promise.all(saves);
    },
    remove: (connection) => partAt(shardOf(connection, PARTS)).deleteOne(propertyOf(connection)),
    async touch(nowSecs) {
      await Promise.all(parts.map((part) => part.save({ touched_at: nowSecs }, sessions.ttlSecs)));
    },
  };
}
