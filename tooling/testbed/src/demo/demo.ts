import {
  createSecretStore,
  type Instance,
  type LoopbackServer,
  startInstance,
  type Target,
} from '@lp-functions/emulator';
import { credentialsOfRequest, credentialsOfSecret, findLeaks } from '../index.ts';
import type { Chapter, Facts, Step } from './chapter.ts';
import { CHAPTERS } from './chapters/index.ts';
import { createPage } from './page.ts';
import { type DemoServers, startDemoServers } from './servers.ts';
import { type ChapterResult, summaryTable } from './summary.ts';

export interface DemoOptions {
  write(text: string): void;
  /** @default false */
  isStyled?: boolean;
  /** @default both */
  targets?: readonly Target[];
  /** @default all */
  chapters?: readonly Chapter[];
  /** @default the repository's `dist` */
  distDir?: string;
}

/**
 * Runs the built functions against real servers on loopback and tells what happens.
 * @returns the exit code: 0 when every run was as expected and nothing secret was printed
 */
export async function runDemo({
  write,
  isStyled = false,
  targets = ['v1', 'v2'],
  chapters = CHAPTERS,
  distDir,
}: DemoOptions): Promise<number> {
  const startedAt = performance.now();
  const servers = await startDemoServers();
  let printed = '';
  const page = createPage((text) => {
    printed += text;
    write(text);
  }, isStyled);
  const credentials: string[] = [];
  const results: ChapterResult[] = [];
  try {
    for (const target of targets) {
      for (const chapter of chapters) {
        results.push(await tell(chapter, target, { servers, page, credentials, distDir }));
      }
    }
  } finally {
    await Promise.all(allOf(servers).map(([, server]) => server.stop()));
  }

  const leaks = findLeaks(printed, [...credentials, ...servers['token server'].minted]);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  const steps = results.reduce((sum, result) => sum + result.steps, 0);
  page.line(`\n${summaryTable(results)}`);
  const secs = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const isGood = failed === 0 && leaks.length === 0 && steps > 0;
  page.result(
    `${steps - failed} of ${steps} runs as expected, ${leaks.length} credentials printed, in ${secs} s`,
    isGood,
  );
  return isGood ? 0 : 1;
}

interface Stage {
  servers: DemoServers;
  page: ReturnType<typeof createPage>;
  /** Collects what must not be printed. */
  credentials: string[];
  distDir: string | undefined;
}

async function tell(chapter: Chapter, target: Target, stage: Stage): Promise<ChapterResult> {
  const { env, secrets, steps } = await chapter.arrange(stage.servers, target);
  const name = chapter.function;
  stage.page.chapter(`${target.toUpperCase()} ${name}`, chapter.about, env, Object.keys(secrets));
  const store = createSecretStore(secrets);
  const instance = await startInstance({
    function: name,
    target,
    env,
    secrets: store,
    distDir: stage.distDir,
  });
  const result = {
    function: name,
    about: chapter.about,
    target,
    steps: 0,
    failed: 0,
    requests: 0,
    durationMs: 0,
  };
  try {
    for (const step of steps) {
      const { facts, failure } = await show(step, instance, stage);
      result.steps += 1;
      result.failed += failure === undefined ? 0 : 1;
      result.requests += facts.requests.length;
      result.durationMs += facts.run.durationMs;
      stage.credentials.push(
        ...[...Object.values(secrets), ...store.values.values()].flatMap(credentialsOfSecret),
        ...facts.requests.flatMap(credentialsOfRequest),
      );
    }
  } finally {
    await instance.stop();
  }
  return result;
}

async function show(
  step: Step,
  instance: Instance,
  { servers, page }: Stage,
): Promise<{ facts: Facts; failure: string | undefined }> {
  const before = allOf(servers).map(([, { requests }]) => requests.length);
  step.before?.();
  const startedAt = Date.now();
  const run = await instance.invoke(step.payload);
  const made = allOf(servers)
    .flatMap(([server, { requests }], index) =>
      requests.slice(before[index]).map((request) => ({ server, request })),
    )
    .sort((a, b) => a.request.at - b.request.at);
  const facts = { run, requests: made.map(({ request }) => request), secrets: instance.secrets };
  let note: string | undefined;
  let failure: string | undefined;
  try {
    note = await step.expect(facts);
  } catch (error) {
    failure = (error as Error).message;
  }
  page.step({ title: step.title, payload: step.payload, run, requests: made, startedAt, note, failure });
  return { facts, failure };
}

const allOf = (servers: DemoServers): [string, LoopbackServer][] => Object.entries(servers);
