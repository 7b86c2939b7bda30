import type { OidMembers } from '../../terms/oid';
import { NDIS_DEFAULT_VPORT_ID } from '../../terms/switch-ids';
import type { NdisAdapter } from './ndis-adapter';

/** NDIS_NIC_SWITCH_INFO of the created switch, or no element (SWITCH-ENUM-03, -04). */
export function switchInformation(ndis: NdisAdapter): readonly OidMembers[] {
  const { nicSwitch, vports, filters, filtersOnVPort } = ndis;
  if (nicSwitch === undefined) return [];
  const active = [...vports.values()].filter(
    ({ members }) => members.VPortState === 'NdisNicSwitchVPortStateActivated',
  );
  const onDefault = filtersOnVPort.get(NDIS_DEFAULT_VPORT_ID) ?? 0;
  return [
    {
      Flags: 0,
      SwitchType: nicSwitch.SwitchType,
      SwitchId: nicSwitch.SwitchId,
      SwitchFriendlyName: nicSwitch.SwitchFriendlyName,
      NumVFs: nicSwitch.NumVFs,
      NumAllocatedVFs: ndis.vfs.count,
      NumVPorts: ndis.numVPorts,
      NumActiveVPorts: active.length,
      NumQueuePairsForDefaultVPort: nicSwitch.NumQueuePairsForDefaultVPort ?? 1,
      NumActiveDefaultVPortMacAddresses: onDefault,
      NumActiveNonDefaultVPortMacAddresses: filters.count - onDefault,
    },
  ];
}
