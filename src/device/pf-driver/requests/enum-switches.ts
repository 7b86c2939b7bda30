import type { OidMembers } from '../../../terms/oid';
import { usableSwitch, type AdapterState } from '../../adapter-state';
import type { NicSwitch } from '../../nic-switch/nic-switch';
import { succeeded, withMembers } from '../oid-reply';
import { enumeration } from './enumeration';
import { NIC_SWITCH_INFO, NIC_SWITCH_INFO_ARRAY } from '../structures/nic-switch';

/** The default switch, or nothing (SWITCH-ENUM-03, SWITCH-ENUM-04). */
export const enumSwitches = withMembers(NIC_SWITCH_INFO_ARRAY, ({ state }) => {
  const nicSwitch = usableSwitch(state);
  const elements = nicSwitch === undefined ? [] : [switchInfo(state, nicSwitch)];
  return succeeded(state, enumeration(NIC_SWITCH_INFO_ARRAY, NIC_SWITCH_INFO, elements));
});

function switchInfo(state: AdapterState, nicSwitch: NicSwitch): OidMembers {
  const { limits, vports, name } = nicSwitch;
  const nondefault = [...vports.values()].filter(({ id }) => id !== 0);
  return {
    Flags: 0,
    SwitchType: 'NdisNicSwitchTypeExternal',
    SwitchId: 0,
    SwitchFriendlyName: name,
    NumVFs: limits.numVfs,
    NumAllocatedVFs: state.allocations.count,
    NumVPorts: limits.numVPorts,
    NumActiveVPorts: vports.count,
    NumQueuePairsForDefaultVPort: limits.queuePairsForDefaultVPort,
    NumQueuePairsForNonDefaultVPorts: nondefault.reduce((sum, { queuePairs }) => sum + queuePairs, 0),
    ...filterCounts(nicSwitch),
  };
}

/** SWITCH-INFO-09 to -12. */
function filterCounts({ filters }: NicSwitch): OidMembers {
  const all = [...filters.values()];
  const onDefault = all.filter(({ vport }) => vport === 0);
  const withVlan = all.filter(({ vlan }) => vlan.kind === 'id');
  const vlanOnDefault = withVlan.filter(({ vport }) => vport === 0);
  return {
    NumActiveDefaultVPortMacAddresses: onDefault.length,
    NumActiveNonDefaultVPortMacAddresses: all.length - onDefault.length,
    NumActiveDefaultVPortVlanIds: vlanOnDefault.length,
    NumActiveNonDefaultVPortVlanIds: withVlan.length - vlanOnDefault.length,
  };
}
