import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/**
 * Which process listens on a port of this machine, as far as the system tells: Linux does, and only of the
 * user's own.
 */
export function ownerOfPort(port: number): { pid: number; command: string } | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listenersIn(table, port)));
  if (inodes.size === 0) return undefined;
  const pid = readdirSafely('/proc').find(
    (entry) => /^\d+$/.test(entry) && socketsOf(entry).some((inode) => inodes.has(inode)),
  );
  if (pid === undefined) return undefined;
  const command = readSafely(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  return { pid: Number(pid), command };
}

const LISTENING = '0A';

function listenersIn(table: string, port: number): string[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  return readSafely(table)
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const fields = line.trim().split(/\s+/);
      const isIt = fields[1]?.endsWith(`:${hex}`) && fields[3] === LISTENING;
      return isIt && fields[9] !== undefined ? [fields[9]] : [];
    });
}

function socketsOf(pid: string): string[] {
  const folder = `/proc/${pid}/fd`;
  return readdirSafely(folder).flatMap((fd) => {
    try {
      return /^socket:\[(\d+)\]$/.exec(readlinkSync(`${folder}/${fd}`))?.[1] ?? [];
    } catch {
      return [];
    }
  });
}

function readSafely(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function readdirSafely(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
