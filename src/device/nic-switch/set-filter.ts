import { isGroupAddress } from '../../terms/mac-address';
import { ok } from '../../terms/result';
import { forwardingTable } from './forwarding-table';
import type { NewFilter, NicSwitch, SwitchLimits } from './nic-switch';
import { exhausted, invalid, notUsable, type Refused, type SwitchResult } from './switch-refusal';

/**
 * Sets one filter. A key that could select what a filter of another VPort selects is refused without a word about who
 * holds it (ruling 8): that VF B has an address is none of VF A's business. The same key twice on one VPort is fine, as
 * two drivers may both want it on the default VPort (VPORT-DEFAULT-07).
 */
export function setFilter(nicSwitch: NicSwitch, request: NewFilter): SwitchResult {
  const refusal = refusalOf(nicSwitch, request);
  if (refusal !== undefined) return refusal;
  const { filter, vport, mac, vlan } = request;
  return ok({ ...nicSwitch, filters: nicSwitch.filters.set(filter, { id: filter, vport, mac, vlan }) });
}

function refusalOf(nicSwitch: NicSwitch, request: NewFilter): Refused | undefined {
  const { filter, vport, mac, vlan } = request;
  if (!nicSwitch.usable) return notUsable();
  if (!nicSwitch.vports.has(vport)) return invalid('FILTER-SET-03', `there is no VPort ${vport}`);
  if (!Number.isInteger(filter) || filter < 1)
    return invalid('FILTER-PARAMS-02', `${filter} is not a filter identifier; they start at 1`);
  if (nicSwitch.filters.has(filter)) return invalid('FILTER-SET-11', `filter ${filter} is set already`);
  if (isGroupAddress(mac))
    return invalid('ruling 4', `${mac} is a group address; groups are joined, not filtered`);
  const refusal = vlanRefusal(nicSwitch.limits, request);
  if (refusal !== undefined) return refusal;
  if (forwardingTable(nicSwitch).rivals(mac, vlan, vport) > 0)
    return invalid('ruling 8', 'this MAC address and VLAN identifier are in use');
  return nicSwitch.filters.count >= nicSwitch.limits.maxFilters
    ? exhausted('FILTER-SET-12', `all ${nicSwitch.limits.maxFilters} filters are set`)
    : undefined;
}

function vlanRefusal(limits: SwitchLimits, { vlan }: NewFilter): Refused | undefined {
  if (vlan.kind === 'untagged-or-zero') return undefined;
  if (vlan.kind === 'any')
    return limits.macOnlyFilter === 'refuse'
      ? invalid('FILTER-VLAN-04', 'a filter needs a VLAN test or the untagged-or-zero flag')
      : undefined;
  if (!limits.vlanFiltering)
    return invalid('FILTER-CAPS-12', 'this adapter does not test the VLAN identifier');
  return Number.isInteger(vlan.id) && vlan.id >= 1 && vlan.id <= 4094
    ? undefined
    : invalid('FILTER-MATCH-06', `${vlan.id} is not a VLAN identifier; expected 1 to 4094`);
}
