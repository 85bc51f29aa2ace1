import { type SecretOperation, secretFailure } from '@lp-functions/emulator';
import { expect } from 'vitest';
import { expectOutcome, fails } from './expected.ts';
import type { Subject } from './subject.ts';
import { type Row, story, table, touchesNothing } from './table.ts';

/** A payload that a function refuses, with words that its message has to mention. */
export interface Refusal {
  payload: unknown;
  mentions: string[];
  /** @default 'INPUT_INVALID' */
  code?: string;
}

export interface Demands {
  /** Variables it cannot do without. */
  variables: readonly string[];
  /** Variables with values that it refuses. */
  malformed: Record<string, string>;
  /** Secrets it cannot do without. */
  secrets: readonly string[];
  refused: readonly Refusal[];
  /** How it reports that something went wrong with a secret. @default `fails` */
  failing?: typeof fails;
}

/** Wrong whatever the function is. */
const NO_PAYLOADS: readonly Refusal[] = [
  { payload: 'no JSON', mentions: ['payload', 'object'] },
  { payload: '["an array"]', mentions: ['payload', 'object'] },
  { payload: ['an array'], mentions: ['payload', 'object'] },
  { payload: 7, mentions: ['payload', 'object'] },
  { payload: { wakeup: true }, mentions: ['wakeup', 'not a known field'] },
];

/** What the variables that every function has refuse. */
const MALFORMED = {
  REQUEST_TIMEOUT_MS: 'ten seconds',
  DEADLINE_MS: '30000',
  LOG_LEVEL: 'verbose',
  ALLOWED_ORIGINS: 'http://api.example.com',
};

/** What every function does alike. */
export function everyFunction<World>(
  subject: Subject<World>,
  { variables, malformed, secrets, refused, failing = fails }: Demands,
): void {
  story('answers a warmer and touches nothing', subject, async (start) => {
    // Not even a variable is looked at.
    const stage = await start({ env: { DEADLINE_MS: 'soon' } });
    for (const payload of [{ wakeUp: true }, '{"wakeUp":true}']) {
      const run = await stage.invoke(payload);
      expect(run.result).toEqual({ awake: true });
      touchesNothing(stage, run);
    }
    await stage.end();
  });

  story('refuses wrong payloads and touches nothing', subject, async (start) => {
    const stage = await start();
    for (const { payload, mentions, code = 'INPUT_INVALID' } of [...NO_PAYLOADS, ...refused]) {
      const run = await stage.invoke(payload);
      expectOutcome(run, fails(code, ...mentions));
      touchesNothing(stage, run);
    }
    await stage.end();
  });

  table(subject, [
    ...variables.map(
      (name): Row<World> => ({
        name: `names the variable ${name} when it is missing`,
        change: { env: { [name]: undefined } },
        expected: fails('CONFIG_INVALID', name),
        also: touchesNothing,
      }),
    ),
    {
      name: 'names every variable that is malformed',
      change: { env: { ...MALFORMED, ...malformed } },
      expected: fails('CONFIG_INVALID', ...Object.keys({ ...MALFORMED, ...malformed })),
      also: touchesNothing,
    },
    ...secrets.map(
      (name): Row<World> => ({
        name: `names the secret ${name} when it is missing`,
        change: { secrets: { [name]: undefined } },
        expected: failing('SECRET_NOT_FOUND', name, 'create'),
        also: ({ requests }) => expect(requests()).toEqual([]),
      }),
    ),
    {
      name: 'fails when the secret storage does',
      change: async (world) => {
        const { secrets: values } = await subject.given(world);
        // Its message tells what it should not.
        const storage = (_: SecretOperation, name: string) => {
          throw secretFailure('op-failed', `cannot read ${name}: ${JSON.stringify(values[name])}`);
        };
        return { secrets: values, storage };
      },
      expected: failing('SECRET_READ_FAILED', 'com.liveperson.faas.secret.op-failed'),
      also: ({ requests }) => expect(requests()).toEqual([]),
    },
  ]);
}
