import {
  RING_HEAD,
  RING_TAIL,
  SLOT_HEADER,
  TRANSMIT_RING,
  ringRegister,
} from '../../device/function/registers';
import { emitFrame } from '../../wire/emit-frame';
import type { Frame } from '../../wire/frame';
import type { VfAccess } from './vf-access';

/** Queue pair 0 sends; a driver for tests needs no transmit steering. */
const SENDING_PAIR = 0;
const HEAD = ringRegister(SENDING_PAIR, TRANSMIT_RING, RING_HEAD);
const DOORBELL = ringRegister(SENDING_PAIR, TRANSMIT_RING, RING_TAIL);

/**
 * The VF miniport sends a frame: into the next slot of the transmit ring, then the doorbell. Everything after that is the
 * device's. A frame that the driver or the VF does not take ends here, with an upcall that says why.
 */
export function sendFrame(access: VfAccess, token: string, frame: Frame): void {
  const { state } = access.miniport();
  if (state !== 'running') return drop(access, token, 'adapter-not-running');
  const bytes = emitFrame(frame);
  const { slotSize } = access.miniport();
  if (bytes.length > slotSize - SLOT_HEADER) return drop(access, token, 'frame-too-long');
  const fetched = sendSlot(access, slotOf(bytes));
  const reason = fetched ? access.unnamedDrop() : access.whyNotSending();
  if (reason !== undefined) drop(access, token, reason);
}

function drop(access: VfAccess, token: string, reason: ReturnType<VfAccess['whyNotSending']>): void {
  const hops = [{ kind: 'function', function: { kind: 'vf', vf: access.vf } }] as const;
  access.surface({ kind: 'dropped', adapter: access.adapter, token, hops, reason });
}

export function slotOf(frame: Uint8Array, length = frame.length): Uint8Array {
  const slot = new Uint8Array(SLOT_HEADER + frame.length);
  new DataView(slot.buffer).setUint32(0, length, true);
  slot.set(frame, SLOT_HEADER);
  return slot;
}

/** @returns false when the device has not fetched the slot: it is off, without power, may not master the bus, or is gone. */
export function sendSlot(access: VfAccess, slot: Uint8Array): boolean {
  const ring = access.miniport().transmitRings[SENDING_PAIR];
  if (ring === undefined) return false;
  const fetchedBefore = access.fetches();
  access.expectFetch();
  access.writeMemory(ring.base + ring.next * access.miniport().slotSize, slot);
  const next = (ring.next + 1) % ring.length;
  access.writeRegister(DOORBELL, next);
  const fetched = access.fetches() > fetchedBefore;
  if (fetched || access.readRegister(HEAD) === next) advance(access, next);
  return fetched;
}

/** A slot that the device neither fetched nor discarded is filled anew by the next frame, so that no old frame leaves late. */
function advance(access: VfAccess, next: number): void {
  access.change((miniport) => ({
    ...miniport,
    transmitRings: miniport.transmitRings.map((ring, pair) =>
      pair === SENDING_PAIR ? { ...ring, next, tail: next } : ring,
    ),
  }));
}
