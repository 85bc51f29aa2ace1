/** One measurement, in a file of its own that default-exports the function which takes and prints it. */
interface Bench {
  about: string;
  load(): Promise<{ default: () => Promise<void> }>;
}

/** What `pnpm bench [name]` knows, in the order it runs. */
export const benches: Record<string, Bench> = {
  cold: {
    about: 'a cold start of every artifact: fresh process, load and first run, without network',
    load: () => import('./cold.ts'),
  },
  context: {
    about: 'the context session store, beside the client of the vendor',
    load: () => import('./context/index.ts'),
  },
  emulator: {
    about: 'the platform on this machine: calls, saves, memory',
    load: () => import('./emulator/index.ts'),
  },
  oauth1: {
    about: 'OAuth 1.0a signatures, beside oauth-1.0a and a bare HMAC',
    load: () => import('./oauth1/index.ts'),
  },
  oauth2: {
    about: 'client credentials: CPU time to the first token and of a warm call',
    load: () => import('./oauth2.ts'),
  },
  refresh: {
    about: 'a day of 20,000 connections with an outage, deaths and kills, on a simulated clock',
    load: () => import('./refresh/index.ts'),
  },
};
