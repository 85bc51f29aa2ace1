import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { refuse } from '@lp-functions/bundler';
import * as v from 'valibot';
import type { Lpf } from './lpf.ts';

/** A function of the account. */
export interface CloudFunction {
  name: string;
  description: string;
  /** The id of its event, or "No Event". */
  event: string;
  /** `Draft` before the first deployment, `Modified` when it differs from what runs, `Productive` when it is that. */
  state: string;
  /** Nothing when it was never given any. */
  code: string | undefined;
  variables: Record<string, string>;
}

export interface CloudSchedule {
  function: string;
  cron: string;
  timeZone?: string;
  payload: unknown;
}

/** What an account holds, as far as the platform tells. It tells nobody which secrets there are. */
export interface Account {
  id: string;
  functions: ReadonlyMap<string, CloudFunction>;
  /** Allowlisted hosts; nothing when it is not told. V2 has no allowlist. */
  domains: readonly string[] | undefined;
  /** Nothing when they are not told. */
  schedules: readonly CloudSchedule[] | undefined;
}

const ASK = fileURLToPath(new URL('./ask.cjs', import.meta.url));
const ANSWER = /^lp-upload:account (.+)$/m;

const variables = v.union([
  v.pipe(
    v.array(v.object({ key: v.string(), value: v.string() })),
    v.transform((list) => Object.fromEntries(list.map(({ key, value }) => [key, value]))),
  ),
  v.record(v.string(), v.string()),
]);

const functionFields = {
  uuid: v.string(),
  name: v.string(),
  description: v.nullish(v.string(), ''),
  eventId: v.nullish(v.string()),
  state: v.nullish(v.string(), 'Draft'),
};

/** V1 keeps code and variables under `implementation`, V2 under `manifest`. */
const cloudFunction = v.object({
  ...functionFields,
  implementation: v.nullish(v.object({ code: v.string(), environmentVariables: v.nullish(variables, {}) })),
  manifest: v.nullish(v.object({ code: v.string(), environment: v.nullish(variables, {}) })),
});

/** V1 and V2 name the members differently; either may answer either. */
const cloudSchedule = v.object({
  lambdaUUID: v.nullish(v.string()),
  functionUuid: v.nullish(v.string()),
  cronExpression: v.string(),
  timeZone: v.nullish(v.string()),
  invocationBody: v.nullish(v.object({ payload: v.optional(v.unknown()) })),
});

const answer = v.object({
  account: v.string(),
  gateway: v.string(),
  functions: v.array(cloudFunction),
  domains: v.fallback(v.optional(v.array(v.object({ domain: v.string() }))), undefined),
  schedules: v.fallback(v.optional(v.array(cloudSchedule)), undefined),
});

const problem = v.object({
  problem: v.picklist(['login', 'failed']),
  reason: v.optional(v.string(), 'no reason given'),
  gateway: v.optional(v.string()),
});

/**
 * Asks the platform, which also proves that the login is still valid.
 * @throws BuildError with the remedy
 */
export async function readAccount(lpf: Lpf): Promise<Account> {
  const raw = parse(await run(lpf));
  const failed = v.safeParse(problem, raw);
  if (failed.success) return refuseProblem(lpf, failed.output);
  const read = v.safeParse(answer, raw);
  if (!read.success) {
    return refuse(
      lpf.command,
      'account',
      `version ${lpf.version} gives an answer that nobody here knows (${v.getDotPath(read.issues[0]) ?? 'no JSON'})`,
      'report it, with the version; 1.31.13 and 2.0.6-beta are known',
    );
  }
  requireGeneration(lpf, read.output.gateway);
  return toAccount(read.output);
}

function refuseProblem(lpf: Lpf, { problem: kind, reason, gateway }: v.InferOutput<typeof problem>): never {
  if (gateway !== undefined) requireGeneration(lpf, gateway);
  if (kind === 'login') {
    return refuse(
      lpf.command,
      'login',
      'the login is not valid any more',
      `run \`${lpf.command} login\` again, it lasts eight hours`,
    );
  }
  return refuse(
    lpf.command,
    'account',
    `the platform did not say what the account holds (${reason})`,
    `see whether \`${lpf.command} get functions\` works; behind a proxy set HTTPS_PROXY`,
  );
}

/** The tool of V2 would find an account without functions where all of them are still on V1. */
function requireGeneration({ command, version }: Lpf, gateway: string): void {
  if (version.startsWith('1.') || gateway.includes('fninvocations')) return;
  refuse(command, 'generation', 'the account is not on V2 yet', 'upload with --target v1');
}

function toAccount({ account, functions, domains, schedules }: v.InferOutput<typeof answer>): Account {
  const names = new Map(functions.map(({ uuid, name }) => [uuid, name]));
  return {
    id: account,
    functions: new Map(
      functions.map(({ name, description, eventId, state, implementation, manifest }) => [
        name,
        {
          name,
          description,
          event: eventId || 'No Event',
          state,
          code: implementation?.code ?? manifest?.code,
          variables: implementation?.environmentVariables ?? manifest?.environment ?? {},
        },
      ]),
    ),
    domains: domains?.map(({ domain }) => domain),
    schedules: schedules?.flatMap(({ cronExpression, timeZone, invocationBody, ...ids }) => {
      const name = names.get(ids.lambdaUUID ?? ids.functionUuid ?? '');
      if (name === undefined) return [];
      const payload = invocationBody?.payload ?? {};
      return [{ function: name, cron: cronExpression, payload, ...(timeZone && { timeZone }) }];
    }),
  };
}

function run({ packageDir }: Lpf): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [ASK, packageDir], {
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 120_000,
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.once('error', reject);
    child.once('close', () => resolve(output));
  });
}

function parse(output: string): unknown {
  try {
    return JSON.parse(ANSWER.exec(output)?.[1] ?? '');
  } catch {
    return undefined;
  }
}
