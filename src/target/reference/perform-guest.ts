import { guestSetsMac } from '../../host/extensible-switch/guest-mac';
import type { CallOutcome } from '../../host/guest/call-outcome';
import { clearPendingInterrupts } from '../../host/guest/clear-pending';
import { readConfigBlock, writeConfigBlock } from '../../host/guest/config-blocks';
import { GuestAccess } from '../../host/guest/guest-access';
import { crashGuest, resetVfMiniport } from '../../host/guest/halt';
import {
  ADDRESS_IN_PARENT,
  addressIn,
  forgeInterrupt,
  strayDma,
  UNMAPPED_ADDRESS,
} from '../../host/guest/hostile';
import { maskInterrupt } from '../../host/guest/messages';
import { requestFlr, requestPowerState } from '../../host/guest/privileged';
import { bindProtocol } from '../../host/guest/protocol-bindings';
import { joinGroup, leaveGroup, setPacketFilter } from '../../host/guest/receive-mode';
import { postReceiveBuffers } from '../../host/guest/rings';
import type { VfAccess } from '../../host/guest/vf-access';
import { messageFor } from '../../host/platform/interrupt-remapping';
import { callRefusal } from '../../host/stack/call-refusal';
import { currentAddress } from '../../host/stack/current-address';
import { followAddress } from '../../host/stack/follow-address';
import { refusalOf, onSwitch } from '../../host/stack/on-switch';
import { haltVfDriver, startVfDriver } from '../../host/stack/start-vf-driver';
import { stackRefuses } from '../../host/stack/ask';
import { firstOf, vmAdapter } from '../../host/stack/vm-adapter-ref';
import type { Course } from '../../host/testbed-course';
import { onMachine } from '../../host/traffic/carry-frames';
import type { GuestAction, VfDriverCall } from '../../isolation/action';
import { unreachable } from '../../terms/result';
import { guestWithVf } from './guest-with-vf';
import { knownPartition } from './known-names';
import { DONE, outcomeOf, type Performance, type Performed } from './performed';

type Of<K extends GuestAction['kind']> = Extract<GuestAction, { kind: K }>;

export function* performGuest(course: Course, action: GuestAction): Performance {
  const { partition } = knownPartition(course.testbed, action.partition);
  switch (action.kind) {
    case 'vf-driver':
      return yield* vfDriver(course, partition, action.call);
    case 'stray-dma':
      return stray(course, action);
    case 'forge-interrupt':
      return forge(course, action);
    case 'guest-mac-address':
      return yield* setMac(course, action);
    default:
      return unreachable(action);
  }
}

function* vfDriver(course: Course, partition: string, call: VfDriverCall): Performance {
  guestWithVf(course.testbed, partition);
  const ref = firstOf(partition);
  if (call.kind === 'initialize') return outcomeOf(yield* startVfDriver(course, ref, 'demand'));
  if (call.kind === 'halt') return outcomeOf(yield* haltVfDriver(course, ref));
  return inGuest(course, partition, (access) => callDriver(access, call));
}

const inGuest = (course: Course, partition: string, work: (access: VfAccess) => Performed): Performed => {
  const { adapter, vf } = guestWithVf(course.testbed, partition);
  return onMachine(course, (carrier) => work(new GuestAccess(carrier, adapter, vf)));
};

const performed = (outcome: CallOutcome): Performed => outcomeOf(callRefusal(outcome, 'VF miniport'));

function callDriver(
  access: VfAccess,
  call: Exclude<VfDriverCall, { kind: 'initialize' | 'halt' }>,
): Performed {
  switch (call.kind) {
    case 'reset':
      return performed(resetVfMiniport(access));
    case 'set-packet-filter':
      return performed(setPacketFilter(access, call));
    case 'join-group':
      return performed(joinGroup(access, call.group));
    case 'leave-group':
      return performed(leaveGroup(access, call.group));
    case 'read-block': {
      const read = readConfigBlock(access, call.block, call.length, call.irql);
      return read.kind === 'done' ? { value: spacedHex(read.bytes) } : performed(read);
    }
    case 'write-block':
      return performed(writeConfigBlock(access, call.block, call.bytes, call.irql));
    case 'request-flr':
      return performed(requestFlr(access));
    case 'request-power':
      return performed(requestPowerState(access, call.state));
    case 'post-receive-buffers':
      postReceiveBuffers(access, call.count);
      return DONE;
    case 'mask-interrupt':
      maskInterrupt(access, call.vector, call.masked);
      return DONE;
    case 'clear-pending-interrupts':
      clearPendingInterrupts(access);
      return DONE;
    case 'hold-notices':
      access.holdNotices(call.hold);
      return DONE;
    case 'bind-protocol':
      return performed(bindProtocol(access, call.protocol));
    case 'crash':
      return performed(crashGuest(access));
    default:
      return unreachable(call);
  }
}

const spacedHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

function stray(course: Course, { partition, direction, target }: Of<'stray-dma'>): Performed {
  const address = targetAddress(course, target);
  return inGuest(course, partition, (access) => {
    strayDma(access, direction, address);
    return DONE;
  });
}

function targetAddress(course: Course, target: Of<'stray-dma'>['target']): number {
  if (target.kind === 'partition') return addressIn(knownPartition(course.testbed, target.partition).number);
  return target.kind === 'management-os' ? ADDRESS_IN_PARENT : UNMAPPED_ADDRESS;
}

/** The message of the other's first vector, which the hypervisor gave to that VF alone. */
function forge(course: Course, { partition, target }: Of<'forge-interrupt'>): Performed {
  knownPartition(course.testbed, target);
  const victim = vmAdapter(course.testbed, firstOf(target)).attachment;
  if (victim === undefined)
    return outcomeOf(stackRefuses(`"${target}" has no VF to be forged`, 'PCIE-IOMMU-04'));
  return inGuest(course, partition, (access) => {
    forgeInterrupt(access, messageFor(victim.routingId, 0));
    return DONE;
  });
}

/** On the synthetic adapter; whether the switch follows is for the port's policies to say (XSW-SEC-05). */
function* setMac(course: Course, { partition, mac }: Of<'guest-mac-address'>): Performance {
  const ref = firstOf(partition);
  const { switch: name, port } = vmAdapter(course.testbed, ref);
  if (name === undefined || port === undefined)
    return outcomeOf(stackRefuses(`"${partition}" is not connected to a switch`, 'XSW-NIC-42'));
  const was = currentAddress(course, ref);
  const refusal = refusalOf(onSwitch(course, name, (state) => guestSetsMac(state, port, mac)));
  return outcomeOf(refusal ?? (yield* followAddress(course, ref, was)));
}
