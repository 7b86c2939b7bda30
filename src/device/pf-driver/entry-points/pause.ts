import type { EntryPoint } from '../../adapter-context';
import type { AdapterState } from '../../adapter-state';
import { still } from '../../adapter-step';
import { outOfOrder } from './out-of-order';

/**
 * MiniportPause stops the PF's own sends and receives; VF data paths go on (PF-PAUSE-06). Complete when all indicated
 * packets are back (PF-PAUSE-05): until then the adapter is pausing, and the last return completes it.
 */
export const pause: EntryPoint<'pause'> = (_context, state) =>
  outOfOrder(state, ['running'], 'pause') ??
  still(withEnables(inLifecycle(state, state.indications.held.count > 0 ? 'pausing' : 'paused'), false));

/** MiniportRestart: sends and receives from now on (PF-PAUSE-07). */
export const restart: EntryPoint<'restart'> = (_context, state) =>
  outOfOrder(state, ['paused'], 'restart') ?? still(withEnables(inLifecycle(state, 'running'), true));

export const inLifecycle = (
  state: AdapterState,
  lifecycle: AdapterState['driver']['lifecycle'],
): AdapterState => ({ ...state, driver: { ...state.driver, lifecycle } });

function withEnables(state: AdapterState, enabled: boolean): AdapterState {
  const registers = { ...state.pf.registers, receiveEnabled: enabled, transmitEnabled: enabled };
  return { ...state, pf: { ...state.pf, registers } };
}
