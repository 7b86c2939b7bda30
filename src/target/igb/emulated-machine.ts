import { readFileSync, rmSync } from 'node:fs';
import type { Duplex } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';

import type { Json } from '../../terms/json';
import { closeDoors, connections, openDoors, type Connections, type Doors } from './connections';
import { machineFolder } from './machine-folder';
import { prepareMachine, type MachineOptions } from './prepare-machine';
import { qemuArguments, type Accelerator } from './qemu';
import { QemuGone } from './qmp';
import { startQemu, type QemuProcess } from './qemu-process';
import type { SshAccess } from './ssh-access';
import type { WireEnd } from './wire-end';

export interface EmulatedMachineOptions extends MachineOptions {
  /** Milliseconds until the agent's first line. */
  readonly deadline?: number;
}

export interface EmulatedMachine {
  /** Bytes to and from the agent. What is read first is the agent's first line, though the boot has awaited it already. */
  readonly channel: Duplex;
  /** The adapter's wire. With `ssh` the other end is `outside0`, and what is sent here is sent to the adapter between. */
  readonly outside: WireEnd;
  /** QEMU's control, for example `set_link` with `{ name: 'wire', up: false }`; the adapter's device id is `pf`. */
  qmp(command: string, args?: Readonly<Record<string, Json>>): Promise<Json>;
  /** What the guest's kernel and its first process have printed. */
  console(): string;
  readonly versions: Readonly<Record<string, string>>;
  /** What QEMU runs the guest with; emulation is some ten times slower. */
  readonly accelerator: Accelerator;
  readonly ssh: SshAccess | undefined;
  /** Seconds from the start to the agent's first line. */
  readonly bootSeconds: number;
  /** QEMU's process. */
  readonly pid: number;
  /** How QEMU ended, in words, also when it ended by itself. Never rejects. */
  readonly exited: Promise<string>;
  /** Ends QEMU and removes all that it left. May be called again. */
  stop(): Promise<void>;
}

const BOOT_DEADLINE = 90_000;
/** Lines of the console that an error shows. */
const LAST_LINES = 8;

/**
 * Boots the emulated machine, or resumes one that was kept; agent, control and wire are connected when it resolves.
 *
 * @throws Error when QEMU ends or the agent has not spoken within the deadline, with the console's last lines.
 */
export async function startEmulatedMachine(options: EmulatedMachineOptions): Promise<EmulatedMachine> {
  const folder = machineFolder();
  const clean = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  const forget = (): void => {
    process.off('exit', clean);
    clean();
  };
  try {
    return await boot(options, folder, forget);
  } catch (error) {
    forget();
    throw error;
  }
}

async function boot(
  options: EmulatedMachineOptions,
  folder: string,
  forget: () => void,
): Promise<EmulatedMachine> {
  const started = performance.now();
  const { qemu, ssh } = await prepareMachine(options, folder);
  const doors = await openDoors(qemu);
  const running = startQemu(options.setup.qemu.program, qemuArguments(qemu));
  const printed = consoleIn(qemu.console);
  const open = await connected(running, doors, printed, options);
  rmSync(qemu.initrd);
  return {
    channel: open.channel,
    outside: open.outside,
    qmp: (command, args) => open.control.execute(command, args),
    console: printed,
    versions: { qemu: options.setup.qemu.version, ...options.setup.image.versions },
    accelerator: (await usesKvm(open)) ? 'kvm' : 'tcg',
    ssh,
    bootSeconds: Math.round((performance.now() - started) / 10) / 100,
    pid: running.pid,
    exited: running.exited,
    stop: () => stop(running, open, printed, forget),
  };
}

/** QEMU falls back to emulation by itself, so it is asked what became of it. */
async function usesKvm({ control }: Connections): Promise<boolean> {
  const answer = await control.execute('query-kvm');
  return (answer as { readonly enabled?: Json }).enabled === true;
}

/** The connections, unless QEMU ends or the time is over before; then QEMU is ended. */
async function connected(
  qemu: QemuProcess,
  doors: Doors,
  printed: () => string,
  { deadline = BOOT_DEADLINE, incoming }: EmulatedMachineOptions,
): Promise<Connections> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const sentence = `the emulated machine was not ready within ${deadline / 1000} s`;
    timer = setTimeout(() => reject(new Error(sentence)), deadline);
  });
  const ended = qemu.exited.then((how): never => {
    throw new Error(how);
  });
  try {
    return await Promise.race([connections(doors, incoming !== undefined), ended, late]);
  } catch (error) {
    const why = await reasonOf(error as Error, qemu);
    qemu.kill();
    closeDoors(doors);
    await qemu.exited;
    const last = printed().trim().split('\n').slice(-LAST_LINES).join(' / ');
    throw new Error(`${why}; the console's last lines: ${last || '(none)'}`);
  } finally {
    clearTimeout(timer);
  }
}

/** Milliseconds that a QEMU which has hung up takes to end. */
const ENDING = 1000;

/** QEMU's own last words where it has gone by itself. */
const reasonOf = async (error: Error, { exited }: QemuProcess): Promise<string> =>
  error instanceof QemuGone ? Promise.race([exited, after(ENDING, error.message)]) : error.message;

/** Reads the console's file; what was there last stays when the file is gone. */
function consoleIn(file: string): () => string {
  let last = '';
  return () => {
    try {
      last = readFileSync(file, 'utf8').replaceAll('\r', '');
    } catch {
      // Not written yet, or removed after the end.
    }
    return last;
  };
}

async function stop(
  qemu: QemuProcess,
  open: Connections,
  printed: () => string,
  forget: () => void,
): Promise<void> {
  qemu.kill();
  await qemu.exited;
  open.close();
  printed();
  forget();
}
