import { scheduleText } from './describe.ts';
import type { UploadPlan } from './plan.ts';

export interface StepOptions {
  /** Name of the vendor's tool on this machine. */
  command: string;
  deployed: boolean;
}

/** What a person still has to do: `lpf` can neither create secrets nor see which hosts are allowed. */
export function remainingSteps(
  { target, functions }: UploadPlan,
  { command, deployed }: StepOptions,
): string[] {
  const names = functions.map(({ entry }) => entry.function);
  const secrets = sorted(functions.flatMap(({ entry }) => entry.secrets));
  const hosts = sorted(functions.flatMap(({ entry }) => entry.hosts));
  const schedules = functions.flatMap(({ entry }) =>
    entry.schedule ? [{ ...entry, schedule: entry.schedule }] : [],
  );
  const steps = [
    secrets.length > 0 && [
      'Create the secrets that do not exist yet, in the console under Settings > Secrets. A function can only change',
      `those that exist: ${secrets.join(', ')}`,
    ],
    hosts.length > 0 && [
      'Allowlist the hosts that are not allowed yet, in the console under Settings > Allowlist, or with',
      `  ${command} add:domain ${hosts.map((host) => `"${host}"`).join(' ')}`,
    ],
    !deployed && [
      'Try the functions in the console, then put them into production with',
      `  pnpm upload --target ${target} --deploy ${names.join(' ')}`,
    ],
    ...schedules.map(({ function: name, schedule }) => [
      `Set the schedule of ${name} in the console under Schedules: ${scheduleText(schedule, target)}`,
      ...(target === 'v1' && schedule.payload === undefined
        ? [`  or, once it is deployed: ${command} create:schedule -f ${name} -c "${schedule.cron}"`]
        : []),
    ]),
  ].filter((step) => step !== false);
  if (steps.length === 0) return ['Nothing is left to do.'];
  return [
    'Left to do by a person:',
    ...steps.flatMap((lines, step) =>
      lines.map((line, index) => `${index === 0 ? `${step + 1}.` : '  '} ${line}`),
    ),
  ];
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
