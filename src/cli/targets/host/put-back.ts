import type { Machine, Step } from '../../../target/linux/machine';
import type { HostOptions } from '../target-options';
import { connectHost } from './connect-host';
import type { HostState } from './host-state';
import { readHost } from './read-host';
import { notPutBack, restoreSteps } from './restore';

/** A host that was looked at and may be touched. */
export interface PreparedHost {
  readonly machine: Machine;
  readonly state: HostState;
}

/** Milliseconds for putting a host back. */
const RESTORE_WITHIN = 60_000;

/**
 * Puts the host back and looks whether it is as it was; over another connection where this one is lost, for then nobody
 * knows whether the agent could do it alone. The connection is closed.
 * @returns what became of it, in one sentence.
 */
export async function putBack(
  { machine, state }: PreparedHost,
  options: HostOptions,
  connect: (options: HostOptions) => Promise<Machine> = connectHost,
): Promise<string> {
  try {
    return await over(machine, state, options);
  } catch (error) {
    const owed = machine.overwritten ?? [];
    await machine.close();
    return await overAnother(connect, state, options, owed).catch(
      () =>
        `${state.name} does not answer (${(error as Error).message}); its agent puts it back by itself, within two minutes.`,
    );
  } finally {
    await machine.close();
  }
}

async function overAnother(
  connect: (options: HostOptions) => Promise<Machine>,
  state: HostState,
  options: HostOptions,
  owed: readonly Step[],
): Promise<string> {
  const machine = await connect(options);
  try {
    await machine.leaveForTheEnd([...owed, ...restoreSteps(state)]);
    await machine.run(owed);
    return await over(machine, state, options);
  } finally {
    await machine.close();
  }
}

async function over(machine: Machine, state: HostState, options: HostOptions): Promise<string> {
  const written = (await machine.writeBack?.()) ?? [];
  await machine.run(restoreSteps(state), RESTORE_WITHIN);
  const left = [...written, ...notPutBack(state, await readHost(machine, options))];
  if (left.length > 0) return `${state.name} is not as it was: ${left.join('; ')}`;
  await machine.leaveForTheEnd([]);
  return `${state.name} is as it was.`;
}
