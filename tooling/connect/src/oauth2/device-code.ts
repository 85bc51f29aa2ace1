import * as client from 'openid-client';
import { ConnectError } from '../connect-error.ts';
import type { Ui } from '../ui/ui.ts';
import { told } from './failures.ts';
import { type OAuth2Service, openClient } from './service.ts';
import { type TokenSet, tokenSetOf } from './token-set.ts';

/**
 * A code to type in on any device (RFC 8628): for machines without a browser.
 * @throws ConnectError
 */
export async function connectByDevice(
  service: OAuth2Service,
  { ui, timeoutMs }: { ui: Ui; timeoutMs: number },
): Promise<TokenSet> {
  if (!service.deviceAuthorizationUrl) {
    throw new ConnectError('USAGE', 'This service has no device flow; leave --device out');
  }
  const { config, answers } = openClient(service);
  const { host } = new URL(service.tokenUrl);
  try {
    const started = await client.initiateDeviceAuthorization(
      config,
      service.scope ? { scope: service.scope } : {},
    );
    ui.show(`Open ${started.verification_uri} on any device and type`, started.user_code);
    const signal = AbortSignal.timeout(timeoutMs);
    await client.pollDeviceAuthorizationGrant(config, started, undefined, { signal });
  } catch (error) {
    if (error instanceof Error && isTimeout(error)) {
      throw new ConnectError(
        'TIMED_OUT',
        `Nobody typed the code within ${Math.round(timeoutMs / 1_000)} s; start again`,
      );
    }
    throw told(error, host, service.clientSecret);
  }
  return tokenSetOf(answers.last(), Date.now());
}

const isTimeout = (error: Error): boolean =>
  error.name === 'TimeoutError' || (error.cause instanceof Error && error.cause.name === 'TimeoutError');
