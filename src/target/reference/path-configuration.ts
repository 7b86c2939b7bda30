import type { AdapterView, FunctionView, VPortView } from '../../device/device';
import { pathView } from '../../host/extensible-switch/path-view';
import { adapterOf, type HostAdapter } from '../../host/host-machine';
import {
  firstAdapter,
  usesVf,
  vmAdapterName,
  type Partition,
  type VmAdapter,
} from '../../host/stack/partition';
import { adapterUnder } from '../../host/stack/switch-of-adapter';
import { holderOfVf } from '../../host/stack/vf-holder';
import type { Testbed } from '../../host/testbed';
import type { VfMiniport } from '../../host/guest/vf-miniport';
import type { AdapterPaths, PartitionPaths, PathConfiguration } from '../../path/configuration';
import { postedBuffers } from './posted-buffers';

/** Costs what exists: every VPort, filter and function. For who asks where a frame is due, never for every action. */
export const pathConfiguration = (testbed: Testbed): PathConfiguration => ({
  adapters: Array.from(testbed.adapters.values(), ({ adapter }) =>
    adapterPaths(testbed, adapterOf(testbed.machine, adapter)),
  ),
  switches: Array.from(testbed.switches.values(), ({ state, adapter }) => ({
    ...pathView(state),
    adapter,
  })),
  partitions: Array.from(testbed.partitions.values(), (each) => partitionPaths(testbed, each)),
  stations: testbed.stations,
});

function adapterPaths(testbed: Testbed, host: HostAdapter): AdapterPaths {
  const view = host.device.view(host.state);
  const { choices, maxFrameSize } = host.device.profile;
  return {
    adapter: host.name,
    linkUp: view.link === 'up',
    driverRunning: view.driver === 'running',
    nicSwitchUsable: view.nicSwitch?.usable ?? false,
    localForwardingWithLinkDown: choices.localForwardingWithLinkDown,
    maxFrameSize,
    vports: view.nicSwitch?.vports.map(vportPaths) ?? [],
    filters: view.nicSwitch?.filters.map((filter) => filter) ?? [],
    functions: functions(testbed, host, view),
  };
}

const vportPaths = (vport: VPortView): AdapterPaths['vports'][number] => ({
  vport: vport.id,
  function: vport.function,
  active: vport.active,
  allowMacSpoofing: vport.allowMacSpoofing,
});

type FunctionPaths = AdapterPaths['functions'][number];

const functions = (testbed: Testbed, host: HostAdapter, view: AdapterView): readonly FunctionPaths[] => [
  { ...functionPaths(view.pf), receiveBuffers: Infinity, partition: undefined },
  ...view.vfs.map((each, vf) => vfPaths(each, host.miniports.get(vf), guestOf(testbed, host, vf))),
];

interface KnownPaths {
  readonly miniport: VfMiniport | undefined;
  readonly partition: string | undefined;
  readonly paths: FunctionPaths;
}

const known = new WeakMap<FunctionView, KnownPaths>();

/** Most VFs of an adapter are what they were an action ago. */
function vfPaths(
  view: FunctionView,
  miniport: VfMiniport | undefined,
  partition: string | undefined,
): FunctionPaths {
  const last = known.get(view);
  if (last !== undefined && last.miniport === miniport && last.partition === partition) return last.paths;
  const receiveBuffers = postedBuffers(miniport);
  const buffersAstray = miniport?.buffersAstray ?? false;
  const paths = { ...functionPaths(view), receiveBuffers, buffersAstray, partition };
  known.set(view, { miniport, partition, paths });
  return paths;
}

/** Whose guest has the VF on its bus. */
function guestOf(testbed: Testbed, host: HostAdapter, vf: number): string | undefined {
  const device = host.vpci.devices.get(vf);
  if (device === undefined) return undefined;
  const ref = holderOfVf(testbed, host.name, device.vf)?.ref;
  return ref === undefined ? undefined : vmAdapterName(ref.partition, ref.adapter);
}

const functionPaths = (
  view: FunctionView,
): Omit<AdapterPaths['functions'][number], 'receiveBuffers' | 'partition'> => ({
  function: view.id,
  busMasterEnable: view.busMasterEnable,
  powered: view.power === 'D0',
  receiveEnabled: view.receiveEnabled,
  transmitEnabled: view.transmitEnabled,
  ...(view.maxFrameSize !== undefined && { maxFrameSize: view.maxFrameSize }),
  broadcast: view.receiveMode.broadcast,
  allMulticast: view.receiveMode.allMulticast,
  promiscuous: view.receiveMode.promiscuous,
  groups: view.receiveMode.groups,
});

/** A guest whose kernel died sends nothing, and what its VF still writes into its memory nobody takes. */
function hasCrashed(testbed: Testbed, attachment: VmAdapter['attachment']): boolean {
  if (attachment === undefined) return false;
  const { miniports } = adapterOf(testbed.machine, attachment.adapter);
  return miniports.get(attachment.vf)?.state === 'crashed';
}

function partitionPaths(testbed: Testbed, partition: Partition): PartitionPaths {
  const adapter = firstAdapter(partition);
  const { attachment, mac } = adapter;
  return {
    partition: partition.partition,
    running: partition.state === 'running' && !hasCrashed(testbed, attachment),
    path: usesVf(adapter) ? 'VF' : adapter.port === undefined ? 'none' : 'synthetic',
    adapter: attachment?.adapter ?? adapterUnder(testbed, adapter),
    vf: attachment?.vf,
    mac,
  };
}
