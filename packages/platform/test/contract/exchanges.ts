import type { Exchange } from '../../src/http/exchange.ts';
import { createTestHost } from '../../src/testing/index.ts';
import { toolbeltExchange } from '../../src/v1/toolbelt-exchange.ts';
import { fetchExchange } from '../../src/v2/fetch-exchange.ts';
import { httpClients, toolbelt } from '../fakes/lp-faas-toolbelt.ts';

export interface ExchangeCase {
  name: string;
  exchange: Exchange;
  /** The vendor's local toolbelt shows the body of a success and nothing else. */
  hidesSuccess?: boolean;
}

const over = (client: keyof typeof httpClients): Exchange => {
  return (request) => {
    toolbelt.httpClient = httpClients[client];
    return toolbeltExchange(request);
  };
};

/** Every implementation of `Exchange`. */
export const EXCHANGES: ExchangeCase[] = [
  { name: 'V2, fetch', exchange: fetchExchange },
  { name: 'V1, toolbelt as documented', exchange: over('documented') },
  { name: "V1, the vendor's local toolbelt", exchange: over('local'), hidesSuccess: true },
  { name: 'the test host', exchange: (request) => createTestHost().exchange(request) },
];
