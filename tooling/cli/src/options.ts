import type { FaultPlan, HostFault, LimitsMode } from '@lp-functions/emulator';
import { InvalidArgumentError } from 'commander';

const MODES: readonly LimitsMode[] = ['enforce', 'warn', 'off'];

export function limitsMode(text: string): LimitsMode {
  const mode = MODES.find((known) => known === text);
  if (!mode) throw new InvalidArgumentError(`one of ${MODES.join(', ')}`);
  return mode;
}

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number');
  return Number(text);
}

export function port(text: string): number {
  const value = wholeNumber(text);
  if (value > 65_533) throw new InvalidArgumentError('a port up to 65533: the two above it are used too');
  return value;
}

export function share(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 1)) throw new InvalidArgumentError('a share above 0 and up to 1, e.g. 0.083');
  return value;
}

/** `name=value`, for an option that may be given several times. */
export function pair(text: string, before: Record<string, string> = {}): Record<string, string> {
  const [name = '', ...rest] = text.split('=');
  if (name === '' || rest.length === 0) throw new InvalidArgumentError('expected name=value');
  return { ...before, [name]: rest.join('=') };
}

export const list = (text: string, before: string[] = []): string[] => [...before, text];

export interface FaultOptions {
  fail?: string[];
  latency?: number;
  duplicate?: string;
  seed?: number;
}

const TIMEOUT_MS = 35_000;

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
