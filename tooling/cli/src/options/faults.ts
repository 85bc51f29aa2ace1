import type { FaultPlan, HostFault } from '@lp-functions/emulator';
import { type Command, InvalidArgumentError } from 'commander';
import { list, wholeNumber } from './values.ts';

/** What goes wrong on purpose, as a person asks for it. */
export interface FaultOptions {
  fail?: string[];
  latency?: number;
  /** Of `lp dev`, which is called by others. */
  duplicate?: string;
  seed?: number;
}

const TIMEOUT_MS = 35_000;

export function addFaultOptions(command: Command): Command {
  return command
    .option(
      '--fail <fault>',
      "break something: 'secrets:20%', 'api.example.com=503|reset|timeout[:20%]'",
      list,
    )
    .option('--latency <ms>', 'wait before every outbound request', wholeNumber)
    .option('--seed <n>', 'repeats the same faults', wholeNumber);
}

/** @returns nothing when no fault is asked for */
export function faultPlan({
  fail = [],
  latency = 0,
  duplicate,
  seed = 1,
}: FaultOptions): FaultPlan | undefined {
  if (fail.length === 0 && latency === 0 && duplicate === undefined) return undefined;
  const plan: FaultPlan = {
    seed,
    secrets: 0,
    hosts: [],
    latencyMs: latency,
    timeoutMs: TIMEOUT_MS,
    duplicate: duplicate === undefined ? 0 : percentage(duplicate),
  };
  for (const text of fail) {
    const secrets = /^secrets(?::(.+))?$/.exec(text);
    if (secrets) plan.secrets = percentage(secrets[1] ?? '100%');
    else plan.hosts.push(hostFault(text));
  }
  return plan;
}

/** `host=503`, `host=reset:20%`, `*.example.com=timeout`. */
function hostFault(text: string): HostFault {
  const match = /^([\w.*-]+)=(\d{3}|reset|timeout)(?::(.+))?$/.exec(text);
  if (!match) {
    throw new InvalidArgumentError(
      `"${text}" is no fault; write e.g. secrets:20%, a.example.com=503, a.example.com=reset:10% or =timeout`,
    );
  }
  const [, host = '', what = '', part = '100%'] = match;
  const hit = { host, share: percentage(part) };
  return what === 'reset' || what === 'timeout'
    ? { ...hit, kind: what }
    : { ...hit, kind: 'status', status: Number(what) };
}

function percentage(text: string): number {
  const value = /^(\d+(?:\.\d+)?)%$/.exec(text)?.[1];
  if (value === undefined || Number(value) > 100) {
    throw new InvalidArgumentError(`"${text}" is no share: write e.g. 20%`);
  }
  return Number(value) / 100;
}
