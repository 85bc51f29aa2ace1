import type { Problem } from '@lp-functions/bundler';
import type { BuiltFunction } from './built.ts';

/** Names that RFC 2606 and RFC 6761 keep for examples, tests and one's own machine. */
const RESERVED = /(^|\.)(example(\.(com|net|org|edu))?|test|invalid|localhost)$/;
const LOOPBACK = /^(127\.\d+\.\d+\.\d+|\[::1\])$/;
const URLS = /https?:\/\/[^\s"'<>,;]+/gi;

/** Variables that still hold an example: production would call a host that is nobody's. */
export function problemsOfExampleHosts({ entry }: BuiltFunction): Problem[] {
  return Object.entries(entry.environment).flatMap(([name, value]) =>
    exampleHostsIn(value).map((host) => ({
      file: `${entry.package}/deploy.json (${entry.function})`,
      rule: 'example-host',
      found: `${name} points to ${host}, which is only an example`,
      remedy: `set ${name} to your own host, here or in a deploy.<profile>.json, and build again`,
    })),
  );
}

function exampleHostsIn(value: string): string[] {
  const hosts = [...value.matchAll(URLS)].flatMap(([url]) =>
    URL.canParse(url) ? [new URL(url).hostname] : [],
  );
  return [...new Set(hosts)].filter((host) => RESERVED.test(host) || LOOPBACK.test(host));
}
