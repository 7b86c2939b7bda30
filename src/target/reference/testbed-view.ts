import { adapterOf } from '../../host/host-machine';
import type { Testbed } from '../../host/testbed';
import type { TestbedEvent, TestbedView } from '../testbed-view';
import { adapterInTestbed } from './view-adapter';
import { partitionInTestbed } from './view-partition';
import { switchInTestbed } from './view-switch';

/** The testbed in words; each list is made when it is first read, and once for a root, however often it is looked at. */
export function testbedView(testbed: Testbed, log: readonly TestbedEvent[]): TestbedView {
  return new LazyView(testbed, log);
}

type Lists = Partial<Pick<TestbedView, 'adapters' | 'switches' | 'partitions'>>;
type Writable<T> = { -readonly [K in keyof T]: T[K] };

const lists = new WeakMap<Testbed, Writable<Lists>>();

function listsOf(testbed: Testbed): Writable<Lists> {
  const known = lists.get(testbed);
  if (known !== undefined) return known;
  const none: Writable<Lists> = {};
  lists.set(testbed, none);
  return none;
}

class LazyView implements TestbedView {
  private readonly made: Writable<Lists>;

  constructor(
    private readonly testbed: Testbed,
    readonly log: readonly TestbedEvent[],
  ) {
    this.made = listsOf(testbed);
  }

  get hosts(): TestbedView['hosts'] {
    return this.testbed.hosts;
  }

  get stations(): TestbedView['stations'] {
    return this.testbed.stations;
  }

  get adapters(): TestbedView['adapters'] {
    return (this.made.adapters ??= Array.from(this.testbed.adapters.values(), (each) =>
      adapterInTestbed(this.testbed, each, adapterOf(this.testbed.machine, each.adapter)),
    ));
  }

  get switches(): TestbedView['switches'] {
    return (this.made.switches ??= Array.from(this.testbed.switches.values(), switchInTestbed));
  }

  get partitions(): TestbedView['partitions'] {
    return (this.made.partitions ??= Array.from(this.testbed.partitions.values(), (each) =>
      partitionInTestbed(this.testbed, each),
    ));
  }
}
