import type { VfMiniport } from '../../host/guest/vf-miniport';
import { adapterOf } from '../../host/host-machine';
import { memoryOf } from '../../host/platform/system-memory';
import { firstAdapter, usesVf, type Partition, type VmAdapter } from '../../host/stack/partition';
import type { Testbed } from '../../host/testbed';
import type { PartitionInTestbed } from '../testbed-view';

export function partitionInTestbed(testbed: Testbed, partition: Partition): PartitionInTestbed {
  const adapter = firstAdapter(partition);
  const { attachment } = adapter;
  const miniport = miniportOf(testbed, adapter);
  return {
    partition: partition.partition,
    host: partition.host,
    state: partition.state,
    path: pathOf(partition, adapter),
    vf: attachment?.vf,
    adapter: attachment?.adapter,
    vfStage: attachment?.stage,
    mac: adapter.mac,
    vlan: adapter.vlan,
    switch: adapter.switch,
    vfDriver: miniport?.state ?? 'not-present',
    netvscBound: adapter.netvsc.bound,
    vfBindings: miniport?.bindings ?? [],
    devices: devicesOf(testbed, partition),
    notices: miniport?.notices ?? [],
    foreignWrites: memoryOf(testbed.machine.memory, partition.number).foreignWrites,
  };
}

function miniportOf(testbed: Testbed, { attachment }: VmAdapter): VfMiniport | undefined {
  return attachment && adapterOf(testbed.machine, attachment.adapter).miniports.get(attachment.vf);
}

function pathOf({ state }: Partition, adapter: VmAdapter): PartitionInTestbed['path'] {
  if (state === 'stopped' || state === 'saved') return 'none';
  if (usesVf(adapter)) return 'VF';
  return adapter.port === undefined ? 'none' : 'synthetic';
}

/** The VM adapters, which always stay, and each VF on the guest's bus (ARCH-COMP-08, PATH-FAILOVER-09). */
function devicesOf(testbed: Testbed, { state, adapters }: Partition): readonly string[] {
  if (state === 'stopped' || state === 'saved') return [];
  const vfs = adapters.filter(
    ({ attachment }) =>
      attachment !== undefined &&
      adapterOf(testbed.machine, attachment.adapter).vpci.devices.has(attachment.vf),
  );
  return [
    ...adapters.map(({ kind }) => (kind === 'emulated' ? 'emulated network adapter' : 'VM network adapter')),
    ...vfs.map(() => 'VF network adapter'),
  ];
}
