import { domainKey, partitionDomain, vfDomain, PF_DOMAIN, WIRE_DOMAIN } from '../../../terms/domain';
import { vfId } from '../../../terms/function-id';
import type { Sampled, Snapshot } from '../../target';
import type { TestbedEvent, TestbedView } from '../../testbed-view';
import type { Bench } from '../bench';
import { NOTHING_READ, readMachine, type Sample } from '../readings/read-machine';
import type { Reading } from '../readings/reading';
import { EMPTY_TESTBED, type LinuxPartition, type LinuxTestbed } from '../testbed';
import { linuxView } from '../view/linux-view';
import { linuxSnapshot } from './linux-snapshot';
import { chooseSentinel, sampledVfs } from './sampling';

/** Reads the machine, a sample at a time, and keeps what was read. One for each machine. */
export interface LinuxWatch {
  /**
   * Reads the PF, the bridges, the VFs in `concerned` (from 0), two bystanders in turn and the sentinel; the rest is
   * carried over. `all` reads everything, and so does the first look, and one after VFs have appeared or gone.
   * @param turn how many actions of the scenario came before: decides whose turn it is among the bystanders.
   * @throws Compromised
   */
  observe(testbed: LinuxTestbed, concerned: readonly number[] | 'all', turn?: number): Promise<Snapshot>;
  /**
   * What was read last, of a testbed that stands as it stood then. Where that was only a sample, everything is read first:
   * whoever begins here must not answer for what came before.
   * @throws Compromised
   */
  carried(testbed: LinuxTestbed): Promise<Snapshot>;
  /** The testbed in words, out of what was read last; reads a sample where the testbed is not the one of then. */
  view(testbed: LinuxTestbed, log: readonly TestbedEvent[]): Promise<TestbedView>;
  /** The machine was changed without an action: the next look reads everything. */
  forget(): void;
  /** A scenario begins: the turn of bystanders and the sentinel do not depend on what was run before it. */
  begin(): void;
}

export const linuxWatch = (bench: Pick<Bench, 'machine' | 'subject'>): LinuxWatch => new SamplingWatch(bench);

class SamplingWatch implements LinuxWatch {
  private reading: Reading | undefined;
  /** The testbed that stood when the machine was read. */
  private standing: LinuxTestbed = EMPTY_TESTBED;
  private complete = false;
  private sentinel: number | undefined;
  /** VFs for which a sentinel was chosen: one that is touched has no successor among them. */
  private chosenFor: number | undefined;

  constructor(private readonly bench: Pick<Bench, 'machine' | 'subject'>) {}

  async observe(testbed: LinuxTestbed, concerned: readonly number[] | 'all', turn = 0): Promise<Snapshot> {
    this.keepSentinel(testbed, concerned);
    const numVfs = testbed.adapter?.numVfs ?? 0;
    const known = this.reading?.vfs.count === numVfs ? this.reading : undefined;
    const all = concerned === 'all' || known === undefined;
    const vfs = all ? everyVf(numVfs) : sampledVfs(concerned, numVfs, this.sentinel, turn);
    const sample = { vfs, partitions: partitionsAt(testbed, vfs, all) };
    this.reading = await readMachine(this.bench, testbed, sample, this.reading ?? NOTHING_READ);
    this.standing = testbed;
    this.complete = all;
    return linuxSnapshot(this.bench.subject, testbed, this.reading, this.sampled(sample, numVfs));
  }

  async carried(testbed: LinuxTestbed): Promise<Snapshot> {
    if (this.reading === undefined || !this.complete) await this.observe(this.standing, 'all');
    const reading = this.reading ?? NOTHING_READ;
    return linuxSnapshot(this.bench.subject, testbed, reading, undefined);
  }

  async view(testbed: LinuxTestbed, log: readonly TestbedEvent[]): Promise<TestbedView> {
    if (this.reading === undefined) await this.observe(testbed, 'all');
    return linuxView(this.bench.subject, testbed, this.reading ?? NOTHING_READ, log);
  }

  forget(): void {
    this.reading = undefined;
    this.complete = false;
  }

  begin(): void {
    this.chosenFor = undefined;
    this.sentinel = undefined;
  }

  /** Chosen when the VFs appear; given up for good once somebody holds it or an action names it. */
  private keepSentinel(testbed: LinuxTestbed, concerned: readonly number[] | 'all'): void {
    const numVfs = testbed.adapter?.numVfs ?? 0;
    const held = new Set(testbed.partitions.flatMap(({ vf }) => (vf === undefined ? [] : [vf.vf])));
    if (this.chosenFor !== numVfs) {
      this.chosenFor = numVfs;
      this.sentinel = chooseSentinel(numVfs, held);
    } else if (
      this.sentinel !== undefined &&
      (held.has(this.sentinel) || concerned.includes(this.sentinel as never))
    )
      this.sentinel = undefined;
  }

  private sampled({ vfs, partitions }: Sample, numVfs: number): Sampled {
    return {
      domains: new Set([
        domainKey(PF_DOMAIN),
        domainKey(WIRE_DOMAIN),
        ...vfs.map((vf) => domainKey(vfDomain(vfId(vf)))),
        ...partitions.map((each) => domainKey(partitionDomain(each.partition))),
      ]),
      sweptVfs: vfs.length,
      carriedVfs: numVfs - vfs.length,
      sentinel: this.sentinel === undefined ? undefined : vfId(this.sentinel),
    };
  }
}

const everyVf = (numVfs: number): readonly number[] => Array.from({ length: numVfs }, (_, vf) => vf);

/** The namespace of a VF's holder is read with the VF; those of partitions without a VF always, for they are few. */
const partitionsAt = (
  { partitions }: LinuxTestbed,
  vfs: readonly number[],
  all: boolean,
): readonly LinuxPartition[] =>
  partitions.filter((each) => each.running && (all || each.vf === undefined || vfs.includes(each.vf.vf)));
