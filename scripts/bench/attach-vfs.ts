import { createReferenceTarget } from '../../src/target/reference/reference-target';
import { actingOn, enableVfs } from './bench-testbed';
import { macAddress, type MacAddress } from '../../src/terms/mac-address';

interface AttachCost {
  /** Milliseconds of enabling all VFs: the adapter is installed, its PF driver started, its NIC switch created. */
  readonly enabling: number;
  /** Milliseconds of starting one partition for each VF, each up to its active VF path. */
  readonly attaching: number;
}

const ROUNDS = 3;

/** P8: milliseconds a VF of enabling `vfs` VFs and attaching each to a partition of its own; the best of three rounds. */
export async function measureAttachPerVf(vfs: number): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const { enabling, attaching } = await enableAndAttach(vfs);
    best = Math.min(best, (enabling + attaching) / vfs);
  }
  return best;
}

/** Unaudited: the audit of an action has a budget of its own (P4). */
async function enableAndAttach(vfs: number): Promise<AttachCost> {
  const target = createReferenceTarget({ readFile: () => '' });
  const act = actingOn(target);
  const start = performance.now();
  await enableVfs(act, vfs);
  const enabled = performance.now();
  for (let nth = 0; nth < vfs; nth++)
    await act({
      kind: 'start-partition',
      spec: { partition: `vm${nth}`, mac: macOf(nth), vlan: 10, iovWeight: 100 },
    });
  const attached = performance.now();
  await allActive(target, vfs);
  await target.close();
  return { enabling: enabled - start, attaching: attached - enabled };
}

function macOf(nth: number): MacAddress {
  const hex = nth.toString(16).padStart(4, '0');
  return macAddress(`00-15-5D-00-${hex.slice(0, 2)}-${hex.slice(2)}`);
}

/** A partition that stayed synthetic would have cost little and shown nothing. */
async function allActive(target: ReturnType<typeof createReferenceTarget>, vfs: number): Promise<void> {
  const { partitions } = await target.view();
  const active = partitions.filter(({ path }) => path === 'VF').length;
  if (active !== vfs) throw new Error(`only ${active} of ${vfs} partitions use their VF`);
}

async function main(): Promise<void> {
  for (const vfs of [512, 1024, 2048, 4096])
    console.log(`${vfs} VFs: ${(await measureAttachPerVf(vfs)).toFixed(3)} ms a VF`);
}

if (require.main === module) void main();
