import { fork } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepLogs, type Run, type RunError } from './run.ts';
import { createSecretStore, type SecretStore } from './secret-store.ts';
import { CHILD_MAIN, prepareWorkspace, type Target, type Toolbelt } from './workspace.ts';

const DIST = fileURLToPath(new URL('../../../../dist', import.meta.url));
/** The platform kills a run then. */
const KILL_AFTER_MS = 30_000;
const LINGER_MS = 1_500;
/**
 * The parser behind `fetch` is WebAssembly, which V8 would compile once more in the background: a third of the
 * processor time of a short process, and an end that waits for it.
 */
const EXEC_ARGV = ['--liftoff-only'];

export interface InstanceOptions {
  /** The platform's name, e.g. `oauth1_post`. */
  function: string;
  target: Target;
  /** Which of the two behaviours the V1 toolbelt has. @default 'documented' */
  toolbelt?: Toolbelt;
  /** Everything `process.env` holds, besides the account id. */
  env?: Record<string, string>;
  /** Values, or a store that outlives the instance. */
  secrets?: Record<string, unknown> | SecretStore;
  /** In the platform's own variable; `null` leaves it out. @default '12345678' */
  accountId?: string | null;
  /** Host names, or with `*` for one label. @default every host is allowed */
  allowlist?: string[];
  /** @default the repository's `dist` */
  distDir?: string;
  /** Another file than the built one, for tests of the runner. */
  artifact?: string;
  /** Path of another Node.js. @default the variable LP_NODE, else this process's */
  node?: string;
  /** @default 30000 */
  killAfterMs?: number;
}

/** How an instance ended after `stop`. */
export interface Exit {
  /** False when it had to be killed: something was left running. */
  byItself: boolean;
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** One instance of the platform, in a process of its own, with module state that survives its runs. */
export interface Instance {
  readonly secrets: SecretStore;
  /** From the start of the process until the artifact was loaded. */
  readonly startMs: number;
  /** One run with this payload. V1 serves several at once. */
  invoke(payload?: unknown): Promise<Run>;
  /** One run with the whole input. */
  invokeInput(input: unknown): Promise<Run>;
  /** Lets the instance's clock jump. Timers do not notice. */
  advanceClock(ms: number): void;
  /** Everything the process wrote to stdout and stderr. */
  output(): string;
  /**
   * Lets the process end, and kills it when it has not done so by itself in time.
   * @param options.lingerMs enough for sockets to close, too little for a forgotten timer. @default 1500
   */
  stop(options?: { lingerMs?: number }): Promise<Exit>;
}

interface Pending {
  resolve: (run: Run) => void;
  timer: NodeJS.Timeout;
}

/** What the folder `child` sends. */
type Message =
  | { type: 'ready' }
  | { type: 'loadFailed'; error: RunError }
  | SecretCall
  | Done
  | { type: 'callback'; id: number; callbacks: number };

interface SecretCall {
  type: 'secret';
  id: number;
  operation: 'read' | 'update';
  name: string;
  value: unknown;
}

interface Done extends Pick<Run, 'logs' | 'secretCalls' | 'callbacks' | 'durationMs'> {
  type: 'done';
  id: number;
  outcome: { json?: string; error?: Omit<RunError, 'stack'> & { stack?: string } };
}

/** Starts an instance and loads the artifact. @throws with the reason when it cannot be loaded */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const { target, toolbelt = 'documented', distDir = DIST, killAfterMs = KILL_AFTER_MS } = options;
  const artifact = options.artifact ?? join(distDir, target, 'functions', options.function, 'index.js');
  const workspace = await prepareWorkspace(artifact, options.function, target, toolbelt);
  const secrets = isStore(options.secrets) ? options.secrets : createSecretStore(options.secrets);
  const startedAt = performance.now();
  const child = fork(CHILD_MAIN, [], {
    cwd: join(workspace.file, '..', '..', '..'),
    env: environment(options),
    execPath: options.node ?? (process.env.LP_NODE || process.execPath),
    execArgv: EXEC_ARGV,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }

  const pending = new Map<number, Pending>();
  const runs = new Map<number, Run>();
  let lastId = 0;
  const settle = (id: number, run: Run) => {
    const waiting = pending.get(id);
    if (!waiting) return;
    clearTimeout(waiting.timer);
    pending.delete(id);
    runs.set(id, run);
    waiting.resolve(run);
  };
  const loaded = new Promise<void>((resolve, reject) => {
    child.on('message', (message: Message) => {
      if (message.type === 'ready') resolve();
      else if (message.type === 'loadFailed') reject(new Error(`${artifact}: ${message.error.message}`));
      else if (message.type === 'secret') void answerSecret(message);
      else if (message.type === 'done') settle(message.id, runFrom(message));
      else if (message.type === 'callback') {
        const run = runs.get(message.id);
        if (run) run.callbacks = message.callbacks;
      }
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`${artifact}: the process ended while loading\n${output}`)));
  });
  const exited = new Promise<Exit>((resolve) => {
    // 'close' comes after the last output, unlike 'exit'.
    child.once('close', (code, signal) => {
      for (const id of pending.keys())
        settle(id, failedRun('InstanceExit', `the instance ended (${code ?? signal})`));
      resolve({ byItself: signal === null, code, signal });
    });
  });
  const answerSecret = async ({ id, operation, name, value }: SecretCall) => {
    const answer = await (operation === 'read' ? secrets.read(name) : secrets.update(name, value)).then(
      (found) => ({ value: found }),
      (error) => ({ error: { code: error.code, message: error.message } }),
    );
    if (child.connected) child.send({ type: 'secret', id, ...answer });
  };

