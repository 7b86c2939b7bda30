import type { Step } from '../machine';
import { addressOf, hasPort, type LinuxPartition } from '../testbed';
import { announceAddress, followStoppedGuest, withdrawAddress } from './connect-partition';
import { ip } from './devices';
import { linuxMac } from './linux-mac';
import type { Scene } from './performance';

/** The filters of a partition go over from its former address to its present one. */
export function follow(
  { bench }: Pick<Scene, 'bench'>,
  former: LinuxPartition,
  present: LinuxPartition,
): readonly Step[] {
  const { vf } = present;
  if (vf !== undefined)
    return [
      ip(
        ...['link', 'set', bench.subject.netdev, 'vf', String(vf.vf)],
        ...['mac', linuxMac(addressOf(present))],
      ),
      ...(vf.inUse || !hasPort(present) ? [] : [withdrawAddress(former), followStoppedGuest(present)]),
    ];
  return hasPort(present) ? [withdrawAddress(former), announceAddress(present)] : [];
}
