import type {
  AdapterView,
  Counters,
  FilterView,
  FunctionView,
  NicSwitchView,
  VPortView,
} from '../../device/device';
import { NO_COUNTERS } from '../../device/no-counters';
import type { HostAdapter } from '../../host/host-machine';
import { vmAdapterName } from '../../host/stack/partition';
import { holderOfVf } from '../../host/stack/vf-holder';
import type { InstalledAdapter, Testbed } from '../../host/testbed';
import type { VfStage } from '../../isolation/action';
import type {
  AdapterInTestbed,
  CountersInTestbed,
  FilterInTestbed,
  FunctionInTestbed,
  VPortInTestbed,
} from '../testbed-view';

export function adapterInTestbed(
  testbed: Testbed,
  { adapter, host }: InstalledAdapter,
  hostAdapter: HostAdapter,
): AdapterInTestbed {
  const { device, state } = hostAdapter;
  const view = device.view(state);
  return {
    adapter,
    host,
    profileId: device.profile.id,
    driver: view.driver,
    link: view.link,
    totalVfs: view.capability.totalVfs,
    numVfs: view.capability.numVfs,
    vfEnable: view.capability.vfEnable,
    pf: functionInTestbed(view.pf, undefined, undefined),
    vfs: view.vfs.map((vf) => vfInTestbed(testbed, adapter, view, vf)),
    vports: view.nicSwitch?.vports.map(vportInTestbed) ?? [],
    filters: view.nicSwitch?.filters.map(filterInTestbed) ?? [],
    nicSwitch: nicSwitchInTestbed(view.nicSwitch),
    portCounters: countersInTestbed(view.portCounters),
  };
}

function vfInTestbed(
  testbed: Testbed,
  adapter: string,
  view: AdapterView,
  vf: FunctionView,
): FunctionInTestbed {
  const holder = vf.id.kind === 'vf' ? holderOfVf(testbed, adapter, vf.id.vf) : undefined;
  const stage = holder?.vmAdapter.attachment?.stage ?? stageByRequests(view, vf);
  const allocatedTo = holder && vmAdapterName(holder.ref.partition, holder.ref.adapter);
  return functionInTestbed(vf, stage, allocatedTo ?? vf.allocated?.vmName);
}

/** Of a VF that some other driver, or a scenario's own requests, has allocated. */
function stageByRequests({ nicSwitch }: AdapterView, { id, allocated }: FunctionView): VfStage {
  if (allocated === undefined) return 'RESERVED';
  const vport = Array.from(nicSwitch?.vports.values() ?? []).find(
    (each) => each.function.kind === 'vf' && id.kind === 'vf' && each.function.vf === id.vf,
  );
  if (vport === undefined) return 'ALLOCATED';
  const filtered = Array.from(nicSwitch?.filters.values() ?? []).some((each) => each.vport === vport.id);
  return filtered ? 'FILTERED' : 'PORTED';
}

const functionInTestbed = (
  view: FunctionView,
  stage: VfStage | undefined,
  allocatedTo: string | undefined,
): FunctionInTestbed => ({
  function: view.id,
  routingId: view.routingId,
  stage,
  allocatedTo,
  busMasterEnable: view.busMasterEnable,
  power: view.power,
  counters: countersInTestbed(view.counters),
  /** Few look at them, and cutting the window of a BAR into slices takes longer than the rest. */
  get bars() {
    return view.bars;
  },
});

const countersInTestbed = ({
  framesIn,
  framesOut,
  bytesIn,
  bytesOut,
  dropped,
}: Counters): CountersInTestbed => ({ framesIn, framesOut, bytesIn, bytesOut, dropped });

const vportInTestbed = (vport: VPortView): VPortInTestbed => ({
  vport: vport.id,
  function: vport.function,
  active: vport.active,
  queuePairs: vport.queuePairs,
  firstQueuePair: vport.firstQueuePair,
  counters: countersInTestbed(vport.counters),
});

const filterInTestbed = ({ id, vport, mac, vlan }: FilterView): FilterInTestbed => ({
  filter: id,
  vport,
  mac,
  vlan: vlan.kind === 'id' ? vlan.id : vlan.kind,
});

function nicSwitchInTestbed(nicSwitch: NicSwitchView | undefined): AdapterInTestbed['nicSwitch'] {
  return {
    exists: nicSwitch !== undefined,
    usable: nicSwitch?.usable ?? false,
    numVfs: nicSwitch?.numVfs ?? 0,
    numVPorts: nicSwitch?.numVPorts ?? 0,
    freeQueuePairs: nicSwitch?.freeQueuePairs ?? 0,
    freeVPorts: nicSwitch?.freeVPorts ?? 0,
    freeFilters: nicSwitch?.freeFilters ?? 0,
    get vportTotals() {
      return countersInTestbed(nicSwitch?.vportTotals ?? NO_COUNTERS);
    },
  };
}
