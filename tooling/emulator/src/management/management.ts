import type { Refusal } from './refusal.ts';

/** An authorized request to the management API. */
export interface Call {
  /** Method and path, names of functions' ids left out: `PUT functions/{uuid}/manifest`. */
  route: string;
  uuid: string | undefined;
  query: URLSearchParams;
  /** Whatever a tool sends. */
  body: unknown;
}

export interface Reply {
  status?: number;
  /** Text is sent as it is, with `contentType`; all else as JSON. */
  body?: unknown;
  contentType?: string;
}

/** A generation of the management API. */
export interface Management<Stored> {
  /** Those that were uploaded, by name. */
  functions: ReadonlyMap<string, Stored>;
  /** What the host lookup answers, by service: as on the real platform each has a host of its own. */
  hosts: Record<string, string> & { faasUI: string };
  /** @throws Refusal */
  answer(call: Call): Promise<Reply>;
  describe(refusal: Refusal): unknown;
}
