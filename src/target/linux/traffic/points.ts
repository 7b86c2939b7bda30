import type { Listener } from '../machine';
import type { Subject } from '../subject';
import {
  hasPort,
  SYNTHETIC,
  VF_DEVICE,
  type LinuxPartition,
  type LinuxSwitch,
  type LinuxTestbed,
} from '../testbed';

/** Places at which frames are seen and, but for the PF, sent. Each is a listener on the machine, of this name. */
export type Point =
  | { readonly kind: 'vf' | 'synthetic'; readonly partition: LinuxPartition }
  | { readonly kind: 'switch'; readonly switch: LinuxSwitch }
  | { readonly kind: 'pf' };

export const PF_POINT = 'pf';
export const vfPoint = ({ number }: Pick<LinuxPartition, 'number'>): string => `p${number}.vf`;
export const syntheticPoint = ({ number }: Pick<LinuxPartition, 'number'>): string => `p${number}.syn`;
export const switchPoint = (on: Pick<LinuxSwitch, 'switch'>): string => `sw:${on.switch}`;

export const hasVf = ({ running, vf }: LinuxPartition): boolean => running && vf?.stage === 'ACTIVE';
/** A private switch has no adapter of the management OS (XSW-SWITCH-03). */
export const hasManagement = ({ type }: LinuxSwitch): boolean => type !== 'private';

export function pointsOf(testbed: LinuxTestbed): ReadonlyMap<string, Point> {
  const points = new Map<string, Point>();
  for (const partition of testbed.partitions) {
    if (hasVf(partition)) points.set(vfPoint(partition), { kind: 'vf', partition });
    if (hasPort(partition)) points.set(syntheticPoint(partition), { kind: 'synthetic', partition });
  }
  for (const each of testbed.switches)
    if (hasManagement(each)) points.set(switchPoint(each), { kind: 'switch', switch: each });
  if (testbed.adapter !== undefined) points.set(PF_POINT, { kind: 'pf' });
  return points;
}

/** Never promiscuous: that would change what the adapter does. */
export function listenerAt(name: string, point: Point, subject: Subject): Listener {
  switch (point.kind) {
    case 'vf':
      return { name, namespace: point.partition.namespace, interface: VF_DEVICE };
    case 'synthetic':
      return { name, namespace: point.partition.namespace, interface: SYNTHETIC };
    case 'switch':
      return { name, interface: point.switch.bridge };
    case 'pf':
      return { name, interface: subject.netdev };
  }
}
