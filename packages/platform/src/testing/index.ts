export { V1, V2 } from '../run/host.ts';
export { createTestClient } from './client.ts';
export { createTestClock, type TestClock } from './clock.ts';
export { createTestHost, type TestHost, type TestHostOptions } from './host.ts';
export { answer, createTestPeer, type Fate, type ReceivedRequest, type TestPeer } from './peer.ts';
export { createMemorySecrets, type MemorySecrets } from './secrets.ts';
