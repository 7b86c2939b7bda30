import { setTimeout } from 'node:timers/promises';
import { startEmulatedMachine, type EmulatedMachine } from '../../target/igb/emulated-machine';
import { resumeKept } from '../../target/igb/kept-boot';
import { setUpIgb } from '../../target/igb/set-up-igb';
import { connectToAgent } from '../../target/linux/agent-machine';
import type { Bench, Pace } from '../../target/linux/bench';
import { LinuxSession } from '../../target/linux/linux-session';
import { Compromised, type Machine } from '../../target/linux/machine';
import { probeSubject } from '../../target/linux/probe';
import { probeAbilities } from '../../target/linux/probe-abilities';
import { streamOutside } from '../../target/linux/traffic/stream-outside';
import { Traffic } from '../../target/linux/traffic/traffic';
import { linuxWatch } from '../../target/linux/watch/linux-watch';
import type { Opened } from './session-keeper';

/** The emulated adapter's PF in its machine. */
const PF = 'eth0';
/**
 * Instruction by instruction a copy takes its time; with a processor's help it is there at once. Between two frames that
 * belong together 36 ms were the longest silence of 439, in bursts on a busy machine; half of them took 0.1 ms.
 */
const PACES: Readonly<Record<EmulatedMachine['accelerator'], Pace>> = {
  tcg: { gap: 1, quiet: 60, longest: 3000, carrier: 15_000 },
  kvm: { gap: 1, quiet: 40, longest: 2000, carrier: 15_000 },
};

/** Milliseconds by which boots begin after one another: all at once, no machine would act soon. */
const STAGGER = 5000;

/** One machine of a run. */
export interface Start {
  readonly run: number;
  /** How many others are started at the same time, before this one. */
  readonly turn: number;
  /** It boots, also where a boot was kept. */
  readonly boot: boolean;
}

/** Starts an emulated machine and finds the adapter in it. @throws Error in one sentence. */
export async function openIgb({ run, turn, boot }: Start, say: (sentence: string) => void): Promise<Opened> {
  const setup = await setUpIgb(say);
  if (setup.kind === 'missing') throw new Compromised(setup.sentence);
  const kept = boot ? undefined : await resumeKept(setup, say);
  if (kept === undefined) await setTimeout(turn * STAGGER);
  const emulated = kept ?? (await startEmulatedMachine({ setup }));
  try {
    const machine = await connectToAgent(emulated.channel, 'the emulated machine', () => emulated.stop());
    const started = kept === undefined ? 'by a boot' : 'from a kept boot';
    say(
      `The emulated machine is ready after ${emulated.bootSeconds} s (started ${started}; QEMU ${setup.qemu.version}, ${emulated.accelerator}, kernel ${machine.versions['kernel']}).`,
    );
    const bench = await benchOf(emulated, machine, started);
    return { session: sessionOf(bench, run), close: () => machine.close() };
  } catch (error) {
    await emulated.stop();
    throw error;
  }
}

export const sessionOf = (bench: Bench, run: number): LinuxSession =>
  new LinuxSession(bench, new Traffic(bench, run), linuxWatch(bench));

async function benchOf(emulated: EmulatedMachine, machine: Machine, started: string): Promise<Bench> {
  const setLink = async (up: boolean): Promise<void> => {
    await emulated.qmp('set_link', { name: 'wire', up });
  };
  const subject = await probeSubject(machine, PF);
  const pace = PACES[emulated.accelerator];
  return {
    machine,
    subject,
    outside: streamOutside(emulated.outside, setLink),
    lacks: await probeAbilities(machine, subject, pace.carrier),
    pace,
    name: 'igb',
    versions: { ...emulated.versions, ...machine.versions, accelerator: emulated.accelerator, started },
  };
}
