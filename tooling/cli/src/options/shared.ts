import type { LimitsMode } from '@lp-functions/emulator';
import { Option } from 'commander';
import { limitsMode, profileName, wholeNumber } from './values.ts';

/** Options that several commands take in the same words. */
export interface SharedOptions {
  profile?: string;
  limits?: LimitsMode;
  inspect?: number | true;
}

export const profileOption = (): Option =>
  new Option('--profile <name>', 'with deploy.<name>.json laid over deploy.json')
    .env('LP_PROFILE')
    .argParser(profileName);

export const limitsOption = (): Option =>
  new Option('--limits <mode>', 'what reaching a limit does: enforce, warn or off').argParser(limitsMode);

/** @param what a debugger does */
export const inspectOption = (what: string): Option =>
  new Option('--inspect [port]', what).argParser(wholeNumber);

const INSPECT_PORT = 9_229;

/** @returns nothing when no debugger is wanted */
export const inspectPortOf = ({ inspect }: SharedOptions): number | undefined =>
  inspect === true ? INSPECT_PORT : inspect;
