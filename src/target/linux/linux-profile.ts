import type { Capability, TargetProfile } from '../target';
import type { Bench } from './bench';
import { LEFT_OUT } from './watch/left-out';

/** What a kernel with sysfs and iproute2 can do with any SR-IOV adapter; what depends on this one is probed. */
const ALWAYS: readonly Capability[] = [
  'partitions',
  'synthetic-path',
  'vf-path',
  'traces',
  'vlan-policy',
  'spoof-policy',
  'vf-reset',
  'vf-power',
  'failover',
  'config-space',
  'counters',
  'private-switches',
  'hostile-guest',
];

/** The profile of this machine with this adapter. */
export function linuxProfile({ name, subject, outside, versions }: Bench): TargetProfile {
  const capabilities = new Set<Capability>(ALWAYS);
  if (outside.setLink !== undefined) capabilities.add('link-control');
  return {
    id: name,
    name: `${subject.pfDriver} ${hex(subject.vendorId)}:${hex(subject.deviceId)} on ${name}`,
    capabilities,
    declaredChoices: [
      'Guests are network namespaces; the extensible switch is a Linux bridge that learns nothing, with the addresses of its ports entered by the kit.',
      'Paths are put together from the points at which a copy was seen (devices of guests, the PF, the bridge, the wire); NIC switch and VPorts between two points are inferred.',
      'NetVSC is the kit: unicast is taken on both devices of a guest, group frames on the active one (ruling 29).',
      'A partition on its VF path sends on its synthetic path without a check of the source, for its bridge port knows no address then.',
      'Between detach and attach frames for a guest may be lost and are declared as such (ruling 18).',
      'A unicast that left the adapter and that no station owns is received by "outside".',
      'When VFs are scarce a partition takes the VF of the lowest weight below its own (XSW-IOV-23).',
      ...LEFT_OUT.map(({ what, reason }) => `Not observed: ${what}; ${reason}.`),
    ],
    limits: { vfs: subject.totalVfs, longestPayloadBytes: subject.mtu },
    versions,
  };
}

const hex = (value: number): string => value.toString(16).padStart(4, '0');
