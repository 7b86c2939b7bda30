import { adapterOf } from '../../host/host-machine';
import type { Testbed } from '../../host/testbed';
import type { TestbedEvent, TestbedView } from '../testbed-view';
import { adapterInTestbed } from './view-adapter';
import { partitionInTestbed } from './view-partition';
import { switchInTestbed } from './view-switch';

/** The testbed in words; each list is made when it is first read. */
export function testbedView(testbed: Testbed, log: readonly TestbedEvent[]): TestbedView {
  return new LazyView(testbed, log);
}

class LazyView implements TestbedView {
  private made: Partial<Record<'adapters' | 'switches' | 'partitions', unknown>> = {};

  constructor(
    private readonly testbed: Testbed,
    readonly log: readonly TestbedEvent[],
  ) {}

  get hosts(): TestbedView['hosts'] {
    return this.testbed.hosts;
  }

  get stations(): TestbedView['stations'] {
    return this.testbed.stations;
  }

  get adapters(): TestbedView['adapters'] {
    return this.once('adapters', () =>
      Array.from(this.testbed.adapters.values(), (each) =>
        adapterInTestbed(this.testbed, each, adapterOf(this.testbed.machine, each.adapter)),
      ),
    );
  }

  get switches(): TestbedView['switches'] {
    return this.once('switches', () => Array.from(this.testbed.switches.values(), switchInTestbed));
  }

  get partitions(): TestbedView['partitions'] {
    return this.once('partitions', () =>
      Array.from(this.testbed.partitions.values(), (each) => partitionInTestbed(this.testbed, each)),
    );
  }

  private once<K extends keyof LazyView['made'], V>(key: K, make: () => V): V {
    return (this.made[key] ??= make()) as V;
  }
}
