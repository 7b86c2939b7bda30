import type { PortPolicy } from '../extensible-switch/port-policy';
import { setPortPolicy } from '../extensible-switch/property-requests';
import type { ExtensibleSwitch } from '../extensible-switch/extensible-switch';
import type { Testbed } from '../testbed';
import type { Course, Steps } from '../testbed-course';
import { ask, stackRefuses } from './ask';
import { choosePath } from './choose-path';
import { steer, unsteer } from './connect-vm-adapter';
import { policiesOf } from './port-policies';
import { currentAddress } from './current-address';
import { detachVf } from './detach-vf';
import { followAddress } from './follow-address';
import { whyNotEligible } from './eligibility';
import { onSwitch, refusalOf, switchNamed } from './on-switch';
import { changeVmAdapter, vmAdapter, type VmAdapterRef } from './vm-adapter-ref';

/**
 * A setting of a VM adapter's port, and what follows for its VF: what fixes the VF's addresses or VLAN means a new VF
 * (VF-ALLOC-23), a policy that the NIC switch cannot enforce takes the VF away while it is set (ruling 27), a weight
 * gives or takes one (XSW-IOV-10). The VF goes before the setting is in force, so that no frame escapes it.
 */
export function* changePortPolicy(course: Course, ref: VmAdapterRef, policy: PortPolicy): Steps {
  const { switch: name, port, attachment } = vmAdapter(course.testbed, ref);
  if (name === undefined || port === undefined)
    return stackRefuses(`"${ref.partition}" is not connected to a switch`, 'XSW-POLICY-01');
  const tried = setPortPolicy(switchNamed(course.testbed, name).state, port, policy);
  if (tried.outcome.kind === 'success' && attachment !== undefined) {
    const after = withSwitchState(course.testbed, name, tried.switch);
    const refusal = canKeepVf(after, ref, policy) ? undefined : yield* detachVf(course, ref);
    if (refusal !== undefined) return refusal;
  }
  const was = currentAddress(course, ref);
  const refusal = refusalOf(onSwitch(course, name, (state) => setPortPolicy(state, port, policy)));
  if (refusal !== undefined) return refusal;
  yield;
  yield* follow(course, ref, policy);
  if (policy.kind === 'mac-spoofing' || policy.kind === 'teaming') yield* followAddress(course, ref, was);
  yield* choosePath(course, ref);
  return undefined;
}

const withSwitchState = (testbed: Testbed, name: string, state: ExtensibleSwitch): Testbed => ({
  ...testbed,
  switches: testbed.switches.update(name, (each) => ({ ...each, state })),
});

/** @param after the testbed with the setting in force. */
function canKeepVf(after: Testbed, ref: VmAdapterRef, policy: PortPolicy): boolean {
  if (policy.kind === 'mac-address' || policy.kind === 'vlan') return false;
  return whyNotEligible(after, ref, policy.kind === 'iov-weight' ? 'weight' : 'demand') === undefined;
}

function* follow(course: Course, ref: VmAdapterRef, policy: PortPolicy): Steps<void> {
  if (policy.kind === 'iov-weight') changeVmAdapter(course, ref, { iovWeight: policy.weight });
  if (policy.kind === 'mac-spoofing') allowSpoofing(course, ref, policy.allowed);
  if (policy.kind === 'iov-queue-pairs') changeVmAdapter(course, ref, { queuePairs: policy.count });
  if (policy.kind !== 'mac-address' && policy.kind !== 'vlan') return;
  yield* unsteer(course, ref);
  if (policy.kind === 'mac-address') changeVmAdapter(course, ref, { mac: policy.mac });
  else changeVmAdapter(course, ref, { vlan: accessVlan(course, ref) });
  yield* steer(course, ref);
}

function accessVlan(course: Course, ref: VmAdapterRef): number | undefined {
  const mode = policiesOf(course, ref)?.vlan;
  return mode?.kind === 'access' ? mode.vlan : undefined;
}

/** The VPort checks source addresses in the place of the port, which does not see the frames (ruling 7). */
function allowSpoofing(course: Course, ref: VmAdapterRef, allowed: boolean): void {
  const { attachment } = vmAdapter(course.testbed, ref);
  if (attachment?.vport === undefined) return;
  const { adapter, vf, vport } = attachment;
  const members = { VPortId: vport, AttachedFunctionId: vf, AllowMacSpoofing: allowed };
  ask(course, adapter, 'OID_NIC_SWITCH_VPORT_PARAMETERS', members, 'set');
}
