import type { PortPolicies, PortPolicy } from '../extensible-switch/port-policy';
import type { Course } from '../testbed-course';
import { switchNamed } from './on-switch';
import type { VmAdapter } from './partition';
import { vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/** What is set on the port of a VM adapter; undefined while it has none. */
export function policiesOf(course: Course, ref: VmAdapterRef): PortPolicies | undefined {
  const { switch: name, port } = vmAdapter(course.testbed, ref);
  return name === undefined || port === undefined
    ? undefined
    : switchNamed(course.testbed, name).state.ports.get(port)?.policies;
}

/** The settings of a port as a list that makes another port like it. */
export function asPolicyList(policies: PortPolicies): readonly PortPolicy[] {
  const { allowMacSpoofing, allowTeaming, allowPriorityTag, dhcpGuard, routerGuard } = policies;
  return [
    ...(allowMacSpoofing ? [{ kind: 'mac-spoofing', allowed: true } as const] : []),
    ...(allowTeaming ? [{ kind: 'teaming', allowed: true } as const] : []),
    ...(allowPriorityTag ? [{ kind: 'priority-tag', allowed: true } as const] : []),
    ...(dhcpGuard ? [{ kind: 'dhcp-guard', on: true } as const] : []),
    ...(routerGuard ? [{ kind: 'router-guard', on: true } as const] : []),
    ...(policies.stormLimit > 0
      ? [{ kind: 'storm-limit', framesPerSecond: policies.stormLimit } as const]
      : []),
    ...(policies.virtualSubnet > 0 ? [{ kind: 'virtual-subnet', id: policies.virtualSubnet } as const] : []),
    ...(policies.acl.length > 0 ? [{ kind: 'acl', rules: policies.acl } as const] : []),
    ...(policies.vlan.kind === 'untagged' ? [] : [{ kind: 'vlan', mode: policies.vlan } as const]),
    { kind: 'iov-weight', weight: policies.iovWeight },
    { kind: 'iov-queue-pairs', count: policies.iovQueuePairs },
  ];
}

/** The policies that a new port of this adapter starts with. */
export const firstPolicies = (adapter: VmAdapter): readonly PortPolicy[] => [
  ...(adapter.vlan === undefined
    ? []
    : [{ kind: 'vlan', mode: { kind: 'access', vlan: adapter.vlan } } as const]),
  ...(adapter.iovWeight === 0 ? [] : [{ kind: 'iov-weight', weight: adapter.iovWeight } as const]),
  ...(adapter.queuePairs === 1 ? [] : [{ kind: 'iov-queue-pairs', count: adapter.queuePairs } as const]),
];

/** What a new port of this adapter starts with when it moves: what its present one has, else what it was started with. */
export function policiesForConnection(course: Course, ref: VmAdapterRef): readonly PortPolicy[] {
  const policies = policiesOf(course, ref);
  return policies === undefined ? firstPolicies(vmAdapter(course.testbed, ref)) : asPolicyList(policies);
}
