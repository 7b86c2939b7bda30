import type { Hop } from '../../wire/trace';
import { nicAt, type ExtensibleSwitch } from './extensible-switch';
import { MAX_NIC_INDEX, nicKey, type SwitchNic } from './switch-nic';
import type { SwitchPort, SwitchPortId } from './switch-port';
import { seesTag, vlansOf } from './vlan';

/** NDIS_SWITCH_PORT_DESTINATION. */
export interface Destination {
  readonly port: SwitchPort;
  readonly nicIndex: number;
  readonly preserveVlan: boolean;
  readonly preservePriority: boolean;
  readonly isExcluded: boolean;
  /** A copy for a monitor: the port whose frame it shows. Absent: a destination in its own right. */
  readonly monitored?: SwitchPortId;
}

/** Not excluded (XSW-FWD-08); the VLAN is kept where the port sees tags, the priority wherever it survived ingress. */
export const destinationAt = (port: SwitchPort, nicIndex: number, vlan: number): Destination => ({
  port,
  nicIndex,
  preserveVlan: seesTag(vlansOf(port), vlan),
  preservePriority: true,
  isExcluded: false,
});

/** The first physical adapter that carries frames; the external network is not usable with index 0 alone (XSW-NIC-35). */
export function usableMember(sw: ExtensibleSwitch, external: SwitchPortId): SwitchNic | undefined {
  if (sw.nics.get(nicKey(external))?.state !== 'connected') return undefined;
  for (let index = 1; index <= MAX_NIC_INDEX; index++) {
    const nic = nicAt(sw, external, index);
    if (nic?.state === 'connected') return nic;
  }
  return undefined;
}

export const throughSwitch = (sw: ExtensibleSwitch): readonly Hop[] => [
  { kind: 'extensible-switch', switch: sw.settings.name },
];
