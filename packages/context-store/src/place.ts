import { checkNamespace, segment } from './names.ts';
import type { Send } from './send.ts';

/** Where properties are kept: a session of a namespace, or the namespace itself. */
export interface Place {
  send: Send;
  /** Of the properties on V1, of the document on V2; encoded. */
  path: string;
  /** How the bodies of the V2 API name the place; nothing on V1. */
  document: false | { accountId: string | undefined; nameSpace: string; sessionId: string | undefined };
}

/**
 * @param sessionId without it V1 takes its session `__default__`, and V2 the document of the namespace
 * @throws `INPUT_INVALID` for names that the service would refuse, or that would lead to another place
 */
export function placeOf(
  isV2: boolean,
  accountId: string | undefined,
  nameSpace: string,
  sessionId: string | undefined,
): Omit<Place, 'send'> {
  checkNamespace(isV2, nameSpace);
  // `/{namespace}/properties/properties` is the property of that name outside of sessions.
  const session =
    sessionId === undefined ? '' : `/${segment('sessionId', sessionId === 'properties' ? '' : sessionId)}`;
  return {
    path: `${segment('accountId', accountId)}/${nameSpace}${session}${isV2 ? '' : '/properties'}`,
    document: isV2 && { accountId, nameSpace, sessionId },
  };
}
