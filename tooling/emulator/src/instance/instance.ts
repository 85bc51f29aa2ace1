import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FaultPlan } from '../faults/plan.ts';
import { LIMITS, type LimitsMode, type RunLimits } from '../limits/limits.ts';
import type { Isolate } from './isolate.ts';
import type { LoadMessage, SecretMessage } from './messages.ts';
import { environment } from './process.ts';
import type { Run, RunObserver } from './run.ts';
import type { SecretStorage } from './secret-store.ts';
import { type IsolateOptions, startIsolate } from './start-isolate.ts';
import { type Exit, type Supervisor, supervise } from './supervisor.ts';
import { type Artifact, prepareWorkspace, type Target, type Toolbelt } from './workspace.ts';

const DIST = fileURLToPath(new URL('../../../../dist', import.meta.url));
const LINGER_MS = 1_500;

export interface LaunchOptions extends IsolateOptions {
  /** The platform's name, e.g. `oauth1_post`. */
  function: string;
  target: Target;
  /** Which of the two behaviours the V1 toolbelt has. @default 'documented' */
  toolbelt?: Toolbelt;
  /** Outlives the instance. */
  secrets: SecretStorage;
  /** Host names, or with `*` for one label; V1 only. @default every host is allowed */
  allowlist?: readonly string[];
  /** @default the repository's `dist` */
  distDir?: string;
  /** Path of another file than the built one, or the code itself. */
  artifact?: string | Artifact;
  /** @default the generation's */
  limits?: Partial<RunLimits>;
  /** @default 'enforce' */
  limitsMode?: LimitsMode;
  /** @default 30000 */
  killAfterMs?: number;
  faults?: FaultPlan;
  /** Whether logs and requests say where in the sources they were made; needs a map. @default false */
  positions?: boolean;
}

/** One instance of the platform, in a process or thread of its own, with module state that survives its runs. */
export interface Instance {
  /** From the start of its isolate until the artifact was loaded. */
  readonly startMs: number;
  /** Nothing in a thread. */
  readonly pid: number | undefined;
  /** Runs that are on. */
  readonly running: number;
  /** False once it has ended or was told to. */
  readonly isAlive: boolean;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<Exit>;
  /** One run with this payload. V1 serves several at once. */
  invoke(payload?: unknown): Promise<Run>;
  /** One run with the whole input. */
  invokeInput(input: unknown, observer?: RunObserver): Promise<Run>;
  /** Lets the instance's clock jump. Timers do not notice. */
  advanceClock(ms: number): void;
  /** Everything it wrote to stdout and stderr. */
  output(): string;
  /**
   * Lets it end, and kills it when it has not done so by itself in time.
   * @param options.lingerMs enough for sockets to close, too little for a forgotten timer. @default 1500
   */
  stop(options?: { lingerMs?: number }): Promise<Exit>;
}

/** Starts an instance and loads the artifact. @throws with the reason when it cannot be loaded */
export async function launchInstance(options: LaunchOptions): Promise<Instance> {
  const { target, toolbelt = 'documented' } = options;
  const limits = limitsOf(options);
  const isEnforcing = (options.limitsMode ?? 'enforce') === 'enforce';
  const artifact = await artifactOf(options);
  const workspace = await prepareWorkspace(artifact, options.function, target, toolbelt);
  const startedAt = performance.now();
  const isolate = startIsolate(options, isEnforcing ? limits : {});
  const supervisor = supervise(isolate, { limits, isEnforcing, cpuShare: options.cpuShare });
  void supervisor.ended.then(workspace.remove);
  try {
    await load(isolate, supervisor, options, {
      type: 'load',
      file: workspace.file,
      folder: workspace.folder,
      env: environment(options),
      hasSourceMap: artifact.map !== undefined,
      target,
      allowlist: options.allowlist && [...options.allowlist],
      limits,
      isEnforcing,
      faults: options.faults,
      positions: options.positions ?? false,
    });
  } catch (error) {
    supervisor.kill();
    await supervisor.ended;
    throw error;
  }
  return instanceOf(isolate, supervisor, target, performance.now() - startedAt);
}

/** Listens to the isolate from here on. @throws when the artifact cannot be loaded */
function load(
  isolate: Isolate,
  supervisor: Supervisor,
  options: LaunchOptions,
  message: LoadMessage,
): Promise<void> {
  const loaded = new Promise<void>((resolve, reject) => {
    const refuse = (reason: string) => reject(new Error(`${nameOf(options)}: ${reason}`));
    isolate.onMessage((heard) => {
      if (heard.type === 'ready') resolve();
      else if (heard.type === 'loadFailed') refuse(heard.error.message);
      else if (heard.type === 'secret') void answerSecret(isolate, options.secrets, heard);
      else supervisor.hear(heard);
    });
    void isolate.ended.then(({ error }) => {
      if (error) reject(error);
      else refuse(`it ended while loading\n${isolate.output()}`);
    });
  });
  isolate.send(message);
  return loaded;
}

function instanceOf(isolate: Isolate, supervisor: Supervisor, target: Target, startMs: number): Instance {
  const invokeInput: Instance['invokeInput'] = (input, observer = {}) => {
    if (!isolate.isConnected) throw new Error('The instance has ended');
    if (target === 'v2' && supervisor.running > 0) {
      throw new Error('An instance of V2 serves one run at a time; start another one');
    }
    const { id, run } = supervisor.begin(observer);
    isolate.send({ type: 'invoke', id, input });
    return run;
  };
  return {
    startMs,
    pid: isolate.pid,
    get running() {
      return supervisor.running;
    },
    get isAlive() {
      return supervisor.isAlive;
    },
    ended: supervisor.ended,
    invokeInput,
    invoke: (payload) => invokeInput({ headers: [], payload }),
    advanceClock: (ms) => isolate.send({ type: 'clock', ms }),
    output: isolate.output,
    stop: ({ lingerMs = LINGER_MS } = {}) => supervisor.stop(lingerMs),
  };
}

/** @returns nothing of them when limits are off */
function limitsOf({
  target,
  limits,
  limitsMode = 'enforce',
  killAfterMs,
}: LaunchOptions): Partial<RunLimits> {
  if (limitsMode === 'off') return {};
  return { ...LIMITS[target].run, ...limits, ...(killAfterMs !== undefined && { durationMs: killAfterMs }) };
}

async function artifactOf(options: LaunchOptions): Promise<Artifact> {
  const { artifact, distDir = DIST, target } = options;
  if (typeof artifact === 'object') return artifact;
  const file = artifact ?? join(distDir, target, 'functions', options.function, 'index.js');
  return { code: await readFile(file, 'utf8') };
}

const nameOf = ({ artifact, function: name }: LaunchOptions): string =>
  typeof artifact === 'string' ? artifact : name;

async function answerSecret(
  isolate: Isolate,
  secrets: SecretStorage,
  { id, operation, name, value }: SecretMessage,
): Promise<void> {
  const answer = await (operation === 'read' ? secrets.read(name) : secrets.update(name, value)).then(
    (found) => ({ value: found }),
    (error) => ({ error: { code: error.code, message: error.message } }),
  );
  if (isolate.isConnected) isolate.send({ type: 'secret', id, ...answer });
}
