import { styleText } from 'node:util';
import type { RecordedRequest, Run } from '@lp-functions/emulator';

/** Longer results are cut: what counts stands at their beginning. */
const MAX_CHARS = 300;

type Style = Parameters<typeof styleText>[0];

/** What a step shows. */
export interface StepFacts {
  title: string;
  payload: unknown;
  run: Run;
  requests: readonly { server: string; request: RecordedRequest }[];
  /** Milliseconds since the epoch, when the run began. */
  startedAt: number;
  /** What was as expected, or what was not. */
  note: string | undefined;
  failure: string | undefined;
}

/** The demo's output, line by line. */
export function createPage(write: (text: string) => void, isStyled: boolean) {
  // Whether this is a terminal has been asked by whoever decided on `isStyled`.
  const style = (format: Style, text: string) =>
    isStyled ? styleText(format, text, { validateStream: false }) : text;
  const line = (text = '') => write(`${text}\n`);
  const row = (label: string, text: string) => line(`    ${style('dim', label.padEnd(8))} ${text}`);

  return {
    line,
    chapter(name: string, about: string, env: Record<string, string>, secrets: readonly string[]): void {
      line(`\n${style('bold', name)}  ${about}`);
      row(
        'env',
        Object.entries(env)
          .map(([key, value]) => `${key}=${value}`)
          .join('  '),
      );
      row('secrets', secrets.join(', '));
    },
    step({ title, payload, run, requests, startedAt, note, failure }: StepFacts): void {
      const mark = failure === undefined ? style('green', '✓') : style('red', '✗');
      line(`  ${mark} ${title}  ${style('dim', `${Math.round(run.durationMs)} ms`)}`);
      row('in', payload === undefined ? '(no payload)' : cut(JSON.stringify(payload)));
      for (const { server, request } of requests) {
        const { method, target, status, at } = request;
        const offset = style('dim', `after ${Math.max(0, at - startedAt)} ms`);
        row(
          'request',
          `${method} ${target} → ${status ?? 'no answer'}  ${server}, ${credential(request)}  ${offset}`,
        );
      }
      for (const [operation, names] of secretCalls(run)) row(operation, names.join(', '));
      row('out', cut(run.error?.message ?? JSON.stringify(run.result, withoutHeaders)));
      if (note) row('seen', style('green', note));
      if (failure !== undefined) row('WRONG', style('red', failure));
    },
    result(text: string, isGood: boolean): void {
      line(`\n${style(isGood ? 'green' : 'red', text)}`);
    },
  };
}

/** Those of a server on loopback tell nothing. */
const withoutHeaders = (name: string, value: unknown) => (name === 'headers' ? '…' : value);
const cut = (text: string) => (text.length > MAX_CHARS ? `${text.slice(0, MAX_CHARS)}…` : text);

/** The kind of credential, never the credential. */
function credential({ headers, body }: RecordedRequest): string {
  if (headers['maven-api-key']) return 'maven-api-key';
  const scheme = headers.authorization?.split(' ')[0];
  return scheme ?? (new URLSearchParams(body).get('grant_type') || 'no credential');
}

/** Secrets by what was done to them, from the storage or from the cache of V2. */
function secretCalls({ secretCalls }: Run): [string, string[]][] {
  const reads = secretCalls.filter(({ operation }) => operation === 'read');
  const updates = secretCalls.filter(({ operation }) => operation === 'update');
  return (
    [
      ['reads', reads.map(({ name, cached }) => (cached ? `${name} (cached)` : name))],
      ['writes', updates.map(({ name }) => name)],
    ] as [string, string[]][]
  ).filter(([, names]) => names.length > 0);
}
