import { runCommand } from './run-command';

export const QEMU = 'qemu-system-x86_64';
/** The first QEMU that emulates the 82576 with its virtual functions. */
export const OLDEST_QEMU = 8;

/** The version in the first line of `qemu-system-x86_64 --version`, for example `10.0.2`. */
export const parseQemuVersion = (text: string): string | undefined =>
  /version (\d+\.\d+\.\d+)/.exec(text)?.[1];

export const isRecent = (version: string): boolean => Number(version.split('.')[0]) >= OLDEST_QEMU;

/** Version of the QEMU on this machine's path; undefined where there is none. */
export async function qemuVersion(): Promise<string | undefined> {
  return parseQemuVersion((await runCommand(QEMU, ['--version'])).stdout);
}
