import type { CallOutcome } from '../guest/call-outcome';
import { GuestAccess } from '../guest/guest-access';
import { resetVfMiniport } from '../guest/halt';
import { pauseVfMiniport, restartVfMiniport } from '../guest/initialize';
import type { VfAccess } from '../guest/vf-access';
import type { Course, Refusal, Steps } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { ask, note, refusalIn, stackRefuses } from './ask';
import { choosePath } from './choose-path';
import { connectVmAdapter, disconnectVmAdapter } from './connect-vm-adapter';
import { asPolicyList, policiesOf } from './port-policies';
import { detachVf } from './detach-vf';
import type { PartitionState, SavedPort, VmAdapter } from './partition';
import {
  changePartition,
  changeVmAdapter,
  firstOf,
  partitionNamed,
  refsOf,
  vmAdapter,
  type VmAdapterRef,
} from './vm-adapter-ref';

const setState = (course: Course, name: string, state: PartitionState): void => {
  changePartition(course, name, (partition) => ({ ...partition, state }));
  note(course, firstOf(name), `partition-${state}`);
};

export function mustBe(course: Course, name: string, wanted: PartitionState): Refusal | undefined {
  const { state } = partitionNamed(course.testbed, name);
  return state === wanted ? undefined : stackRefuses(`"${name}" is ${state}, not ${wanted}`, 'PATH-SYN-06');
}

/** VFs first, so that nothing of the partition is steered to a VF when its ports go. */
export function* detachAll(course: Course, name: string): Steps {
  for (const ref of refsOf(partitionNamed(course.testbed, name))) {
    if (vmAdapter(course.testbed, ref).attachment === undefined) continue;
    const refusal = yield* detachVf(course, ref);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

export function* disconnectAll(course: Course, name: string): Steps {
  for (const ref of refsOf(partitionNamed(course.testbed, name))) {
    const refusal = yield* disconnectVmAdapter(course, ref);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

export function* stopPartition(course: Course, name: string): Steps {
  const { state } = partitionNamed(course.testbed, name);
  if (state === 'stopped') return stackRefuses(`"${name}" is stopped already`, 'PATH-SYN-06');
  const refusal = (yield* detachAll(course, name)) ?? (yield* disconnectAll(course, name));
  if (refusal === undefined) setState(course, name, 'stopped');
  return refusal;
}

/** What of a VM adapter is kept while it has no port. */
export function savedPort(course: Course, ref: VmAdapterRef): SavedPort {
  const policies = policiesOf(course, ref);
  return {
    switch: vmAdapter(course.testbed, ref).switch,
    policies: policies === undefined ? [] : asPolicyList(policies),
  };
}

/** A VF has no saved state: it is detached, and one is chosen anew after the restore (PATH-MIGR-03). */
export function* savePartition(course: Course, name: string): Steps {
  const refusal = mustBe(course, name, 'running') ?? (yield* detachAll(course, name));
  if (refusal !== undefined) return refusal;
  for (const ref of refsOf(partitionNamed(course.testbed, name)))
    changeVmAdapter(course, ref, { saved: savedPort(course, ref) });
  const left = yield* disconnectAll(course, name);
  if (left === undefined) setState(course, name, 'saved');
  return left;
}

export function* restorePartition(course: Course, name: string): Steps {
  const refusal = mustBe(course, name, 'saved');
  if (refusal !== undefined) return refusal;
  setState(course, name, 'running');
  for (const ref of refsOf(partitionNamed(course.testbed, name))) {
    const failure = yield* restorePort(course, ref, vmAdapter(course.testbed, ref));
    if (failure !== undefined) return failure;
    yield* choosePath(course, ref);
  }
  return undefined;
}

function* restorePort(course: Course, ref: VmAdapterRef, { saved }: VmAdapter): Steps {
  changeVmAdapter(course, ref, { saved: undefined });
  if (saved?.switch === undefined || !course.testbed.switches.has(saved.switch)) return undefined;
  return yield* connectVmAdapter(course, ref, saved.switch, saved.policies);
}

/** The guest sleeps with its VF: the driver pauses, then the stack powers the VF down (VF-POWER-01). */
export function* suspendPartition(course: Course, name: string): Steps {
  const refusal = mustBe(course, name, 'running');
  if (refusal !== undefined) return refusal;
  const failure = yield* powerVfs(course, name, 'D3', pauseVfMiniport, 'before');
  if (failure === undefined) setState(course, name, 'suspended');
  return failure;
}

/** Power first; the registers may be lost in D3, so the driver sets its VF up anew. */
export function* resumePartition(course: Course, name: string): Steps {
  const refusal = mustBe(course, name, 'suspended');
  if (refusal !== undefined) return refusal;
  setState(course, name, 'running');
  return yield* powerVfs(course, name, 'D0', startAgain, 'after');
}

function startAgain(access: VfAccess): CallOutcome {
  const reset = resetVfMiniport(access);
  return reset.kind === 'done' ? restartVfMiniport(access) : reset;
}

function* powerVfs(
  course: Course,
  name: string,
  state: 'D0' | 'D3',
  call: (access: VfAccess) => CallOutcome,
  when: 'before' | 'after',
): Steps {
  for (const ref of refsOf(partitionNamed(course.testbed, name))) {
    const { attachment } = vmAdapter(course.testbed, ref);
    if (attachment === undefined) continue;
    const { adapter, vf, stage } = attachment;
    const driver = (): void => {
      if (stage === 'ACTIVE') onMachine(course, (carrier) => call(new GuestAccess(carrier, adapter, vf)));
    };
    if (when === 'before') driver();
    yield;
    const members = { VFId: vf, PowerState: `NdisDeviceState${state}`, WakeEnable: false };
    const refusal = refusalIn(ask(course, adapter, 'OID_SRIOV_SET_VF_POWER_STATE', members));
    if (refusal !== undefined) return refusal;
    yield;
    if (when === 'after') driver();
  }
  return undefined;
}
