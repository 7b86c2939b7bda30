import type { EntryPoint } from '../../adapter-context';
import { still } from '../../adapter-step';
import { freedFunction } from '../../function/function-state';
import { outOfOrder } from './out-of-order';

/**
 * MiniportResetEx: the PF's own data path starts anew with the settings it had. The operational state stays (FSM-PFM-16),
 * and so do the NIC switch and every VF: no page lets a PF reset reach them, and ISO-LAW-02 forbids it.
 */
export const miniportReset: EntryPoint<'miniport-reset'> = (_context, state) => {
  const order = outOfOrder(state, ['paused', 'running', 'pausing'], 'reset');
  if (order !== undefined) return order;
  const { registers, power, statistics } = state.pf;
  return still({ ...state, pf: { ...freedFunction(state.pf), registers, power, statistics } });
};
