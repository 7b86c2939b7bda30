import { isGroupAddress, type MacAddress } from '../../terms/mac-address';
import { underPolicy } from './current-mac';
import { nicAt, portsOf, withNic, type ExtensibleSwitch } from './extensible-switch';
import { announce } from './nic-requests';
import { withLivePort } from './port-requests';
import { refusal, refused, succeeded, type SwitchResult } from './switch-outcome';
import type { SwitchPort, SwitchPortId } from './switch-port';

/**
 * The guest sets the address of its adapter. VMMacAddress follows always; whether the switch then finds the adapter
 * there is for its policies to say (XSW-SEC-05 to 07), and only a connected adapter announces it (XSW-NIC-12).
 */
export const guestSetsMac = (sw: ExtensibleSwitch, portId: SwitchPortId, mac: MacAddress): SwitchResult =>
  withLivePort(sw, portId, (port) => {
    const nic = nicAt(sw, portId);
    if (nic?.vmMac === undefined)
      return refused(sw, refusal('XSW-NIC-42', `port ${portId} has no VM adapter`));
    if (isGroupAddress(mac))
      return refused(sw, refusal('XSW-SEC-03', `${mac} is not the address of one adapter`));
    const failedOverMac = failedOver(sw, port, mac) ? mac : undefined;
    const changed = underPolicy({ ...nic, vmMac: mac, failedOverMac }, port.policies);
    return nic.state === 'connected' ? announce(sw, changed) : succeeded(withNic(sw, changed));
  });

/** An address fails over only between adapters of one VM; the address of another VM's adapter never moves (XSW-SEC-04). Without teaming it is forgotten at once. */
function failedOver(sw: ExtensibleSwitch, port: SwitchPort, mac: MacAddress): boolean {
  if (port.owner.kind !== 'partition') return false;
  return portsOf(sw, port.owner.partition).some(({ portId }) => {
    const nic = portId === port.portId ? undefined : nicAt(sw, portId);
    return nic !== undefined && (nic.permanentMac === mac || nic.currentMac === mac);
  });
}
