import { type ErrorCode, FunctionError } from '@lp-functions/platform';
import { isNamespace, NAMESPACE_NAME, segment } from './names.ts';
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
 * @param code of errors in the account and the namespace, which functions have from their configuration
 * @param sessionId without it V1 takes its session `__default__`, and V2 the document of the namespace
 * @throws with that code or with `INPUT_INVALID` for names that the service would refuse or that would lead to
 * another place
 */
export function placeOf(
  code: ErrorCode,
  isV2: boolean,
  accountId: string | undefined,
  nameSpace: string,
  sessionId: string | undefined,
): Omit<Place, 'send'> {
  // V2 refuses hyphens; V1 takes them, as in the official example.
  if (!isNamespace(nameSpace) || (isV2 && nameSpace.includes('-'))) {
    throw new FunctionError(code, `namespace: expected ${NAMESPACE_NAME}`);
  }
  // `/{namespace}/properties/properties` is the property of that name outside of sessions.
  const session =
    sessionId === undefined
      ? ''
      : `/${segment('INPUT_INVALID', 'sessionId', sessionId === 'properties' ? '' : sessionId)}`;
  return {
    path: `${segment(code, 'ACCOUNT_ID', accountId)}/${nameSpace}${session}${isV2 ? '' : '/properties'}`,
    document: isV2 && { accountId, nameSpace, sessionId },
  };
}
