import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Chapter } from '../../testbed/src/demo/chapter.ts';
import { contextGet, contextSave } from '../../testbed/src/demo/chapters/context.ts';
import { runDemo } from '../../testbed/src/demo/demo.ts';

const MAIN = fileURLToPath(new URL('../../testbed/src/demo/main.ts', import.meta.url));
const FUNCTIONS = ['oauth1_post', 'client_credentials', 'refresh_scheduler', 'context_save', 'context_get'];
const TIMEOUT_MS = 180_000;

/** The demo as `pnpm demo` starts it, without a terminal. */
async function start(): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => {
    child.once('close', resolve);
  });
  return { code, output };
}

/** A folder of artifacts in which `context_get` does something else. */
function distWith(lambda: string): string {
  const dist = mkdtempSync(join(tmpdir(), 'lp-demo-'));
  onTestFinished(() => rmSync(dist, { recursive: true }));
  const folder = join(dist, 'v2', 'functions', 'context_get');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'index.js'),
    `import { Toolbelt } from "core-functions-toolbelt";\nasync function lambda() { ${lambda} }\n`,
  );
  return dist;
}

/** The demo of one function, in this process. */
async function tell(chapter: Chapter, distDir?: string) {
  let output = '';
  const code = await runDemo({
    write: (text) => {
      output += text;
    },
    targets: ['v2'],
    chapters: [chapter],
    distDir,
  });
  return { code, output };
}

it('shows all five functions on both targets and ends with 0', { timeout: TIMEOUT_MS }, async () => {
  const { code, output } = await start();

  expect(output).toMatch(/(\d+) of \1 runs as expected, 0 credentials printed/);
  for (const name of FUNCTIONS) {
    expect(output).toContain(`V1 ${name}`);
    expect(output).toContain(`V2 ${name}`);
  }
  expect(output.match(/✓ the (first|second|third) scheduled run/g)).toHaveLength(6);
  expect(output).not.toContain('✗');
  // No terminal, no colours.
  expect(output).not.toContain('\u001b');
  expect(code).toBe(0);
});

it('ends with 1 when a function does not do what is expected', { timeout: TIMEOUT_MS }, async () => {
  const { code, output } = await tell(contextGet, distWith('return {}'));

  expect(output).toContain('✗ everything that context_save kept');
  expect(output).toContain('0 of 2 runs as expected');
  expect(code).toBe(1);
});

it('ends with 1 when something secret is printed', { timeout: TIMEOUT_MS }, async () => {
  const easygoing: Chapter = {
    ...contextGet,
    arrange: async (servers, target) => ({
      ...(await contextGet.arrange(servers, target)),
      steps: [{ title: 'anything', expect: () => undefined }],
    }),
  };
  const lambda = `return (await Toolbelt.SecretClient().readSecret('mavenApiKey')).value`;

  const { code, output } = await tell(easygoing, distWith(lambda));

  expect(output).toContain('1 of 1 runs as expected, 1 credentials printed');
  expect(code).toBe(1);
});

it('ends with an error when there is no artifact', async () => {
  await expect(tell(contextSave, distWith(''))).rejects.toThrow(/context_save/);
});

it('uses colours when it is told to', { timeout: TIMEOUT_MS }, async () => {
  let output = '';
  const write = (text: string) => {
    output += text;
  };
  await runDemo({ write, isStyled: true, targets: ['v2'], chapters: [contextSave] });

  expect(output).toContain('\u001b[32m✓\u001b[39m');
});
