import { functionName } from '../terms/function-id';
import { partyName } from '../terms/party';
import { unreachable } from '../terms/result';
import { vportName } from '../terms/switch-ids';
import type { Hop } from '../wire/trace';

export const NIC_SWITCH_HOP = 'NIC switch';
export const PHYSICAL_PORT_HOP = 'physical port';

/** A station in the words of a feature: `web`, `VF 1`, `NIC switch`, `default VPort`, `PF`, `External`, `physical port`. */
export function hopName(hop: Hop): string {
  switch (hop.kind) {
    case 'party':
      return partyName(hop.party);
    case 'function':
      return functionName(hop.function);
    case 'nic-switch':
      return NIC_SWITCH_HOP;
    case 'vport':
      return vportName(hop.vport);
    case 'extensible-switch':
      return hop.switch;
    case 'physical-port':
      return PHYSICAL_PORT_HOP;
    default:
      return unreachable(hop);
  }
}
