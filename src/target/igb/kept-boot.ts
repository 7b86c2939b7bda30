import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { connectToAgent } from '../linux/agent-machine';
import { accelerator } from './accelerator';
import { cacheFolder } from './cache-folder';
import { startEmulatedMachine, type EmulatedMachine } from './emulated-machine';
import { makeFolder, wholeFolder, type Manifest } from './kept-folder';
import { machineIdentity } from './prepare-machine';
import type { Log, Setup } from './setup-result';

/** A machine as it stood after its boot: agent ready, PF up with carrier, no VF enabled. */
export interface KeptBoot {
  /** QEMU's own format. */
  readonly file: string;
  /** Seconds that the boot took. */
  readonly bootSeconds: number;
}

const FOLDER = 'booted';
const STATE = 'state';
/** Milliseconds. */
const CARRIER = 15_000;
const RESUME_DEADLINE = 20_000;

/** The boot that was kept of just such a machine; undefined where there is none. */
export async function keptBoot(setup: Setup, cache = cacheFolder()): Promise<KeptBoot | undefined> {
  if (accelerator() !== 'tcg') return undefined;
  const folder = join(cache, FOLDER);
  const manifest = await wholeFolder(folder, machineIdentity(setup, 'tcg'));
  return manifest && keptIn(folder, manifest);
}

/**
 * Boots the machine once and keeps it, unless that was done before. Only where QEMU emulates the processor, which makes a
 * boot take seconds; a boot that cannot be kept is no mistake, for machines can boot each time.
 */
export async function keepBoot(setup: Setup, log: Log, cache = cacheFolder()): Promise<KeptBoot | undefined> {
  if (accelerator() !== 'tcg') return undefined;
  const kept = await keptBoot(setup, cache);
  if (kept !== undefined) return kept;
  log(`Booting the emulated machine once, and keeping it in ${cache} for all that follow (130 MB).`);
  const folder = join(cache, FOLDER);
  try {
    const made = await makeFolder(folder, machineIdentity(setup, 'tcg'), async (scratch) => ({
      bootSeconds: await bootInto(setup, join(scratch, STATE)),
    }));
    return keptIn(folder, made);
  } catch (error) {
    log(`Its boot could not be kept (${(error as Error).message}); machines will boot each time.`);
    return undefined;
  }
}

/**
 * A machine that goes on where a boot was kept; undefined where none is kept. One that cannot be resumed is thrown away, and
 * the reason told.
 */
export async function resumeKept(
  setup: Setup,
  log: Log,
  cache = cacheFolder(),
): Promise<EmulatedMachine | undefined> {
  const kept = await keptBoot(setup, cache);
  if (kept === undefined) return undefined;
  try {
    return await startEmulatedMachine({ setup, incoming: kept.file, deadline: RESUME_DEADLINE });
  } catch (error) {
    rmSync(join(cache, FOLDER), { recursive: true, force: true });
    log(`The boot that was kept cannot be resumed (${(error as Error).message}); the machine boots.`);
    return undefined;
  }
}

const keptIn = (folder: string, { facts }: Manifest): KeptBoot => ({
  file: join(folder, STATE),
  bootSeconds: (facts as { readonly bootSeconds: number }).bootSeconds,
});

async function bootInto(setup: Setup, file: string): Promise<number> {
  const emulated = await startEmulatedMachine({ setup, accelerator: 'tcg' });
  const machine = await connectToAgent(emulated.channel, 'the emulated machine', () => emulated.stop());
  try {
    const [carrier] = await machine.run([{ kind: 'wait-carrier', interface: 'eth0', within: CARRIER }]);
    if (carrier?.ok === false) throw new Error(carrier.words);
    await save(emulated, file);
    return emulated.bootSeconds;
  } finally {
    await machine.close();
  }
}

/** @throws Error with QEMU's reason. */
async function save(machine: EmulatedMachine, file: string): Promise<void> {
  await machine.qmp('stop');
  await machine.qmp('migrate', { uri: `file:${file}` });
  for (;;) {
    const told = (await machine.qmp('query-migrate')) as {
      readonly status?: string;
      readonly 'error-desc'?: string;
    };
    if (told.status === 'completed') return;
    if (told.status === 'failed' || told.status === 'cancelled')
      throw new Error(told['error-desc'] ?? `QEMU says ${told.status}`);
    await setTimeout(20);
  }
}
