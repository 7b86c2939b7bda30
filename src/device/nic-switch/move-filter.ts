import { ok } from '../../terms/result';
import type { FilterId, VPortId } from '../../terms/switch-ids';
import { forwardingTable } from './forwarding-table';
import type { NicSwitch, ReceiveFilter } from './nic-switch';
import { invalid, notUsable, type SwitchResult } from './switch-refusal';

/**
 * One entry changes its VPort in one new state, so there is no version of the switch in which the key is on both VPorts or
 * on neither (FILTER-MOVE-02). The identifier stays (FILTER-MOVE-10).
 */
export function moveFilter(nicSwitch: NicSwitch, filter: FilterId, from: VPortId, to: VPortId): SwitchResult {
  if (!nicSwitch.usable) return notUsable();
  const was = nicSwitch.filters.get(filter);
  if (was === undefined) return invalid('FILTER-MOVE-03', `no filter ${filter} is set`);
  if (was.vport !== from) return invalid('FILTER-MOVE-05', `filter ${filter} is not on VPort ${from}`);
  if (!nicSwitch.vports.has(to)) return invalid('FILTER-MOVE-06', `there is no VPort ${to}`);
  if (from === to) return ok(nicSwitch);
  if (wouldSplit(nicSwitch, was, to))
    return invalid('ruling 8', 'this MAC address and VLAN identifier would be on two VPorts');
  return ok({ ...nicSwitch, filters: nicSwitch.filters.set(filter, { ...was, vport: to }) });
}

/** True if, besides the moved filter itself, one that stays behind or is elsewhere selects what it selects. */
const wouldSplit = (nicSwitch: NicSwitch, moved: ReceiveFilter, to: VPortId): boolean =>
  forwardingTable(nicSwitch).rivals(moved.mac, moved.vlan, to) > 1;