  child.send({ type: 'load', file: workspace.file, target, allowlist: options.allowlist });
  try {
    await loaded;
  } catch (error) {
    child.kill('SIGKILL');
    await workspace.remove();
    throw error;
  }

  const invokeInput = (input: unknown) => {
    if (!child.connected) throw new Error('The instance has ended');
    if (target === 'v2' && pending.size > 0) {
      throw new Error('An instance of V2 serves one run at a time; start another one');
    }
    lastId += 1;
    const id = lastId;
    return new Promise<Run>((resolve) => {
      const timer = setTimeout(() => {
        settle(
          id,
          failedRun('ExecutionTimeExceeded', `killed after ${killAfterMs} ms`, 'executiontime-exceeded'),
        );
        child.kill('SIGKILL');
      }, killAfterMs);
      pending.set(id, { resolve, timer });
      child.send({ type: 'invoke', id, input });
    });
  };
  return {
    secrets,
    startMs: performance.now() - startedAt,
    invokeInput,
    invoke: (payload) => invokeInput({ headers: [], payload }),
    advanceClock: (ms) => void child.send({ type: 'clock', ms }),
    output: () => output,
    async stop({ lingerMs = LINGER_MS } = {}) {
      if (child.connected) child.send({ type: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), lingerMs);
      const exit = await exited;
      clearTimeout(timer);
      await workspace.remove();
      return exit;
    },
  };
}

function isStore(secrets: InstanceOptions['secrets']): secrets is SecretStore {
  return secrets?.values instanceof Map;
}

/** Only what the function is given: nothing of the machine it runs on. */
function environment({ env = {}, target, accountId = '12345678' }: InstanceOptions): Record<string, string> {
  if (accountId === null) return env;
  return { [target === 'v1' ? 'BRAND_ID' : 'X_LIVEPERSON_BRAND_ID']: accountId, ...env };
}

function runFrom({ outcome, logs, secretCalls, callbacks, durationMs }: Done): Run {
  return {
    result: outcome.json === undefined ? undefined : JSON.parse(outcome.json),
    error: outcome.error && { stack: undefined, ...outcome.error },
    logs,
    keptLogs: keepLogs(logs),
    secretCalls,
    callbacks,
    durationMs,
  };
}

function failedRun(name: string, message: string, kind = 'runtime-exception'): Run {
  const error: RunError = {
    name,
    message,
    code: undefined,
    isError: false,
    stack: undefined,
    handlerCode: `com.liveperson.faas.handler.${kind}`,
  };
  return { result: undefined, error, logs: [], keptLogs: [], secretCalls: [], callbacks: 0, durationMs: 0 };
}
