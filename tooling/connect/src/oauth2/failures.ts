import { createRedactor } from '@lp-functions/platform/internal';
import * as client from 'openid-client';
import { ConnectError } from '../connect-error.ts';

/** What helps against the codes that people meet most. */
const REMEDIES: Record<string, string> = {
  access_denied: 'the person, or the service, said no',
  invalid_grant: 'the code was used already, is too old, or was made for another redirect URL; start again',
  bad_verification_code: 'the code was used already or is too old; start again',
  invalid_client: 'check client id and client secret',
  redirect_uri_mismatch: 'register exactly the redirect URL that is shown above',
  unauthorized_client: 'allow this grant to the client, in its settings at the service',
  invalid_scope: 'check the scopes, and whether the app may have them',
};

/**
 * Puts what `openid-client` throws into words.
 * @param secrets what the request held: servers repeat it in their descriptions
 */
export function told(error: unknown, host: string, ...secrets: string[]): ConnectError {
  const failure = inWords(error, host);
  const redactor = createRedactor();
  redactor.add(...secrets);
  return new ConnectError(failure.code, redactor.text(failure.message));
}

function inWords(error: unknown, host: string): ConnectError {
  if (error instanceof ConnectError) return error;
  if (error instanceof client.AuthorizationResponseError) {
    return new ConnectError('DENIED', sentence(host, error.error, error.error_description));
  }
  if (error instanceof client.ResponseBodyError) {
    return new ConnectError('TOKEN_REJECTED', sentence(host, error.error, error.error_description));
  }
  if (error instanceof client.ClientError && error.code !== undefined) {
    return new ConnectError('PEER_FAILED', `${host} answered something unusable: ${error.message}`);
  }
  return new ConnectError('PEER_FAILED', `${host} could not be asked: ${reasonOf(error)}`);
}

function sentence(host: string, code: string, description: string | undefined): string {
  const remedy = REMEDIES[code];
  return `${host} answered ${code}${description ? `: ${description}` : ''}${remedy ? ` (${remedy})` : ''}`;
}

/** `fetch failed` helps nobody: what it was caused by does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'for an unknown reason';
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
