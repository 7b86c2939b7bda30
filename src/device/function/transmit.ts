import type { DropReason } from '../../wire/trace';
import type { Frame } from '../../wire/frame';
import { dmaTag } from './dma-tag';
import type { FunctionEvent, FunctionGates } from './function-event';
import { withQueuePair, type FunctionState } from './function-state';
import { raiseQueueCause, unchanged, type FunctionStep } from './interrupts';
import { isPowered } from './power';
import { CAUSE_TRANSMIT, slotSize } from './registers';
import { cancelled, slotsBetween, type TransmitRing } from './ring';
import { parseSlot } from './slot';
import { countDropped, countSent } from './statistics';

/** A function fetches only while it has power, is enabled, and may master the bus (ISO-LAW-08). */
export function transmitGate(state: FunctionState, gates: FunctionGates): DropReason | undefined {
  if (!isPowered(state)) return 'not-powered';
  if (!state.registers.transmitEnabled) return 'transmit-disabled';
  return gates.busMasterEnable ? undefined : 'bus-master-disabled';
}

/**
 * The doorbell of a queue pair: one read for each slot from the old tail to the new one. A tail at or beyond the length,
 * or one that would run over slots still in flight, is ignored. In low power the write does not reach the register.
 */
export function ringDoorbell(
  state: FunctionState,
  queuePair: number,
  tail: number,
  gates: FunctionGates,
): FunctionStep {
  const ring = state.queuePairs[queuePair]?.transmit;
  if (ring === undefined || tail >= ring.length) return unchanged(state);
  const frames = slotsBetween(ring, ring.tail, tail);
  if (frames === 0 || ring.inFlight.length + frames >= ring.length) return unchanged(state);
  const reason = transmitGate(state, gates);
  if (reason === undefined) return fetch(state, queuePair, ring, frames);
  const refused: FunctionEvent = { kind: 'transmit-refused', queuePair, frames, reason };
  if (reason === 'not-powered') return { state, events: [refused] };
  return { state: discard(state, queuePair, { ...ring, tail }, frames), events: [refused] };
}

/**
 * Frames that may not be fetched are discarded, not kept for later: a frame that leaves at the moment when somebody sets
 * a Command bit would be the effect of an action that sent nothing.
 */
function discard(state: FunctionState, queuePair: number, ring: TransmitRing, frames: number): FunctionState {
  const head = ring.inFlight[0]?.slot ?? ring.tail;
  return countDropped(withTransmit(state, queuePair, { ...ring, head }), frames);
}

function fetch(state: FunctionState, queuePair: number, ring: TransmitRing, frames: number): FunctionStep {
  const size = slotSize(state.registers.maxFrameSize);
  const asked = Array.from({ length: frames }, (_, index) => ({
    tag: dmaTag(state.id, state.nextTag + index),
    slot: (ring.tail + index) % ring.length,
  }));
  const tail = (ring.tail + frames) % ring.length;
  const next = withTransmit(state, queuePair, { ...ring, tail, inFlight: [...ring.inFlight, ...asked] });
  return {
    state: { ...next, nextTag: state.nextTag + frames },
    events: asked.map(({ tag, slot }) => ({
      kind: 'dma-read',
      address: ring.base + slot * size,
      length: size,
      tag,
    })),
  };
}

/** What a completion brought. */
export type TransmitOutcome =
  | { readonly kind: 'frame'; readonly frame: Frame; readonly queuePair: number }
  | { readonly kind: 'dropped'; readonly reason: DropReason; readonly queuePair: number }
  /** Nobody asked, or the function was reset since: discarded (PCIE-FLR-10). */
  | { readonly kind: 'unknown-tag' };

/** @param bytes the slot; absent: the IOMMU blocked the read. */
export function completeTransmit(
  state: FunctionState,
  tag: number,
  bytes: Uint8Array | undefined,
): FunctionStep & { readonly outcome: TransmitOutcome } {
  const queuePair = state.queuePairs.findIndex(({ transmit }) =>
    transmit.inFlight.some((asked) => asked.tag === tag),
  );
  const ring = state.queuePairs[queuePair]?.transmit;
  if (ring === undefined) return { ...unchanged(state), outcome: { kind: 'unknown-tag' } };
  const outcome: Exclude<TransmitOutcome, { kind: 'unknown-tag' }> = isCancelled(ring, tag)
    ? { kind: 'dropped', reason: 'not-connected', queuePair }
    : sort(bytes, state.registers.maxFrameSize, queuePair);
  const counted = outcome.kind === 'frame' ? countSent(state, outcome.frame) : countDropped(state);
  const done = withTransmit(counted, queuePair, completed(ring, tag));
  return { ...raiseQueueCause(done, queuePair, CAUSE_TRANSMIT), outcome };
}

const isCancelled = ({ inFlight }: TransmitRing, wanted: number): boolean =>
  inFlight.some((each) => each.tag === wanted && each.cancelled === true);

/** The VPort that they were to leave by is deleted: the frames that are being fetched are lost (VPORT-DELETE-13). */
export function cancelTransmits(state: FunctionState): FunctionState {
  if (state.queuePairs.every(({ transmit }) => transmit.inFlight.length === 0)) return state;
  const queuePairs = state.queuePairs.map((pair) => ({ ...pair, transmit: cancelled(pair.transmit) }));
  return { ...state, queuePairs };
}

function sort(
  bytes: Uint8Array | undefined,
  maxFrameSize: number,
  queuePair: number,
): Exclude<TransmitOutcome, { kind: 'unknown-tag' }> {
  if (bytes === undefined) return { kind: 'dropped', reason: 'iommu-fault', queuePair };
  const frame = parseSlot(bytes, maxFrameSize);
  return frame.ok
    ? { kind: 'frame', frame: frame.value, queuePair }
    : { kind: 'dropped', reason: frame.error, queuePair };
}

/** Head stops at the first slot that has not come, so that completions may arrive in any order. */
function completed(ring: TransmitRing, tag: number): TransmitRing {
  const inFlight = ring.inFlight.filter((asked) => asked.tag !== tag);
  return { ...ring, inFlight, head: inFlight[0]?.slot ?? ring.tail };
}

function withTransmit(state: FunctionState, index: number, transmit: TransmitRing): FunctionState {
  const pair = state.queuePairs[index];
  return pair === undefined ? state : withQueuePair(state, index, { ...pair, transmit });
}
