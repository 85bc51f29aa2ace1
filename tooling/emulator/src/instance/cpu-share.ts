import { readdirSync, readFileSync } from 'node:fs';

/** The platform hands out processor time by the tenth of a second, as Linux does for containers. */
const PERIOD_MS = 100;
const EVERY_MS = 2;

export interface CpuShare {
  stop(): void;
}

/**
 * Holds a process to a share of one processor: stopped when it has used up its part of a period, continued
 * when the next one begins. What it used too much it gives back. Linux tells how much that is; elsewhere the
 * process just runs for its part of each period.
 * @param share e.g. 0.083 as on V2
 */
export function holdToShare(pid: number, share: number): CpuShare {
  const budgetMs = share * PERIOD_MS;
  let periodStart = performance.now();
  let usedBefore = cpuMs(pid) ?? 0;
  let debtMs = 0;
  let isStopped = false;
  const timer = setInterval(() => {
    const now = performance.now();
    const cpu = cpuMs(pid);
    const usedMs = cpu === undefined ? now - periodStart : cpu - usedBefore;
    if (now - periodStart >= PERIOD_MS) {
      const periods = Math.floor((now - periodStart) / PERIOD_MS);
      debtMs = Math.max(0, debtMs + (cpu === undefined ? 0 : usedMs) - budgetMs * periods);
      periodStart += periods * PERIOD_MS;
      usedBefore = cpu ?? 0;
      if (isStopped && debtMs < budgetMs) isStopped = !signal(pid, 'SIGCONT');
    } else if (!isStopped && usedMs + debtMs >= budgetMs) {
      isStopped = signal(pid, 'SIGSTOP');
    }
  }, EVERY_MS).unref();
  return {
    stop() {
      clearInterval(timer);
      if (isStopped) signal(pid, 'SIGCONT');
    },
  };
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGCONT'): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    // It has ended.
    return false;
  }
}

/** Processor time of all threads, in milliseconds; nothing where the system does not tell. */
function cpuMs(pid: number): number | undefined {
  try {
    const tasks = `/proc/${pid}/task`;
    return readdirSync(tasks).reduce(
      (sum, task) => sum + Number(readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
      0,
    );
  } catch {
    return undefined;
  }
}
