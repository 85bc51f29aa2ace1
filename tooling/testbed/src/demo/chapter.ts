import type { RecordedRequest, Run, SecretStore, Target } from '@lp-functions/emulator';
import type { DemoServers } from './servers.ts';

/** A function at work: one instance, some runs. */
export interface Chapter {
  /** The platform's name. */
  function: string;
  /** What is shown. */
  about: string;
  arrange(servers: DemoServers, target: Target): Scene | Promise<Scene>;
}

export interface Scene {
  env: Record<string, string>;
  secrets: Record<string, unknown>;
  steps: readonly Step[];
}

/** One run. */
export interface Step {
  title: string;
  payload?: unknown;
  /** What happens in the world before. */
  before?(): void;
  /**
   * Whether all was as it should be.
   * @returns what the reader may want to know besides
   * @throws AssertionError
   */
  expect(facts: Facts): string | undefined | Promise<string | undefined>;
}

export interface Facts {
  run: Run;
  requests: readonly RecordedRequest[];
  secrets: SecretStore;
}
