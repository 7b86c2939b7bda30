import type { DropReason } from '../../wire/trace';
import { frameSize, type Frame } from '../../wire/frame';
import type { FunctionEvent, FunctionGates } from './function-event';
import { withQueuePair, type FunctionState } from './function-state';
import { raiseQueueCause } from './interrupts';
import { isPowered } from './power';
import { CAUSE_RECEIVE, slotSize } from './registers';
import { nextSlot, type Ring } from './ring';
import { emitSlot } from './slot';
import { countDropped, countReceived } from './statistics';

export type DeliveryResult =
  | {
      readonly kind: 'written';
      readonly state: FunctionState;
      readonly queuePair: number;
      readonly events: readonly FunctionEvent[];
    }
  /** Counted as dropped in the state. */
  | { readonly kind: 'dropped'; readonly state: FunctionState; readonly reason: DropReason };

/**
 * A frame that the NIC switch decided for this function goes into the next posted slot. The packet filter is the
 * switch's business (`receiveModeOf`); what the switch took out of the frame travels beside it, not in memory.
 */
export function deliver(state: FunctionState, frame: Frame, gates: FunctionGates): DeliveryResult {
  const reason = receiveGate(state, frame, gates);
  if (reason !== undefined) return dropped(state, reason);
  const queuePair = queuePairFor(state, frame, gates);
  const pair = state.queuePairs[queuePair];
  if (pair === undefined || pair.receive.head === pair.receive.tail)
    return dropped(state, 'no-receive-buffer');
  const { receive } = pair;
  const filled = withQueuePair(state, queuePair, { ...pair, receive: advanced(receive) });
  const raised = raiseQueueCause(countReceived(filled, frame), queuePair, CAUSE_RECEIVE);
  const address = receive.base + receive.head * slotSize(state.registers.maxFrameSize);
  const write: FunctionEvent = { kind: 'dma-write', address, bytes: emitSlot(frame) };
  return { kind: 'written', state: raised.state, queuePair, events: [write, ...raised.events] };
}

/** Why the function takes nothing, or not this frame. The order is from the outside in. */
function receiveGate(state: FunctionState, frame: Frame, gates: FunctionGates): DropReason | undefined {
  if (!isPowered(state)) return 'not-powered';
  if (!gates.busMasterEnable) return 'bus-master-disabled';
  if (!state.registers.receiveEnabled) return 'receive-disabled';
  return frameSize(frame) > state.registers.maxFrameSize ? 'frame-too-long' : undefined;
}

/**
 * Receive side scaling by source and destination address, so that a flow stays in order. Only queue pairs that its VPort
 * was given and whose ring is on take part; where none is, queue pair 0 is asked and has no buffer.
 */
function queuePairFor(state: FunctionState, frame: Frame, gates: FunctionGates): number {
  if (state.queuePairs.length === 1 || gates.queuePairs === 1) return 0;
  const open = state.queuePairs
    .slice(0, gates.queuePairs)
    .flatMap((pair, index) => (pair.receive.length > 0 ? [index] : []));
  return open[flowHash(frame) % Math.max(open.length, 1)] ?? 0;
}

function flowHash(frame: Frame): number {
  let hash = 0;
  for (const octet of `${frame.source}${frame.destination}`)
    hash = (Math.imul(hash, 31) + octet.charCodeAt(0)) >>> 0;
  return hash;
}

const advanced = (ring: Ring): Ring => ({ ...ring, head: nextSlot(ring, ring.head) });

const dropped = (state: FunctionState, reason: DropReason): DeliveryResult => ({
  kind: 'dropped',
  state: countDropped(state),
  reason,
});

/** The IOMMU blocked an earlier `dma-write`: the slot is spent, and the frame lost. */
export const receiveFault = (state: FunctionState): FunctionState => countDropped(state);
