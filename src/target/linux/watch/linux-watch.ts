import type { VfId } from '../../../terms/function-id';
import type { Snapshot } from '../../target';
import type { TestbedEvent, TestbedView } from '../../testbed-view';
import type { Bench } from '../bench';
import type { LinuxTestbed } from '../testbed';

/** Reads the machine, a sample at a time, and keeps what was read. One for each scenario, or `forget` between two. */
export interface LinuxWatch {
  /**
   * Reads the PF, the bridges, the VFs in `concerned`, two bystanders in turn and the sentinel; what is not read is carried
   * over. `all` reads everything, as does the first time and whenever VFs have appeared or gone.
   * @throws Compromised
   */
  observe(testbed: LinuxTestbed, concerned: readonly VfId[] | 'all'): Promise<Snapshot>;
  /** What was read last, for another testbed of the same machine; reads only where nothing has been read yet. */
  carried(testbed: LinuxTestbed): Promise<Snapshot>;
  /** Reads everything and fills the view with it. */
  view(testbed: LinuxTestbed, log: readonly TestbedEvent[]): Promise<TestbedView>;
  /** For a new scenario: nothing is carried over. */
  forget(): void;
}

export declare function linuxWatch(bench: Bench): LinuxWatch;
