import type { AdapterState } from '../../adapter-state';
import { succeeded, withMembers } from '../oid-reply';
import { invalidParameter, refusal, type Refusal } from '../refusal';
import { NIC_SWITCH_DELETE_SWITCH_PARAMETERS } from '../structures/nic-switch';
import { disable, DISABLED_EFFECT } from '../virtualization';

/**
 * Static creation gives back software resources alone and leaves VFs on the bus (SWITCH-DELETE-08, SWITCH-DELETE-11);
 * dynamic creation gives back everything and disables virtualization (SWITCH-DELETE-09, SWITCH-DELETE-10). NDIS has
 * emptied the switch before; a caller that did not is refused.
 */
export const deleteSwitch = withMembers(NIC_SWITCH_DELETE_SWITCH_PARAMETERS, (exchange, { SwitchId }) => {
  const { context, state } = exchange;
  const fault = unknownSwitch(state, SwitchId) ?? leftovers(state);
  if (fault !== undefined) return fault;
  if (context.profile.nicSwitch.creation === 'static') return succeeded(softDeleted(state));
  const hadVfs = state.vfs.count > 0;
  const gone = disable(context, { ...state, nicSwitch: undefined });
  return succeeded(
    { ...gone, driver: { ...gone.driver, switchStage: 'absent' } },
    {},
    hadVfs ? [DISABLED_EFFECT] : [],
  );
});

const unknownSwitch = ({ driver }: AdapterState, switchId: number): Refusal | undefined =>
  switchId === 0 && driver.switchStage === 'usable'
    ? undefined
    : refusal('NDIS_STATUS_FILE_NOT_FOUND', `there is no NIC switch ${switchId}`, 'SWITCH-DELETE-13');

function leftovers({ nicSwitch, allocations, pending }: AdapterState): Refusal | undefined {
  if ((nicSwitch?.filters.count ?? 0) > 0)
    return invalidParameter(`${nicSwitch?.filters.count} receive filters are set`, 'SWITCH-DELETE-05');
  if ((nicSwitch?.vports.count ?? 1) > 1 || pending.length > 0)
    return invalidParameter('nondefault VPorts are left', 'SWITCH-DELETE-06');
  return allocations.count > 0
    ? invalidParameter(`${allocations.count} VFs are allocated`, 'SWITCH-DELETE-07')
    : undefined;
}

const softDeleted = (state: AdapterState): AdapterState => ({
  ...state,
  nicSwitch: state.nicSwitch && { ...state.nicSwitch, usable: false },
  driver: { ...state.driver, switchStage: 'soft-deleted' },
});
