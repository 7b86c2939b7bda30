import { Compromised, type Machine } from '../../../target/linux/machine';
import { localMachine } from '../../../target/linux/transports/local-machine';
import { sshMachine } from '../../../target/linux/transports/ssh-machine';
import { UsageMistake } from '../../usage-mistake';
import type { HostOptions } from '../target-options';
import { consent } from './consent';
import type { HostState } from './host-state';
import { previewOf } from './preview';
import { readHost } from './read-host';
import { refusalOf } from './refusal';

/** A host that was looked at and may be touched. */
export interface PreparedHost {
  readonly machine: Machine;
  readonly state: HostState;
}

export const connectHost = ({ ssh, sshConfig }: HostOptions): Promise<Machine> =>
  ssh === undefined
    ? localMachine()
    : sshMachine(ssh, sshConfig === undefined ? {} : { configFile: sshConfig });

/**
 * Connects, looks, shows what will be touched, and asks. Nothing is changed.
 * @throws UsageMistake where the host cannot be had or may not be touched.
 */
export async function prepareHost(options: HostOptions, yes: boolean): Promise<PreparedHost> {
  const machine = await asUsage(() => connectHost(options));
  try {
    const state = await lookAt(machine, options);
    console.log(previewOf(state));
    await consent({ yes, input: process.stdin, output: process.stdout });
    return { machine, state };
  } catch (error) {
    await machine.close();
    throw error;
  }
}

/** @throws UsageMistake with the refusal. */
export async function lookAt(machine: Machine, options: HostOptions): Promise<HostState> {
  const state = await asUsage(() => readHost(machine, options));
  const refusal = refusalOf(state);
  if (refusal !== undefined) throw new UsageMistake(`${refusal}; nothing was touched`);
  return state;
}

async function asUsage<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Compromised ? new UsageMistake(error.message) : error;
  }
}
