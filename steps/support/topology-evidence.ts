import type { Evidence } from '../../src/terms/evidence';
import { vfName } from '../../src/terms/function-id';
import type { Target } from '../../src/target/target';
import type { AdapterInTestbed, PartitionInTestbed } from '../../src/target/testbed-view';

/** The testbed as it stood at the end of the scenario, for the report's picture. At most 12 VFs an adapter are drawn. */
export async function evidenceOfTopology(target: Target): Promise<Evidence> {
  const view = await target.view();
  return {
    kind: 'topology',
    adapters: view.adapters.map((adapter) => ({
      adapter: adapter.adapter,
      vfs: drawnVfs(adapter, view.partitions),
    })),
    switches: view.switches.map((each) => ({
      switch: each.switch,
      type: each.type,
      ...(each.adapter === undefined ? {} : { adapter: each.adapter }),
      ports: each.ports.map((port) => port.owner),
    })),
    partitions: view.partitions.map((each) => ({
      partition: each.partition,
      path: each.path,
      ...(each.vf === undefined ? {} : { vf: vfName(each.vf) }),
      mac: each.mac,
      ...(each.vlan === undefined ? {} : { vlan: each.vlan }),
      ...(each.switch === undefined ? {} : { switch: each.switch }),
    })),
    outside: view.stations.map((each) => each.station),
  };
}

function drawnVfs(
  adapter: AdapterInTestbed,
  partitions: readonly PartitionInTestbed[],
): readonly { name: string; holder?: string }[] {
  const held = adapter.vfs.filter((each) => each.allocatedTo !== undefined);
  return (held.length > 0 ? held : adapter.vfs).slice(0, 12).flatMap((each) => {
    if (each.function.kind === 'pf') return [];
    const vf = each.function.vf;
    const holder = partitions.find(
      (one) => one.vf === vf && (one.adapter ?? adapter.adapter) === adapter.adapter,
    );
    return [{ name: vfName(vf), ...(holder === undefined ? {} : { holder: holder.partition }) }];
  });
}
