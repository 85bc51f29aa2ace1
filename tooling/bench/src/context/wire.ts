import { type AddressInfo, createServer, connect as open } from 'node:net';

/** What went over the connections to a server. */
export interface Wire {
  /** Origin to use instead of the server's. */
  readonly url: string;
  /** Bytes in both directions, headers included. */
  bytes: number;
  stop(): void;
}

/** Passes everything on to a server on loopback, and counts it. */
export async function countBytes(serverUrl: string): Promise<Wire> {
  const { port, hostname } = new URL(serverUrl);
  const wire = { url: '', bytes: 0, stop: () => {} };
  const proxy = createServer((client) => {
    const server = open(Number(port), hostname);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      from.on('data', (chunk: Buffer) => {
        wire.bytes += chunk.byteLength;
      });
      from.on('error', () => to.destroy());
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve);
  });
  wire.url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  wire.stop = () => proxy.close();
  return wire;
}
