import type { LinuxPartition, LinuxTestbed } from '../testbed';

export interface VfChoice {
  readonly vf: number;
  /** Who must give it up first. */
  readonly from?: LinuxPartition;
}

/** The lowest free VF, else the one of the lowest weight below the partition's own (XSW-IOV-23). */
export function chooseVf(testbed: LinuxTestbed, { number, iovWeight }: LinuxPartition): VfChoice | undefined {
  const holders = testbed.partitions.filter((each) => each.vf !== undefined && each.number !== number);
  const taken = new Set(holders.map((each) => each.vf?.vf));
  const free = Array.from({ length: testbed.adapter?.numVfs ?? 0 }, (_, vf) => vf).find(
    (vf) => !taken.has(vf),
  );
  if (free !== undefined) return { vf: free };
  const [poorest] = holders
    .filter((each) => each.iovWeight < iovWeight)
    .sort((a, b) => a.iovWeight - b.iovWeight || b.number - a.number);
  return poorest?.vf === undefined ? undefined : { vf: poorest.vf.vf, from: poorest };
}
