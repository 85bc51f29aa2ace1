import {
  createSecretStore,
  type Instance,
  type InstanceOptions,
  type LoopbackServer,
  type RecordedRequest,
  type Run,
  startInstance,
} from '@lp-functions/emulator';
import { expect, type TestContext } from 'vitest';
import { credentialsOfRequest, credentialsOfSecret, findLeaks } from '../index.ts';
import { builtArtifact } from './artifact.ts';
import { type Combination, isV1 } from './combinations.ts';
import { type Change, changed, type Given, type Keep, type Subject } from './subject.ts';

/** A run that is not over by then has lost its deadline. */
const KILL_AFTER_MS = 20_000;
/** Much for closing sockets on a busy machine, less than the timers that a function could forget. */
const LINGER_MS = 8_000;

/** A built function, started with its servers around it. */
export interface Stage<World> {
  world: World;
  given: Given;
  instance: Instance;
  /** In the order in which they were started. */
  servers: readonly LoopbackServer[];
  /** One run. @param payload @default the given one */
  invoke(payload?: unknown): Promise<Run>;
  /** Requests to all servers. */
  requests(): RecordedRequest[];
  /** Ends the instance and checks what holds for every run of every function. */
  end(): Promise<void>;
}

export type ChangeFor<World> = Change | ((world: World, keep: Keep) => Change | Promise<Change>);

export interface StageOptions<World> {
  subject: Subject<World>;
  combination: Combination;
  context: Pick<TestContext, 'onTestFinished'>;
  change?: ChangeFor<World>;
  /** A thread is cheaper; a process is what the platform has. Another Node.js needs a process. */
  isolate: InstanceOptions['isolate'];
}

export async function stage<World>({
  subject,
  combination,
  context,
  change = {},
  isolate,
}: StageOptions<World>): Promise<Stage<World>> {
  const servers: LoopbackServer[] = [];
  const keep: Keep = async (starting) => {
    const server = await starting;
    servers.push(server);
    context.onTestFinished(() => server.stop());
    return server;
  };
  const world = await subject.world(keep);
  const given = changed(
    await subject.given(world),
    typeof change === 'function' ? await change(world, keep) : change,
  );
  const secrets = createSecretStore(given.secrets);
  if (given.storage) secrets.before = given.storage;
  const instance = await startInstance({
    function: subject.name,
    artifact: builtArtifact(subject.name, combination.target),
    target: combination.target,
    toolbelt: combination.toolbelt,
    // Whatever a function might ever log is looked at.
    env: { LOG_LEVEL: 'debug', ...given.env },
    secrets,
    allowlist: given.allowlist,
    killAfterMs: KILL_AFTER_MS,
    isolate: process.env.LP_NODE ? 'process' : isolate,
  });
  context.onTestFinished(async () => void (await instance.stop()));

  const runs: Run[] = [];
  const requests = () => servers.flatMap((server) => server.requests);
  return {
    world,
    given,
    instance,
    servers,
    requests,
    async invoke(payload = given.payload) {
      const run = await instance.invoke(payload);
      runs.push(run);
      return run;
    },
    async end() {
      const exit = await instance.stop({ lingerMs: LINGER_MS });
      expect(exit, 'a timer or a socket was left behind').toEqual({ byItself: true, code: 0, signal: null });
      expectOneAnswerEach(runs, combination);
      const credentials = [
        ...[...Object.values(given.secrets), ...secrets.values.values()].flatMap(credentialsOfSecret),
        ...requests().flatMap(credentialsOfRequest),
        ...servers.flatMap(minted),
      ];
      expect(findLeaks(JSON.stringify(runs) + instance.output(), credentials)).toEqual([]);
    },
  };
}

/** Those that the function refused at once, and those that took their time. */
function expectOneAnswerEach(runs: readonly Run[], combination: Combination): void {
  for (const run of runs) {
    expect(run.callbacks).toBe(isV1(combination) ? 1 : 0);
    expect(run.keptLogs).toEqual(run.logs);
  }
}

/** The tokens that an authorization server has given out. */
function minted(server: LoopbackServer): readonly string[] {
  return 'minted' in server ? (server.minted as string[]) : [];
}
