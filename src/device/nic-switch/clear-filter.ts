import { failed, ok } from '../../terms/result';
import type { FilterId } from '../../terms/switch-ids';
import type { NicSwitch } from './nic-switch';
import { notUsable, type SwitchResult } from './switch-refusal';

/** Clears exactly the filter of this identifier (FILTER-CLEAR-03); others on its VPort stay in force (FILTER-CLEAR-07). */
export function clearFilter(nicSwitch: NicSwitch, filter: FilterId): SwitchResult {
  if (!nicSwitch.usable) return notUsable();
  if (!nicSwitch.filters.has(filter))
    return failed({
      status: 'NDIS_STATUS_FILE_NOT_FOUND',
      reason: `no filter ${filter} is set`,
      rule: 'FILTER-CLEAR-03',
    });
  return ok({ ...nicSwitch, filters: nicSwitch.filters.delete(filter) });
}
