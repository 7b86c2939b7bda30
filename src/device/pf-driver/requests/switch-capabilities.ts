import type { OidMembers } from '../../../terms/oid';
import type { AdapterProfile } from '../../adapter-profile';
import type { DriverConfiguration } from '../driver-state';
import { succeeded, withMembers } from '../oid-reply';
import { NIC_SWITCH_CAPABILITIES, NIC_SWITCH_CAPS } from '../structures/nic-switch';

/** Everything that the adapter can (PF-INIT-09). */
export const hardwareSwitchCapabilities = withMembers(NIC_SWITCH_CAPABILITIES, ({ context, state }) =>
  succeeded(state, switchCapabilities(context.profile)),
);

/** What is enabled now (PF-INIT-10): as many VFs, VPorts and queue pairs as the keywords leave. */
export const currentSwitchCapabilities = withMembers(NIC_SWITCH_CAPABILITIES, ({ context, state }) => {
  const { numVfs, numVPorts, queuePairs, vlanFiltering }: DriverConfiguration = state.driver.configuration;
  return succeeded(state, {
    ...switchCapabilities(context.profile, vlanFiltering),
    MaxNumVPorts: numVPorts,
    MaxNumVFs: numVfs,
    MaxNumQueuePairs: queuePairs,
  });
});

function switchCapabilities(
  { nicSwitch, sriov }: AdapterProfile,
  vlanFiltering = nicSwitch.vlanFiltering,
): OidMembers {
  return {
    Flags: 0,
    NumTotalMacAddresses: 0,
    NumMacAddressesPerPort: 0,
    NumVlansPerPort: 0,
    NicSwitchCapabilities: capabilityFlags(nicSwitch, vlanFiltering),
    MaxNumSwitches: 1,
    MaxNumVPorts: nicSwitch.maxVPorts,
    MaxNumVFs: sriov.totalVfs,
    MaxNumQueuePairs: nicSwitch.maxQueuePairs,
    MaxNumQueuePairsPerNonDefaultVPort: nicSwitch.maxQueuePairsPerNondefaultVPort,
    MaxNumMacAddresses: nicSwitch.maxMacFilters,
  };
}

function capabilityFlags(nicSwitch: AdapterProfile['nicSwitch'], vlanFiltering: boolean): number {
  const flags: readonly (readonly [boolean, number])[] = [
    [vlanFiltering, NIC_SWITCH_CAPS.NDIS_NIC_SWITCH_CAPS_VLAN_SUPPORTED],
    [true, NIC_SWITCH_CAPS.NDIS_NIC_SWITCH_CAPS_PER_VPORT_INTERRUPT_MODERATION_SUPPORTED],
    [
      nicSwitch.asymmetricQueuePairs,
      NIC_SWITCH_CAPS.NDIS_NIC_SWITCH_CAPS_ASYMMETRIC_QUEUE_PAIRS_FOR_NONDEFAULT_VPORT_SUPPORTED,
    ],
    [nicSwitch.maxQueuePairsPerNondefaultVPort > 1, NIC_SWITCH_CAPS.NDIS_NIC_SWITCH_CAPS_VF_RSS_SUPPORTED],
    [nicSwitch.singleVPortPool ?? true, NIC_SWITCH_CAPS.NDIS_NIC_SWITCH_CAPS_SINGLE_VPORT_POOL],
  ];
  return flags.reduce((bits, [on, bit]) => (on ? bits | bit : bits), 0);
}
