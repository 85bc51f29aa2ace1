import { isText } from '@lp-functions/platform';
import { shardOf } from '../../order/shards.ts';
import { connectionOf, propertyOf, type TokenSession, type TokenSessions } from './token-sessions.ts';

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
  add(connection: string, group: string): Promise<void>;
  remove(connection: string): Promise<void>;
  /** Begins the lifetime of all parts anew. */
  touch(nowSecs: number): Promise<void>;
}

export function createDirectory(sessions: TokenSessions): Directory {
  const parts = Array.from({ length: PARTS }, (_, index) => sessions.session(`directory.${index + 1}`));
  const partOf = (connection: string): TokenSession =>
    sessions.session(`directory.${shardOf(connection, PARTS)}`);
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
    add: (connection, group) =>
      partOf(connection).save({ [propertyOf(connection)]: group }, sessions.ttlSecs),
    remove: (connection) => partOf(connection).deleteOne(propertyOf(connection)),
    async touch(nowSecs) {
      await Promise.all(parts.map((part) => part.save({ touched_at: nowSecs }, sessions.ttlSecs)));
    },
  };
}
