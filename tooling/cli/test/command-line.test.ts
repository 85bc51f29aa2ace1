import { expect, it } from 'vitest';
import { completionScript } from '../src/completion.ts';
import { faultPlan } from '../src/options/faults.ts';
import { createProgram } from '../src/program.ts';

it('says in its help what a day with it looks like', () => {
  let help = '';
  const program = createProgram().configureOutput({ writeOut: (text) => (help += text) });
  program.outputHelp();

  for (const text of ['lp dev', 'lp invoke', 'lp secret set', 'lp schedule list', 'pnpm dev']) {
    expect(help).toContain(text);
  }
});

it.each(['bash', 'zsh', 'fish'] as const)('completes commands and options in %s', (shell) => {
  const script = completionScript(createProgram(), shell);

  for (const word of ['invoke', 'schedule', 'persist-to', 'import']) expect(script).toContain(word);
});

it('reads faults as a person writes them', () => {
  expect(faultPlan({})).toBeUndefined();
  expect(
    faultPlan({
      fail: ['secrets:20%', 'api.example.com=503', '*.example.com=reset:10%'],
      latency: 5,
      seed: 9,
    }),
  ).toMatchObject({
    seed: 9,
    secrets: 0.2,
    latencyMs: 5,
    hosts: [
      { host: 'api.example.com', kind: 'status', status: 503, share: 1 },
      { host: '*.example.com', kind: 'reset', share: 0.1 },
    ],
  });
  for (const fail of ['api.example.com', 'secrets:120%', 'a=teapot']) {
    expect(() => faultPlan({ fail: [fail] })).toThrow(/is no (fault|share)/);
  }
});
