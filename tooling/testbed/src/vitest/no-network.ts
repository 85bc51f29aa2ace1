import nock from 'nock';
import { afterEach, beforeEach } from 'vitest';

// A test that needs the network is a bug: everything is refused until a test opens loopback by itself.
beforeEach(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});

// An interceptor nobody used means that the code under test did not do what the test claims.
afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  if (pending.length > 0) throw new Error(`Interceptors that were never used: ${pending.join(', ')}`);
});
