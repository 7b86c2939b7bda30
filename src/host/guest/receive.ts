import type { Received } from '../../device/device';
import { RECEIVE_RING, RING_TAIL, SLOT_HEADER, ringRegister } from '../../device/function/registers';
import { parseFrame } from '../../wire/parse-frame';
import type { Frame } from '../../wire/frame';
import type { VfAccess } from './vf-access';
import type { Ring, VfMiniport } from './vf-miniport';

/**
 * Takes the frame out of the slot that was just written, reads it from guest memory byte by byte, indicates it, and hands
 * the slot back. What counts is what lies in memory: `received` lends only the name and the way of the frame.
 * @returns false if no ring of a running driver has that slot.
 */
export function takeFromRing(access: VfAccess, address: number, received: Received): boolean {
  const miniport = access.miniport();
  if (miniport.state !== 'running') return false;
  const place = slotAt(miniport, address);
  const frame = place && readSlot(access, address, miniport.slotSize);
  if (place === undefined || frame === undefined) return false;
  giveBack(access, place.queuePair, place.slot);
  access.surface({
    kind: 'guest-received',
    adapter: access.adapter,
    partition: miniport.partition,
    vf: access.vf,
    frame,
    token: received.token,
    hops: received.hops,
    outOfBand: received.outOfBand,
  });
  return true;
}

interface Place {
  readonly queuePair: number;
  readonly slot: number;
}

function slotAt({ receiveRings, slotSize }: VfMiniport, address: number): Place | undefined {
  const queuePair = receiveRings.findIndex(
    ({ base, length }) => address >= base && address < base + length * slotSize,
  );
  const ring = receiveRings[queuePair];
  return ring && { queuePair, slot: Math.floor((address - ring.base) / slotSize) };
}

function readSlot(access: VfAccess, address: number, slotSize: number): Frame | undefined {
  const length = new DataView(access.readMemory(address, SLOT_HEADER).buffer).getUint32(0, true);
  if (length > slotSize - SLOT_HEADER) return undefined;
  const frame = parseFrame(access.readMemory(address + SLOT_HEADER, length));
  return frame.ok ? frame.value : undefined;
}

/** One slot always stays free between tail and head, so the slot before the one just taken is the newest to be posted. */
function giveBack(access: VfAccess, queuePair: number, slot: number): void {
  const { handsBuffersBack } = access.miniport();
  access.change((miniport) => ({
    ...miniport,
    receiveRings: miniport.receiveRings.map((ring, index) =>
      index === queuePair ? taken(ring, slot, handsBuffersBack) : ring,
    ),
  }));
  const tail = access.miniport().receiveRings[queuePair]?.tail;
  if (handsBuffersBack && tail !== undefined)
    access.writeRegister(ringRegister(queuePair, RECEIVE_RING, RING_TAIL), tail);
}

const taken = (ring: Ring, slot: number, back: boolean): Ring => ({
  ...ring,
  next: (slot + 1) % ring.length,
  tail: back ? (ring.tail + 1) % ring.length : ring.tail,
});
