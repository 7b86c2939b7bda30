import { Compromised, type Machine } from '../../../target/linux/machine';
import { UsageMistake } from '../../usage-mistake';
import type { HostOptions } from '../target-options';
import { connectHost } from './connect-host';
import { consent } from './consent';
import type { HostState } from './host-state';
import { previewOf } from './preview';
import { putBack, type PreparedHost } from './put-back';
import { readHost } from './read-host';
import { refusalOf } from './refusal';
import { takeOver } from './take-over';

/**
 * Connects, looks, shows what will be touched, and asks. Then both interfaces are brought up and it is tried whether one
 * cable joins them: a run would find nothing out where they are not.
 * @throws UsageMistake where the host cannot be had, may not be touched, or has been put back after that trial.
 */
export async function prepareHost(options: HostOptions, yes: boolean): Promise<PreparedHost> {
  const machine = await asUsage(() => connectHost(options));
  try {
    const state = await lookAt(machine, options);
    console.log(previewOf(state));
    await consent({ yes, input: process.stdin, output: process.stdout });
    return await tried({ machine, state }, options);
  } catch (error) {
    await machine.close();
    throw error;
  }
}

async function tried(host: PreparedHost, options: HostOptions): Promise<PreparedHost> {
  try {
    await takeOver(host, options);
    return host;
  } catch (error) {
    throw new UsageMistake(`${(error as Error).message}; ${await putBack(host, options)}`);
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

export { connectHost } from './connect-host';
export type { PreparedHost } from './put-back';
