import { activate, bindExtensions } from '../extensible-switch/activate';
import { attachAdapter } from '../extensible-switch/attach-adapter';
import { createSwitch, type SwitchType } from '../extensible-switch/extensible-switch';
import type { PortOwner } from '../extensible-switch/switch-port';
import { removePort } from '../extensible-switch/removal';
import { filterId, NDIS_DEFAULT_VPORT_ID } from '../../terms/switch-ids';
import { MANAGEMENT_MAC } from '../../terms/well-known-addresses';
import type { Course, Steps } from '../testbed-course';
import { ask, stackRefuses } from './ask';
import { disconnectVmAdapter } from './connect-vm-adapter';
import { detachVf } from './detach-vf';
import { changeSwitch, onSwitch, refusalOf, switchNamed } from './on-switch';
import { isStarted, restartForBinding } from './pf-binding';
import { filterMembers } from './steering-filters';
import { hasNicSwitch } from './switch-of-adapter';
import { changeInstalled } from './vf-holder';
import { refsOf, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

export interface SwitchToCreate {
  readonly switch: string;
  readonly host: string;
  readonly type: SwitchType;
  /** Present under an external switch. */
  readonly adapter: string | undefined;
  readonly sriov: boolean;
}

/**
 * A switch with its own ports, active. An external one is bound to its physical adapter first, which halts and starts the
 * PF miniport (XSW-IOV-03); the management OS gets an adapter on every switch but a private one.
 */
export function* createExtensibleSwitch(course: Course, spec: SwitchToCreate): Steps {
  const { switch: name, host, type, adapter, sriov } = spec;
  if (adapter !== undefined) {
    const bound = course.testbed.adapters.get(adapter)?.boundTo;
    if (bound !== undefined) return stackRefuses(`"${adapter}" is bound to "${bound}"`, 'XSW-SWITCH-04');
    const refusal = restartForBinding(course, adapter);
    if (refusal !== undefined) return refusal;
    changeInstalled(course, adapter, () => ({ boundTo: name }));
    yield;
  }
  const { switches, hosts } = course.testbed;
  course.testbed = {
    ...course.testbed,
    hosts: hosts.includes(host) ? hosts : [...hosts, host],
    switches: switches.set(name, {
      switch: name,
      host,
      adapter,
      state: createSwitch({ name, type, sriov }),
      managementPort: undefined,
      externalPort: undefined,
      managementFilter: undefined,
    }),
  };
  onSwitch(course, name, bindExtensions);
  ownPorts(course, spec);
  onSwitch(course, name, activate);
  steerManagement(course, name);
  return undefined;
}

function ownPorts(course: Course, { switch: name, type, adapter }: SwitchToCreate): void {
  if (adapter !== undefined)
    changeSwitch(course, name, { externalPort: ownPort(course, name, { kind: 'external' }, adapter) });
  if (type !== 'private')
    changeSwitch(course, name, { managementPort: ownPort(course, name, { kind: 'management-os' }) });
}

/** No extension is there yet that could refuse. */
function ownPort(course: Course, name: string, owner: PortOwner, physical?: string): number {
  const result = attachAdapter(switchNamed(course.testbed, name).state, {
    owner,
    type: owner.kind === 'external' ? 'external' : 'internal',
    name: physical === undefined ? 'management OS' : name,
    ...(physical === undefined ? { permanentMac: MANAGEMENT_MAC } : { physicalAdapters: [physical] }),
  });
  if (result.portId === undefined) throw new Error(`cannot happen: ${JSON.stringify(result.outcome)}`);
  onSwitch(course, name, () => result);
  return result.portId;
}

/** Otherwise a VF's frame to the management OS would leave by the physical port alone (ruling 2). */
export function steerManagement(course: Course, name: string): void {
  const { adapter, managementPort } = switchNamed(course.testbed, name);
  if (adapter === undefined || managementPort === undefined || !hasNicSwitch(course.testbed, adapter)) return;
  const members = filterMembers(MANAGEMENT_MAC, 'untagged', NDIS_DEFAULT_VPORT_ID);
  const answer = ask(course, adapter, 'OID_RECEIVE_FILTER_SET_FILTER', members);
  if (answer.kind === 'success')
    changeSwitch(course, name, { managementFilter: filterId(Number(answer.members.FilterId)) });
}

/** Every VF of its ports is detached before anything of the switch goes (XSW-IOV-47); VM adapters stay, unconnected. */
export function* deleteExtensibleSwitch(course: Course, name: string): Steps {
  for (const ref of connectedTo(course, name)) {
    const refusal = yield* leave(course, ref);
    if (refusal !== undefined) return refusal;
  }
  const { adapter, externalPort, managementPort, managementFilter } = switchNamed(course.testbed, name);
  if (adapter !== undefined && managementFilter !== undefined)
    ask(course, adapter, 'OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: managementFilter });
  for (const port of [managementPort, externalPort]) {
    if (port === undefined) continue;
    const outcome = onSwitch(course, name, (state) => removePort(state, port));
    if (outcome.kind === 'refused') return refusalOf(outcome);
    yield;
  }
  course.testbed = { ...course.testbed, switches: course.testbed.switches.delete(name) };
  return adapter === undefined ? undefined : unbind(course, adapter);
}

function unbind(course: Course, adapter: string): ReturnType<typeof restartForBinding> {
  changeInstalled(course, adapter, () => ({ boundTo: undefined }));
  return isStarted(course.testbed, adapter) ? restartForBinding(course, adapter) : undefined;
}

export const connectedTo = (course: Course, name: string): readonly VmAdapterRef[] =>
  Array.from(course.testbed.partitions.values())
    .flatMap(refsOf)
    .filter((ref) => vmAdapter(course.testbed, ref).switch === name);

/** Takes a VM adapter off its switch, its VF first (XSW-IOV-43, XSW-IOV-44). */
export function* leave(course: Course, ref: VmAdapterRef): Steps {
  const { attachment } = vmAdapter(course.testbed, ref);
  const refusal = attachment === undefined ? undefined : yield* detachVf(course, ref);
  return refusal ?? (yield* disconnectVmAdapter(course, ref));
}
