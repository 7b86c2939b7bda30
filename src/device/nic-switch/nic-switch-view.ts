import { Table } from '../../terms/table';
import type { Counters, NicSwitchView, VPortView } from '../device';
import type { NicSwitch, SwitchLimits, VPort } from './nic-switch';
import { countQueues } from './queue-pool';
import { NO_COUNTERS } from '../no-counters';
import { sumOfVPorts } from './switch-counters';

/** The switch in words, for the host. Costs what changed since the last view of the same switch. */
export const nicSwitchView = (nicSwitch: NicSwitch): NicSwitchView => ({
  usable: nicSwitch.usable,
  numVfs: nicSwitch.limits.numVfs,
  numVPorts: nicSwitch.limits.numVPorts,
  vports: vportViews(nicSwitch),
  filters: nicSwitch.filters,
  freeQueuePairs: countQueues(nicSwitch.freeQueues),
  freeVPorts: nicSwitch.limits.numVPorts - nicSwitch.vports.count,
  freeFilters: nicSwitch.limits.maxFilters - nicSwitch.filters.count,
  /** Costs every VPort, and few ask. */
  get vportTotals() {
    return sumOfVPorts(nicSwitch);
  },
});

export const vportCounters = (nicSwitch: NicSwitch, vport: number): Counters =>
  nicSwitch.statistics.get(vport) ?? NO_COUNTERS;

const viewOf = (vport: VPort, counters: Counters): VPortView => ({
  id: vport.id,
  function: vport.function,
  active: vport.active,
  queuePairs: vport.queuePairs,
  firstQueuePair: vport.firstQueuePair,
  allowMacSpoofing: vport.allowMacSpoofing,
  counters,
});

interface LastView {
  readonly vports: Table<VPort>;
  readonly statistics: Table<Counters>;
  readonly views: Table<VPortView>;
}

const NOTHING: LastView = { vports: Table.empty(), statistics: Table.empty(), views: Table.empty() };
const lastViews = new WeakMap<SwitchLimits, LastView>();

/** Persistent, so an older view stays what it was while this follows the tables. */
function vportViews(nicSwitch: NicSwitch): Table<VPortView> {
  const last = lastViews.get(nicSwitch.limits) ?? NOTHING;
  let { views } = last;
  for (const { key } of changes(last, nicSwitch)) {
    const vport = nicSwitch.vports.get(key);
    views =
      vport === undefined ? views.delete(key) : views.set(key, viewOf(vport, vportCounters(nicSwitch, key)));
  }
  const { vports, statistics } = nicSwitch;
  lastViews.set(nicSwitch.limits, { vports, statistics, views });
  return views;
}

const changes = (last: LastView, { vports, statistics }: NicSwitch): readonly { readonly key: number }[] => [
  ...(last.vports === vports ? [] : last.vports.changesTo(vports)),
  ...(last.statistics === statistics ? [] : last.statistics.changesTo(statistics)),
];
