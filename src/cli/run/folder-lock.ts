import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageMistake } from '../usage-mistake';

const FILE = 'running';

/**
 * Two runs into one folder would write one report of both. The process that holds a folder is named in a file; one that
 * was killed holds nothing.
 * @returns gives the folder back.
 * @throws UsageMistake while another run writes there.
 */
export function takeFolder(folder: string): () => void {
  const file = join(folder, FILE);
  if (!created(file)) {
    const holder = Number(readFileSync(file, 'utf8'));
    if (isAlive(holder))
      throw new UsageMistake(
        `the output folder ${folder} is in use: another run (process ${holder}) writes its results there; name another with --output, or wait`,
      );
    writeFileSync(file, `${process.pid}`);
  }
  const release = (): void => rmSync(file, { force: true });
  process.once('exit', release);
  return release;
}

function created(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
