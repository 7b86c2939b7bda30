import { PF } from '../../../terms/function-id';
import type { AdapterContext, EntryPoint } from '../../adapter-context';
import type { AdapterState } from '../../adapter-state';
import { withEffects } from '../../adapter-step';
import { createFunction } from '../../function/function-state';
import { setBusMaster } from '../../pcie/driver-writes';
import { driverIn } from '../driver-state';
import { disable, DISABLED_EFFECT } from '../virtualization';
import { outOfOrder } from './out-of-order';

/**
 * MiniportHaltEx: first virtualization, then everything else (PF-HALT-09, PF-HALT-11, PF-HALT-12). Static creation has kept
 * its VFs until now (SWITCH-DELETE-11). After it no VF is on the bus, whatever the caller left undone (PF-HALT-17).
 */
export const halt: EntryPoint<'halt'> = (context, state) => {
  const order = outOfOrder(state, ['paused', 'removed'], 'halt');
  if (order !== undefined) return order;
  const hadVfs = state.vfs.count > 0;
  const halted = released(context, disable(context, { ...state, nicSwitch: undefined }));
  return hadVfs ? withEffects(halted, DISABLED_EFFECT) : withEffects(halted);
};

export function released({ profile }: AdapterContext, state: AdapterState): AdapterState {
  return {
    ...state,
    pcie: setBusMaster(state.pcie, PF, false).state,
    pf: { ...createFunction(PF, profile, state.linkUp), nextTag: state.pf.nextTag },
    driver: driverIn('halted'),
    pending: [],
  };
}
