import type { Bench } from '../bench';
import { mayFail, type Step } from '../machine';
import type { LinuxTestbed } from '../testbed';
import { bridgeBatch } from './devices';

export const vlansOf = ({ partitions }: LinuxTestbed): ReadonlySet<number> =>
  new Set(partitions.flatMap(({ vlan, running }) => (vlan === undefined || !running ? [] : [vlan])));

/** The PF's port takes part in no VLAN that no partition has any more. */
export const leaveVlans = (
  { subject }: Bench,
  had: ReadonlySet<number>,
  has: ReadonlySet<number>,
): readonly Step[] => {
  const gone = [...had].filter((vlan) => !has.has(vlan));
  return gone.length === 0
    ? []
    : [mayFail(bridgeBatch(gone.map((vlan) => `vlan del dev ${subject.netdev} vid ${vlan}`)))];
};
