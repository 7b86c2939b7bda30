import type { Bench } from '../bench';
import { Compromised, mayFail } from '../machine';
import type { LinuxPartition, LinuxTestbed } from '../testbed';
import { makeGuest, withdrawAddress } from './connect-partition';
import { ipEach, unbindVf } from './devices';
import { leaveVlans, vlansOf } from './uplink-vlans';
import { handOverVf } from './hand-over-vf';
import { carryOut, isRefusal, type Scene } from './performance';
import { vfAddress } from './vf-address';
import { forgettingVfs } from './forget-vfs';

/**
 * Partitions that a scenario has changed stand again as they did before it.
 * @param last as the machine is now. @param due as it is to be.
 * @throws Compromised when the machine does not let it be so.
 */
export async function beginAnew(
  bench: Bench,
  last: LinuxTestbed,
  due: LinuxTestbed,
  names: ReadonlySet<string>,
): Promise<void> {
  for (const each of last.partitions) if (names.has(each.partition)) await remove(bench, last, each);
  await carryOut({ bench, testbed: last }, leaveVlans(bench, vlansOf(last), vlansOf(due)));
  for (const each of due.partitions) if (names.has(each.partition)) await make(bench, due, each);
}

/**
 * After a refusal half-way: partitions stand as the testbed says, which knows nothing of what was begun.
 * @param begun as far as it came. @throws Compromised as `beginAnew`.
 */
export const standAgain = (
  { bench, testbed }: Pick<Scene, 'bench' | 'testbed'>,
  names: readonly string[],
  begun = testbed,
): Promise<void> => beginAnew(bench, begun, testbed, new Set(names));

async function remove(bench: Bench, testbed: LinuxTestbed, partition: LinuxPartition): Promise<void> {
  const { vf, namespace, hostPort } = partition;
  const address = vf === undefined ? undefined : await vfAddress({ bench, testbed }, vf.vf);
  await carryOut({ bench, testbed }, [
    ...(typeof address === 'string' ? [mayFail(unbindVf(bench.subject, address))] : []),
    withdrawAddress(partition),
    ipEach([
      ...(vf === undefined ? [] : forgettingVfs(bench.subject.netdev, [vf.vf])),
      `link del ${hostPort}`,
      `netns del ${namespace}`,
    ]),
  ]);
}

async function make(bench: Bench, testbed: LinuxTestbed, partition: LinuxPartition): Promise<void> {
  if (!partition.running) return;
  const on = testbed.switches.find((each) => each.switch === partition.switch);
  const made = await carryOut({ bench, testbed }, makeGuest(bench, partition, on));
  const { vf } = partition;
  const refusal = isRefusal(made)
    ? made
    : vf === undefined
      ? undefined
      : await handOverVf({ bench, testbed }, partition, vf.vf);
  if (refusal !== undefined)
    throw new Compromised(`"${partition.partition}" could not be set up again: ${refusal.reason}`);
}
