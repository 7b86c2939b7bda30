import { PF } from '../../../terms/function-id';
import type { EntryPoint } from '../../adapter-context';
import { withEffects } from '../../adapter-step';
import { createFunction } from '../../function/function-state';
import { conventionalReset } from '../../pcie/resets';
import { driverIn } from '../driver-state';
import { refusal } from '../refusal';
import { DISABLED_EFFECT, withoutFunctions } from '../virtualization';
import type { DeviceEffect } from '../../device';

/**
 * The device is gone, and its VFs with it (PF-REMOVE-08, FSM-VF-15): nothing decodes, nothing answers. Requests that
 * waited are over; later ones are refused until the halt that follows (PF-REMOVE-04).
 */
export const surpriseRemoval: EntryPoint<'surprise-removal'> = ({ profile }, state) => {
  if (state.driver.lifecycle === 'removed')
    return refusal('NDIS_STATUS_INVALID_STATE', 'the adapter has been removed already', 'PF-REMOVE-02');
  const gone = withoutFunctions({ ...state, nicSwitch: undefined });
  const aborted = state.pending.map(({ request }): DeviceEffect => ({
    kind: 'oid-complete',
    request,
    answer: refusal('NDIS_STATUS_NOT_ACCEPTED', 'the adapter has been removed', 'PF-REMOVE-04'),
  }));
  return withEffects(
    {
      ...gone,
      pcie: conventionalReset(state.pcie),
      pf: { ...createFunction(PF, profile, state.linkUp), nextTag: state.pf.nextTag },
      driver: driverIn('removed'),
      pending: [],
      present: false,
    },
    ...(state.vfs.count > 0 ? [DISABLED_EFFECT] : []),
    ...aborted,
  );
};
