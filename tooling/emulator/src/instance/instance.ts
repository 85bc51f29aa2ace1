import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FaultPlan } from '../faults/plan.ts';
import { LIMITS, type LimitsMode, type RunLimits } from '../limits/limits.ts';
import { holdToShare } from './cpu-share.ts';
import type { Isolate } from './isolate.ts';
import { watchMemory } from './memory.ts';
import type { LoadMessage, SecretMessage } from './messages.ts';
import { createPendingRuns } from './pending-runs.ts';
import type { Run, RunObserver } from './run.ts';
import type { SecretStorage } from './secret-store.ts';
import { type IsolateOptions, startIsolate } from './start-isolate.ts';
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

/** How an instance ended after `stop`. */
export interface Exit {
  /** False when it had to be killed: something was left running. */
  byItself: boolean;
  code: number | null;
  signal: NodeJS.Signals | null;
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
  const hasSourceMap = artifact.map !== undefined;
  const child = startIsolate(workspace.file, { ...options, hasSourceMap }, isEnforcing ? limits : {});
  const cpu = options.cpuShare === undefined ? undefined : holdToShare(child.pid ?? 0, options.cpuShare);

  const memory = watchMemory(child.pid ?? 0, (limits.memoryMb ?? Infinity) * 1_048_576, () => {
    if (!isEnforcing) return;
    runs.failAll(outOfMemory(limits), memory.peakBytes);
    kill();
  });
  let isEnding = false;
  const kill = () => {
    isEnding = true;
    child.kill();
  };
  const runs = createPendingRuns(limits, () => {
    if (runs.size === 0) memory.pause();
  });
  const loaded = new Promise<void>((resolve, reject) => {
    child.onMessage((message) => {
      if (message.type === 'ready') resolve();
      else if (message.type === 'loadFailed')
        reject(new Error(`${nameOf(options)}: ${message.error.message}`));
      else if (message.type === 'secret') void answerSecret(child, options.secrets, message);
      else runs.hear(message, memory.peakBytes);
    });
    void child.ended.then(({ error }) =>
      reject(error ?? new Error(`${nameOf(options)}: it ended while loading\n${child.output()}`)),
    );
  });
  const ended = child.ended.then(({ code, signal }): Exit => {
    cpu?.stop();
    const isFull = child.output().includes('heap out of memory');
    runs.failAll(isFull ? outOfMemory(limits) : exited(code ?? signal), memory.peakBytes);
    void workspace.remove();
    return { byItself: signal === null, code, signal };
  });

  child.send({
    type: 'load',
    file: workspace.file,
    target,
    allowlist: options.allowlist && [...options.allowlist],
    limits,
    isEnforcing,
    faults: options.faults,
    positions: options.positions ?? false,
  } satisfies LoadMessage);
  try {
    await loaded;
  } catch (error) {
    kill();
    await ended;
    throw error;
  }

  const invokeInput = (input: unknown, observer: RunObserver = {}) => {
    if (!child.isConnected) throw new Error('The instance has ended');
    if (target === 'v2' && runs.size > 0) {
      throw new Error('An instance of V2 serves one run at a time; start another one');
    }
    if (runs.size === 0) memory.start();
    const { durationMs } = limits;
    const end = () => {
      runs.fail(id, tooLong(durationMs), memory.peakBytes);
      kill();
    };
    const timer = durationMs !== undefined && isEnforcing ? setTimeout(end, durationMs) : undefined;
    const { id, run } = runs.begin(observer, timer);
    child.send({ type: 'invoke', id, input });
    return run;
  };
  return {
    startMs: performance.now() - startedAt,
    pid: child.pid,
    get running() {
      return runs.size;
    },
    get isAlive() {
      return child.isConnected && !isEnding;
    },
    ended,
    invokeInput,
    invoke: (payload) => invokeInput({ headers: [], payload }),
    advanceClock: (ms) => child.send({ type: 'clock', ms }),
    output: child.output,
    async stop({ lingerMs = LINGER_MS } = {}) {
      isEnding = true;
      if (child.isConnected) child.send({ type: 'stop' });
      const timer = setTimeout(kill, lingerMs);
      const exit = await ended;
      clearTimeout(timer);
      return exit;
    },
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
  child: Isolate,
  secrets: SecretStorage,
  { id, operation, name, value }: SecretMessage,
): Promise<void> {
  const answer = await (operation === 'read' ? secrets.read(name) : secrets.update(name, value)).then(
    (found) => ({ value: found }),
    (error) => ({ error: { code: error.code, message: error.message } }),
  );
  if (child.isConnected) child.send({ type: 'secret', id, ...answer });
}

const tooLong = (limitMs: number | undefined) => ({
  name: 'ExecutionTimeExceeded',
  message: `killed after ${limitMs} ms`,
  kind: 'executiontime-exceeded' as const,
  broken: 'durationMs' as const,
});

const outOfMemory = ({ memoryMb }: Partial<RunLimits>) => ({
  name: 'OutOfMemory',
  message: `killed above ${memoryMb} MB`,
  broken: 'memoryMb' as const,
});

const exited = (how: number | string | null) => ({
  name: 'InstanceExit',
  message: `the instance ended (${how})`,
});
