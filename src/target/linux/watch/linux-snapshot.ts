import type { PathConfiguration } from '../../../path/configuration';
import { vfDomain, type Domain } from '../../../terms/domain';
import { vfId } from '../../../terms/function-id';
import type { Observation } from '../../../terms/observation';
import type { Sampled, Snapshot } from '../../target';
import type { Reading } from '../readings/reading';
import type { Subject } from '../subject';
import type { LinuxTestbed } from '../testbed';
import { pathConfiguration } from '../view/path-configuration';
import { linuxShelves } from './shelves';

export const linuxSnapshot = (
  subject: Subject,
  testbed: LinuxTestbed,
  reading: Reading,
  sampled: Sampled | undefined,
): Snapshot => new MachineSnapshot(subject, testbed, reading, sampled);

class MachineSnapshot implements Snapshot {
  readonly observation: Observation;
  private paths: PathConfiguration | undefined;

  constructor(
    private readonly subject: Subject,
    private readonly testbed: LinuxTestbed,
    private readonly reading: Reading,
    readonly sampled: Sampled | undefined,
  ) {
    this.observation = linuxShelves(testbed, reading);
  }

  get configuration(): PathConfiguration {
    return (this.paths ??= pathConfiguration(this.subject, this.testbed, this.reading));
  }

  holderOf(partition: string): Domain | undefined {
    const vf = this.testbed.partitions.find((each) => each.partition === partition)?.vf;
    return vf && vfDomain(vfId(vf.vf));
  }
}
