import { startContextStore } from '@lp-functions/emulator';
import { median } from '../measure.ts';
import type { Contender } from './contenders.ts';
import { countBytes } from './wire.ts';

export type Call = (contender: Contender) => Promise<unknown>;

export interface Figures {
  ms: number;
  requests: number;
  bytes: number;
  /** What the call returned. */
  result: unknown;
}

/** One contender with a server of its own, so that what goes over the wire is its own. */
export interface Lane {
  run(call: Call): Promise<void>;
  /** The median of the runs but the first, which opened the connections. */
  figures(): Figures;
  stop(): Promise<void>;
}

export async function openLane(contenderAt: (url: string) => Contender, latencyMs: number): Promise<Lane> {
  const server = await startContextStore({ latencyMs });
  const wire = await countBytes(server.url);
  const contender = contenderAt(wire.url);
  const times: number[] = [];
  let result: unknown;
  return {
    async run(call) {
      server.requests.length = 0;
      wire.bytes = 0;
      const start = performance.now();
      result = await call(contender);
      times.push(performance.now() - start);
    },
    figures: () => ({
      ms: median(times.slice(1)),
      requests: server.requests.length,
      bytes: wire.bytes,
      result,
    }),
    async stop() {
      wire.stop();
      await server.stop();
    },
  };
}
