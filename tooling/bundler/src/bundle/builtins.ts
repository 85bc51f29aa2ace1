import type { Target } from '../target.ts';

/** Why the project's own sources may not import a module, and what they write instead. */
export interface Restriction {
  /** The end of a sentence that begins with the module's name. */
  reason: string;
  /** The line to write instead. */
  instead: string;
  /** Only there. @default both generations */
  target?: Target;
}

const SEND = "const response = await http.send({ method: 'POST', url, headers, body });";

const SOCKETS: Restriction = {
  reason: 'opens connections of its own, and only HTTP leaves the platform',
  instead: SEND,
};
const PROCESSES: Restriction = {
  reason: 'starts other processes or threads, and a function is one process with a share of a processor',
  instead: 'const results = await Promise.all(parts.map((part) => work(part)));',
};
const DEBUGGING: Restriction = {
  reason: 'is for terminals and debuggers, which a function has not',
  instead: "log.info('what a reader should know');",
};
const PROXY: Restriction = {
  reason: "passes by the proxy of V1, which only lets the toolbelt's client through",
  instead: SEND,
  target: 'v1',
};

/**
 * Node's modules, without `node:`. Neither generation documents a list; both run plain Node processes. What reaches
 * past HTTP or the process carries a restriction: own sources may not import it. Packages may, with a warning, for
 * most of them only ask such a module a question, such as `net.isIP`.
 */
export const BUILTINS: Readonly<Record<string, Restriction | undefined>> = {
  assert: undefined,
  'assert/strict': undefined,
  async_hooks: undefined,
  buffer: undefined,
  child_process: PROCESSES,
  cluster: PROCESSES,
  console: undefined,
  constants: undefined,
  crypto: undefined,
  dgram: SOCKETS,
  diagnostics_channel: undefined,
  dns: SOCKETS,
  'dns/promises': SOCKETS,
  domain: undefined,
  events: undefined,
  fs: undefined,
  'fs/promises': undefined,
  http: PROXY,
  http2: SOCKETS,
  https: PROXY,
  inspector: DEBUGGING,
  'inspector/promises': DEBUGGING,
  module: undefined,
  net: SOCKETS,
  os: undefined,
  path: undefined,
  'path/posix': undefined,
  'path/win32': undefined,
  perf_hooks: undefined,
  process: undefined,
  punycode: undefined,
  querystring: undefined,
  readline: DEBUGGING,
  'readline/promises': DEBUGGING,
  repl: DEBUGGING,
  stream: undefined,
  'stream/consumers': undefined,
  'stream/promises': undefined,
  'stream/web': undefined,
  string_decoder: undefined,
  sys: undefined,
  timers: undefined,
  'timers/promises': undefined,
  tls: SOCKETS,
  trace_events: DEBUGGING,
  tty: undefined,
  url: undefined,
  util: undefined,
  'util/types': undefined,
  v8: undefined,
  vm: undefined,
  worker_threads: PROCESSES,
  zlib: undefined,
};

/** The name in the table, for any spelling: `crypto` and `node:crypto` are `crypto`. */
export function builtinOf(specifier: string): string | undefined {
  const name = specifier.replace(/^node:/, '');
  return Object.hasOwn(BUILTINS, name) ? name : undefined;
}

/** What stands in the way of importing a module in the project's own sources. */
export function restrictionOf(name: string, target: Target): Restriction | undefined {
  const restriction = BUILTINS[name];
  return restriction?.target === undefined || restriction.target === target ? restriction : undefined;
}
