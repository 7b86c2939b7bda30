import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'bulkhead-igb-';
/** A UNIX socket's path may have 107 bytes; the longest name in the folder has less than 20. */
const LONGEST = 80;

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Folders that killed runs could not remove; the name of each tells whose it is. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^bulkhead-igb-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && isGone(Number(pid)))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** A new private folder for the sockets and logs of one machine. */
export function machineFolder(): string {
  const parent = Buffer.byteLength(tmpdir()) <= LONGEST - PREFIX.length - 15 ? tmpdir() : '/tmp';
  removeAbandoned(parent);
  return mkdtempSync(join(parent, `${PREFIX}${process.pid}-`));
}
