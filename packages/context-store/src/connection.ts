import { failure, type HttpClient } from '@lp-functions/platform';
import { isNamespace, NAMESPACE_NAME, segment } from './names.ts';

/** One account of the service, by way of one of its two APIs. */
export interface Connection {
  transport: Pick<HttpClient, 'send'>;
  /** Without a slash at the end. */
  baseUrl: string;
  accountId: string;
  isV2: boolean;
  /** The Maven API key for V1, an access token for V2. */
  credential: string;
}

/** Where properties are kept. */
export interface Place extends Connection {
  namespace: string;
  /** Absent: the session `__default__` on V1, on V2 the document of the namespace itself. */
  sessionId: string | undefined;
  /** Account, namespace and session, encoded. */
  path: string;
}

/** @throws `INPUT_INVALID` for names that the service would refuse, or that would lead to another place */
export function placeOf(connection: Connection, namespace: string, sessionId?: string): Place {
  if (!isNamespace(namespace) || (connection.isV2 && namespace.includes('-'))) {
    throw failure('INPUT_INVALID', `namespace: expected ${NAMESPACE_NAME}`);
  }
  let path = `${segment('accountId', connection.accountId)}/${namespace}`;
  if (sessionId !== undefined) {
    // `/{namespace}/properties/properties` is the property of that name outside of sessions.
    path += `/${segment('sessionId', sessionId === 'properties' ? '' : sessionId)}`;
  }
  return { ...connection, namespace, sessionId, path };
}

/** The service in one of its zones: `z1` Americas, `z2` EMEA, `z3` APAC. */
export const zoneUrl = (zone: string): string => `https://${zone}.context.liveperson.net`;
