import { attachAdapter } from '../extensible-switch/attach-adapter';
import type { PortPolicy, VlanMode } from '../extensible-switch/port-policy';
import { removePort } from '../extensible-switch/removal';
import type { Course, Refusal, Steps } from '../testbed-course';
import { changeSwitch, logSwitchEvents, onSwitch, refusalOf, switchNamed } from './on-switch';
import { vmAdapterName } from './partition';
import { policiesOf } from './port-policies';
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
