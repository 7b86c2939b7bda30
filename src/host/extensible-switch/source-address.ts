import { isGroupAddress, type MacAddress } from '../../terms/mac-address';
import { nicAt, portsOf, type ExtensibleSwitch } from './extensible-switch';
import { nicKey } from './switch-nic';
import type { SwitchPort } from './switch-port';

const NO_ADDRESS = '00-00-00-00-00-00';

/**
 * Whether a port may send with this source address. What comes in from outside is not the switch's to judge; anybody
 * else sends with its permanent address (XSW-SEC-01), with any of one adapter if spoofing is allowed (XSW-SEC-02, 03),
 * or, in a team, with one that another port of the same VM uses now (XSW-SEC-04).
 */
export function maySendFrom(sw: ExtensibleSwitch, port: SwitchPort, source: MacAddress): boolean {
  if (port.type === 'external') return true;
  if (isGroupAddress(source) || source === NO_ADDRESS) return false;
  if (port.policies.allowMacSpoofing || sw.nics.get(nicKey(port.portId))?.permanentMac === source)
    return true;
  return port.policies.allowTeaming && isUsedByTeam(sw, port, source);
}

function isUsedByTeam(sw: ExtensibleSwitch, { owner }: SwitchPort, source: MacAddress): boolean {
  if (owner.kind !== 'partition') return false;
  return portsOf(sw, owner.partition).some(({ portId }) => nicAt(sw, portId)?.currentMac === source);
}
