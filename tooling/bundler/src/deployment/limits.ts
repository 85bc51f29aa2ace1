import type { Problem } from '../problem.ts';
import { TARGETS, type Target } from '../target.ts';
import type { NamedSettings } from './read.ts';

/** What a generation takes. Sizes are in characters. */
export interface Limits {
  variables: number;
  variableName: number;
  variableValue: number;
  /** Of the payload's JSON. */
  schedulePayload: number;
  schedulesOfAccount: number;
  functionsOfAccount: number;
}

export const LIMITS: Record<Target, Limits> = {
  v1: {
    variables: Number.POSITIVE_INFINITY,
    variableName: 200,
    variableValue: 200,
    schedulePayload: 8_000,
    schedulesOfAccount: 10,
    functionsOfAccount: Number.POSITIVE_INFINITY,
  },
  v2: {
    variables: 512,
    variableName: 200,
    variableValue: 1_024,
    schedulePayload: 15_000,
    schedulesOfAccount: 50,
    functionsOfAccount: 50,
  },
};

interface Sized {
  rule: string;
  what: string;
  characters: number;
  limit: 'variableValue' | 'schedulePayload';
}

/** What a generation that the deployment is built for would not take. */
export function problemsOfLimits({ environment, schedule, targets, place }: NamedSettings): Problem[] {
  const sized: Sized[] = [
    ...Object.entries(environment).map(
      ([name, { length }]): Sized => ({
        rule: 'environment',
        what: name,
        characters: length,
        limit: 'variableValue',
      }),
    ),
    {
      rule: 'schedule',
      what: 'schedule.payload as JSON',
      characters: JSON.stringify(schedule?.payload ?? {}).length,
      limit: 'schedulePayload',
    },
  ];
  return targets.flatMap((target) =>
    sized
      .filter(({ characters, limit }) => characters > LIMITS[target][limit])
      .map(({ rule, what, characters, limit }) => ({
        file: place,
        rule,
        found: `${what} has ${characters} characters; ${target} takes ${LIMITS[target][limit]}`,
        remedy: remedyFor(characters, limit),
      })),
  );
}

function remedyFor(characters: number, limit: Sized['limit']): string {
  const [fitting] = TARGETS.filter((target) => characters <= LIMITS[target][limit]);
  return fitting === undefined
    ? 'shorten it'
    : `shorten it, or build for ${fitting} only with "targets": ["${fitting}"]`;
}
