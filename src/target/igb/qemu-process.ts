import { spawn } from 'node:child_process';

export interface QemuProcess {
  readonly pid: number;
  /** How it ended, with its own last words. Never rejects. */
  readonly exited: Promise<string>;
  kill(): void;
}

const LAST_WORDS = 2000;

/**
 * QEMU as a child that cannot outlive this process: the kernel kills it when the parent dies for whatever reason
 * (`setpriv --pdeathsig`, which replaces itself by QEMU and so keeps the process id). In a session of its own, so that an
 * interrupt at the terminal reaches the kit alone, which then decides what is still to be done.
 */
export function startQemu(program: string, args: readonly string[]): QemuProcess {
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', program, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const kill = (): void => void child.kill('SIGKILL');
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => (words = (words + chunk.toString('utf8')).slice(-LAST_WORDS)));
  process.once('exit', kill);
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(`QEMU could not be started: ${error.message}`));
    child.once('close', (code, signal) => resolve(ending(code, signal, words)));
  });
  void exited.then(() => process.off('exit', kill));
  return { pid: child.pid ?? 0, exited, kill };
}

function ending(code: number | null, signal: string | null, words: string): string {
  const how = signal === null ? `QEMU ended with ${code}` : `QEMU was ended by ${signal}`;
  return words.trim() === '' ? how : `${how}: ${words.trim()}`;
}
