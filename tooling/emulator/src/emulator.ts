import { type Account, type AccountOptions, createAccount } from './account/account.ts';
import { NotInvocable } from './account/launcher.ts';
import { type Door, openDoor } from './doors/door.ts';
import type { Target } from './instance/workspace.ts';
import { createManagementV1 } from './management/v1.ts';
import { createManagementV2 } from './management/v2.ts';
import { createScheduler, type Schedule, type Scheduler } from './schedules/scheduler.ts';
import { openState, type StateOptions } from './state/state.ts';

export interface EmulatorOptions extends Omit<AccountOptions, 'state'> {
  /** Where the state is kept. @default a temporary folder that ends with the emulator */
  statePath?: StateOptions['path'];
  /** V1's port; V2's is the next one. 0 takes free ones. */
  port: number;
  /** Hears what a developer should know of schedules. */
  onSchedule?(schedule: Schedule, text: string): void;
}

/** One account of the platform on this machine, with a door for each generation. */
export interface Emulator {
  readonly account: Account;
  readonly scheduler: Scheduler;
  readonly doors: Record<Target, Door>;
  stop(): Promise<void>;
}

/** @throws the system's error when a port is taken */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { port, statePath, onSchedule = () => {} } = options;
  const state = openState({ path: statePath });
  const account = createAccount({ ...options, state });
  const scheduler = createScheduler({
    records: state.records,
    say: onSchedule,
    run: async (schedule) => {
      const { target, function: name, payload } = schedule;
      const deployment = account.deployed(target).find((candidate) => candidate.name === name);
      if (!deployment) return true;
      try {
        const { answer } = await account.invoke(
          deployment,
          { headers: [], payload },
          { trigger: 'schedule' },
        );
        return answer.error !== undefined;
      } catch (error) {
        if (!(error instanceof NotInvocable)) throw error;
        onSchedule(schedule, `cannot run: ${error.message}`);
        return true;
      }
    },
  });
  const stopAll = async (doors: readonly Door[]) => {
    scheduler.stop();
    await Promise.all(doors.map((door) => door.stop()));
    await account.stop();
    await state.close();
  };
  const doors: Door[] = [];
  try {
    const shared = { account, scheduler };
    const managementV1 = createManagementV1(shared);
    const managementV2 = createManagementV2(shared);
    for (const target of ['v1', 'v2'] as const) {
      for (const { name } of account.deployed(target)) scheduler.restore(target, name);
    }
    const v1 = await openDoor({ ...shared, target: 'v1', port, management: managementV1 });
    doors.push(v1);
    const v2 = await openDoor({
      ...shared,
      target: 'v2',
      port: port === 0 ? 0 : port + 1,
      management: managementV2,
    });
    doors.push(v2);
    return { account, scheduler, doors: { v1, v2 }, stop: () => stopAll(doors) };
  } catch (error) {
    await stopAll(doors);
    throw error;
  }
}
