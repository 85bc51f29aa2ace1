import { readFileSync } from 'node:fs';

const PAGE_BYTES = 4_096;
const EVERY_MS = 25;

/**
 * Follows the memory of a process as long as runs are on. Linux alone tells it; elsewhere V8's heap limit
 * remains.
 */
export interface MemoryWatch {
  start(): void;
  pause(): void;
  /** Highest since the last call of `start`, in bytes; 0 when unknown. */
  readonly peakBytes: number;
}

/** @param onExcess called once, when the process is above `limitBytes` */
export function watchMemory(pid: number, limitBytes: number, onExcess: () => void): MemoryWatch {
  let timer: NodeJS.Timeout | undefined;
  let peakBytes = 0;
  let isOver = false;
  const look = () => {
    const bytes = residentBytes(pid);
    peakBytes = Math.max(peakBytes, bytes);
    if (isOver || bytes <= limitBytes) return;
    isOver = true;
    onExcess();
  };
  return {
    start() {
      peakBytes = 0;
      timer ??= setInterval(look, EVERY_MS).unref();
    },
    pause() {
      clearInterval(timer);
      timer = undefined;
    },
    get peakBytes() {
      return peakBytes;
    },
  };
}

function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
  } catch {
    // It has ended, or this is no Linux.
    return 0;
  }
}
