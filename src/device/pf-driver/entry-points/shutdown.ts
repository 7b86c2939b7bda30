import type { EntryPoint } from '../../adapter-context';
import { withEffects } from '../../adapter-step';
import { DISABLED_EFFECT, disable } from '../virtualization';
import { driverIn } from '../driver-state';
import { released } from './halt';
import { outOfOrder } from './out-of-order';

/** MiniportShutdownEx: no VF and no DMA any more, and no way back but a restart of the system (PF-SHUT-02, FSM-PFM-12). */
export const shutdown: EntryPoint<'shutdown'> = (context, state) => {
  const order = outOfOrder(state, ['paused', 'running', 'pausing'], 'shutdown');
  if (order !== undefined) return order;
  const quiet = released(context, disable(context, { ...state, nicSwitch: undefined }));
  return withEffects(
    { ...quiet, driver: driverIn('shutdown') },
    ...(state.vfs.count > 0 ? [DISABLED_EFFECT] : []),
  );
};
