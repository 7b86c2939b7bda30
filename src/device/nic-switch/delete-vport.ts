import { ok } from '../../terms/result';
import { NDIS_DEFAULT_VPORT_ID, type VPortId } from '../../terms/switch-ids';
import { forwardingTable } from './forwarding-table';
import type { NicSwitch } from './nic-switch';
import { giveQueues } from './queue-pool';
import { addCounters } from './switch-counters';
import { invalid, notUsable, type SwitchResult } from './switch-refusal';

/** Gives back its queue pairs and place in the pool (VPORT-DELETE-06). Refused for the default VPort and while filters are set (ruling 16). */
export function deleteVPort(nicSwitch: NicSwitch, vport: VPortId): SwitchResult {
  if (!nicSwitch.usable) return notUsable();
  if (vport === NDIS_DEFAULT_VPORT_ID)
    return invalid('VPORT-DEFAULT-03', 'the default VPort goes only with the switch');
  const was = nicSwitch.vports.get(vport);
  if (was === undefined) return invalid('VPORT-DELETE-04', `there is no VPort ${vport}`);
  const filters = filtersOn(nicSwitch, vport);
  if (filters > 0) return invalid('VPORT-DELETE-03', `VPort ${vport} still has ${filters} filters`);
  return ok({
    ...nicSwitch,
    vports: nicSwitch.vports.delete(vport),
    freeQueues: giveQueues(nicSwitch.freeQueues, { first: was.firstQueuePair, count: was.queuePairs }),
    statistics: nicSwitch.statistics.delete(vport),
    retired: retire(nicSwitch, vport),
  });
}

/** NumFilters of NDIS_NIC_SWITCH_VPORT_INFO (VPORT-INFO-03). */
export const filtersOn = (nicSwitch: NicSwitch, vport: VPortId): number =>
  forwardingTable(nicSwitch).port(vport)?.filters ?? 0;

const retire = (nicSwitch: NicSwitch, vport: VPortId): NicSwitch['retired'] => {
  const counters = nicSwitch.statistics.get(vport);
  return counters === undefined ? nicSwitch.retired : addCounters(nicSwitch.retired, counters);
};
