import type { Capability, TargetProfile } from '../target';
import type { Bench } from './bench';
import { LEFT_OUT } from './watch/left-out';

/**
 * Tried before the first scenario, and in the profile unless that failed.
 *
 * - `partitions`, `synthetic-path`, `private-switches`: a namespace, a veth pair and a bridge that filters VLANs are made
 *   and taken away; where that fails nothing runs at all (`probe-abilities.ts`).
 * - `vf-path`: SR-IOV capability and a loaded VF driver (`probe.ts`); a VF comes when one is enabled, and the PF driver
 *   sets its address.
 * - `vlan-policy`, `spoof-policy`: the PF driver sets them for a VF.
 * - `vf-reset`: the kernel offers a reset of a VF.
 * - `vf-power`: a VF has a power management capability.
 * - `config-space`: a VF's can be read, and written to.
 */
const TRIED: readonly Capability[] = [
  'partitions',
  'synthetic-path',
  'private-switches',
  'vf-path',
  'vlan-policy',
  'spoof-policy',
  'vf-reset',
  'vf-power',
  'config-space',
];

/**
 * Certain by construction, because it is the kit that does it, whatever adapter is below.
 *
 * - `traces`: packet sockets of the agent.
 * - `failover`: NetVSC is the kit; a guest has both devices.
 * - `counters`: every network device of this kernel has them.
 * - `hostile-guest`: frames of any content through packet sockets, addresses and receive modes of a guest's own device.
 */
const CERTAIN: readonly Capability[] = ['traces', 'failover', 'counters', 'hostile-guest'];

/** `link-control` is there where the other end of the wire was seen to pull the cable. */
const NO_LINK_CONTROL = 'nobody can pull this cable';

/** The profile of this machine with this adapter. */
export function linuxProfile({ name, subject, outside, lacks: tried, versions }: Bench): TargetProfile {
  const capabilities = new Set<Capability>([...CERTAIN, ...TRIED.filter((each) => !tried.has(each))]);
  const lacks = new Map(tried);
  if (outside.setLink !== undefined) capabilities.add('link-control');
  else lacks.set('link-control', NO_LINK_CONTROL);
  return {
    id: name,
    name: `${subject.pfDriver} ${hex(subject.vendorId)}:${hex(subject.deviceId)} on ${name}`,
    capabilities,
    lacks,
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
