import { renameNicSwitch } from '../../nic-switch/create-nic-switch';
import { succeeded, switchIdFault, withMembers } from '../oid-reply';
import { invalidParameter, refusal } from '../refusal';
import { NIC_SWITCH_PARAMETERS, NIC_SWITCH_PARAMETERS_SET } from '../structures/nic-switch';
import { createdSwitch } from '../vf-checks';

const NAME_CHANGED = 1;

/**
 * The name is the one parameter that can be changed (SWITCH-SET-04), and needs no new hardware settings. NumVFs has no
 * CHANGED flag: another value than the one in force takes effect with the next initialization, if at all.
 */
export const setSwitchParameters = withMembers(
  NIC_SWITCH_PARAMETERS_SET,
  ({ state, context }, parameters) => {
    const { Flags, SwitchId, SwitchFriendlyName, NumVFs } = parameters;
    const fault = switchIdFault(SwitchId, 'SWITCH-SET-02');
    if (fault !== undefined) return fault;
    const nicSwitch = createdSwitch(state, 'SWITCH-SET-02');
    if (!nicSwitch.ok) return nicSwitch.error;
    if ((Flags & ~NAME_CHANGED) !== 0)
      return invalidParameter('only the name of a NIC switch can be changed', 'SWITCH-SET-04');
    if (NumVFs !== undefined && NumVFs !== nicSwitch.value.limits.numVfs)
      return context.profile.nicSwitch.creation === 'static'
        ? refusal('NDIS_STATUS_REINIT_REQUIRED', 'NumVFs needs a reinitialization', 'SWITCH-STATIC-08')
        : invalidParameter('NumVFs of an existing switch cannot be changed', 'SWITCH-SET-09');
    if ((Flags & NAME_CHANGED) === 0) return succeeded(state);
    return succeeded({ ...state, nicSwitch: renameNicSwitch(nicSwitch.value, SwitchFriendlyName) });
  },
);

/** As in force; through NDIS the answer comes from its cache (SWITCH-QUERY-01). */
export const querySwitchParameters = withMembers(NIC_SWITCH_PARAMETERS, ({ state }, { SwitchId }) => {
  const fault = switchIdFault(SwitchId, 'SWITCH-QUERY-02');
  if (fault !== undefined) return fault;
  const nicSwitch = createdSwitch(state, 'SWITCH-QUERY-02');
  if (!nicSwitch.ok) return nicSwitch.error;
  const { limits, name } = nicSwitch.value;
  return succeeded(state, {
    SwitchType: 'NdisNicSwitchTypeExternal',
    SwitchId: 0,
    SwitchFriendlyName: name,
    NumVFs: limits.numVfs,
    NumQueuePairsForDefaultVPort: limits.queuePairsForDefaultVPort,
  });
});
