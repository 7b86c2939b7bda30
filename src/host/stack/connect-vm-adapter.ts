import { attachAdapter } from '../extensible-switch/attach-adapter';
import type { PortPolicies, PortPolicy, VlanMode } from '../extensible-switch/port-policy';
import { removePort } from '../extensible-switch/removal';
import type { Course, Refusal, Steps } from '../testbed-course';
import { changeSwitch, logSwitchEvents, onSwitch, refusalOf, switchNamed } from './on-switch';
import { vmAdapterName, type VmAdapter } from './partition';
import { clearFilters, steerToDefaultVPort } from './steering-filters';
import { adapterUnder, hasNicSwitch } from './switch-of-adapter';
import { changeVmAdapter, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/** A port with the VM adapter on it, then its address steered to the default VPort of the adapter below (VF-ATTACH-16). */
export function* connectVmAdapter(
  course: Course,
  ref: VmAdapterRef,
  name: string,
  policies: readonly PortPolicy[],
): Steps {
  const refusal = createPort(course, ref, name, policies);
  if (refusal !== undefined) return refusal;
  yield;
  return yield* steer(course, ref);
}

function createPort(
  course: Course,
  ref: VmAdapterRef,
  name: string,
  policies: readonly PortPolicy[],
): Refusal | undefined {
  const { kind, mac } = vmAdapter(course.testbed, ref);
  const { partition, adapter } = ref;
  const result = attachAdapter(switchNamed(course.testbed, name).state, {
    owner: { kind: 'partition', partition, ...(adapter !== undefined && { adapter }) },
    type: kind,
    name: vmAdapterName(partition, adapter),
    permanentMac: mac,
    policies,
  });
  logSwitchEvents(course, name, result.events);
  if (result.portId === undefined) return refusalOf(result.outcome);
  changeSwitch(course, name, { state: result.switch });
  changeVmAdapter(course, ref, { switch: name, port: result.portId });
  return undefined;
}

/** The policies that a new port of this adapter starts with. */
export const firstPolicies = (adapter: VmAdapter): readonly PortPolicy[] => [
  ...(adapter.vlan === undefined
    ? []
    : [{ kind: 'vlan', mode: { kind: 'access', vlan: adapter.vlan } } as const]),
  ...(adapter.iovWeight === 0 ? [] : [{ kind: 'iov-weight', weight: adapter.iovWeight } as const]),
  ...(adapter.queuePairs === 1 ? [] : [{ kind: 'iov-queue-pairs', count: adapter.queuePairs } as const]),
];

/** Filters for the VLANs of its port; one that is refused leaves the frames to the default VPort anyway (ruling 1). */
export function* steer(course: Course, ref: VmAdapterRef): Steps {
  const adapter = adapterUnder(course.testbed, vmAdapter(course.testbed, ref));
  if (adapter === undefined || !hasNicSwitch(course.testbed, adapter)) return undefined;
  yield* steerToDefaultVPort(course, ref, adapter, vlanOfPort(course, ref));
  return undefined;
}

function vlanOfPort(course: Course, ref: VmAdapterRef): VlanMode {
  return policiesOf(course, ref)?.vlan ?? { kind: 'untagged' };
}

export function policiesOf(course: Course, ref: VmAdapterRef): PortPolicies | undefined {
  const { switch: name, port } = vmAdapter(course.testbed, ref);
  return name === undefined || port === undefined
    ? undefined
    : switchNamed(course.testbed, name).state.ports.get(port)?.policies;
}

export function* unsteer(course: Course, ref: VmAdapterRef): Steps {
  const adapter = adapterUnder(course.testbed, vmAdapter(course.testbed, ref));
  return adapter === undefined ? undefined : yield* clearFilters(course, ref, adapter);
}

/** Takes the port away; its VF must be gone (XSW-IOV-44). A port that waits for references goes by itself later. */
export function* disconnectVmAdapter(course: Course, ref: VmAdapterRef): Steps {
  const { switch: name, port } = vmAdapter(course.testbed, ref);
  if (name === undefined || port === undefined) return undefined;
  const refusal = yield* unsteer(course, ref);
  if (refusal !== undefined) return refusal;
  const outcome = onSwitch(course, name, (state) => removePort(state, port));
  if (outcome.kind === 'refused') return refusalOf(outcome);
  changeVmAdapter(course, ref, { switch: undefined, port: undefined });
  return undefined;
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
