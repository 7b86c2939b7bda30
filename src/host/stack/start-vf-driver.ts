import { haltVfMiniport } from '../guest/halt';
import { bindProtocols } from '../guest/protocol-bindings';
import { initializeVfMiniport, restartVfMiniport } from '../guest/initialize';
import { setPacketFilter } from '../guest/receive-mode';
import type { CallOutcome } from '../guest/call-outcome';
import type { VfAccess } from '../guest/vf-access';
import { GuestAccess } from '../guest/guest-access';
import type { Course, Refusal, Steps } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { note } from './ask';
import { callRefusal } from './call-refusal';
import { switchDataPath } from './data-path';
import {
  attachmentOf,
  changeAttachment,
  changeVmAdapter,
  partitionNamed,
  vmAdapter,
  type VmAdapterRef,
} from './vm-adapter-ref';

/**
 * The guest's side: its VF miniport starts, NetVSC binds to it, sets the packet filter and switches the data path
 * (VF-ATTACH-08, -09, -21). A guest without a driver leaves it exposed and stays on the synthetic path (XSW-IOV-42).
 * @param by `demand`: a scenario starts the driver now, also in a guest that would not have done so.
 */
export function* startVfDriver(course: Course, ref: VmAdapterRef, by: 'guest' | 'demand' = 'guest'): Steps {
  const { guest } = partitionNamed(course.testbed, ref.partition);
  if (by === 'guest' && guest === 'without-vf-driver') {
    note(course, ref, 'no-vf-driver');
    return undefined;
  }
  const failure = startMiniport(course, ref);
  if (failure !== undefined) return failure;
  yield;
  return yield* bindNetVsc(course, ref);
}

function startMiniport(course: Course, ref: VmAdapterRef): Refusal | undefined {
  return inGuest(course, ref, initializeVfMiniport);
}

/** A call of the VF miniport in the guest that holds the VF. */
function inGuest(
  course: Course,
  ref: VmAdapterRef,
  call: (access: VfAccess) => CallOutcome,
): Refusal | undefined {
  const { adapter, vf } = attachmentOf(course.testbed, ref);
  const outcome = onMachine(course, (carrier) => call(new GuestAccess(carrier, adapter, vf)));
  return callRefusal(outcome, 'VF miniport');
}

/** NetVSC alone binds to a VF miniport (ISO-PRIV-02), and only once it runs. */
export function* bindNetVsc(course: Course, ref: VmAdapterRef): Steps {
  const { adapter, vf } = attachmentOf(course.testbed, ref);
  const { netvsc } = vmAdapter(course.testbed, ref);
  changeVmAdapter(course, ref, { netvsc: { ...netvsc, bound: true } });
  note(course, ref, 'netvsc-bind', { adapter, VFId: vf });
  yield;
  const failure = inGuest(course, ref, goOnline);
  if (failure !== undefined) return failure;
  yield;
  switchDataPath(course, ref, 'VF');
  changeAttachment(course, ref, { stage: 'ACTIVE' });
  return undefined;
}

const BROADCAST_AND_GROUPS = { broadcast: true, allMulticast: false, promiscuous: false };

/** NetVSC's packet filter, and NDIS in the guest restarts the miniport: from here on the VF receives. */
function goOnline(access: VfAccess): CallOutcome {
  bindProtocols(access);
  const filter = setPacketFilter(access, BROADCAST_AND_GROUPS);
  return filter.kind === 'done' ? restartVfMiniport(access) : filter;
}

/**
 * The guest stops its driver by itself: NetVSC goes back to the synthetic path first. Nobody asked the stack, so the
 * filters stay where they are and frames for the guest end at a VF without driver (PATH-FAILOVER-10).
 */
export function* haltVfDriver(course: Course, ref: VmAdapterRef): Steps {
  if (attachmentOf(course.testbed, ref).stage === 'ACTIVE') {
    switchDataPath(course, ref, 'synthetic');
    changeAttachment(course, ref, { stage: 'EXPOSED' });
    yield;
    const { netvsc } = vmAdapter(course.testbed, ref);
    changeVmAdapter(course, ref, { netvsc: { ...netvsc, bound: false } });
    note(course, ref, 'netvsc-unbind');
    yield;
  }
  return inGuest(course, ref, (access) => haltVfMiniport(access, 'graceful'));
}
