import { adapterOf } from '../../host/host-machine';
import { firstOf, vmAdapter } from '../../host/stack/vm-adapter-ref';
import type { Testbed } from '../../host/testbed';
import type { PathConfiguration } from '../../path/configuration';
import { vfDomain, type Domain } from '../../terms/domain';
import type { Observation } from '../../terms/observation';
import type { Snapshot } from '../target';
import { labelOf } from './labels';
import { adapterShelves } from './observe-adapter';
import { hostShelves } from './observe-host';
import { pathConfiguration } from './path-configuration';

const snapshots = new WeakMap<Testbed, Snapshot>();

/** A snapshot is the root itself, read by shelves; the same root gives the same snapshot. */
export function snapshotOf(testbed: Testbed): Snapshot {
  const known = snapshots.get(testbed);
  if (known !== undefined) return known;
  const snapshot = new TestbedSnapshot(testbed);
  snapshots.set(testbed, snapshot);
  return snapshot;
}

class TestbedSnapshot implements Snapshot {
  readonly observation: Observation;
  private read: PathConfiguration | undefined;

  constructor(private readonly testbed: Testbed) {
    this.observation = [
      ...Array.from(testbed.adapters.values()).flatMap(({ adapter }) =>
        adapterShelves(testbed.machine, adapterOf(testbed.machine, adapter), labelOf(testbed, adapter)),
      ),
      ...hostShelves(testbed),
    ];
  }

  get configuration(): PathConfiguration {
    return (this.read ??= pathConfiguration(this.testbed));
  }

  holderOf(partition: string): Domain | undefined {
    if (!this.testbed.partitions.has(partition)) return undefined;
    const { attachment } = vmAdapter(this.testbed, firstOf(partition));
    return attachment && vfDomain(attachment.vf, labelOf(this.testbed, attachment.adapter));
  }
}
