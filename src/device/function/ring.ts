/** A ring of slots in memory. Empty when head = tail, so that at most length - 1 slots are in use. */
export interface Ring {
  /** Bus address of slot 0, a multiple of 128 below 2^53. */
  readonly base: number;
  /** Slots: 0 (off), or 2 to 4096. */
  readonly length: number;
  readonly head: number;
  readonly tail: number;
}

export interface SlotInFlight {
  readonly tag: number;
  readonly slot: number;
  /** Its VPort has gone: what comes is discarded (VPORT-DELETE-13). */
  readonly cancelled?: true;
}

export interface TransmitRing extends Ring {
  /** Slots that were asked for and have not come yet, in ring order; head names the first of them. */
  readonly inFlight: readonly SlotInFlight[];
}

export interface QueuePair {
  readonly receive: Ring;
  readonly transmit: TransmitRing;
}

export const IDLE_RING: Ring = { base: 0, length: 0, head: 0, tail: 0 };
export const IDLE_TRANSMIT_RING: TransmitRing = { ...IDLE_RING, inFlight: [] };
export const IDLE_QUEUE_PAIR: QueuePair = { receive: IDLE_RING, transmit: IDLE_TRANSMIT_RING };

/** Slots from `from` up to `to`, round the end; 0 for a ring that is off. */
export const slotsBetween = (ring: Ring, from: number, to: number): number =>
  ring.length === 0 ? 0 : (to - from + ring.length) % ring.length;

export const nextSlot = (ring: Ring, slot: number): number => (slot + 1) % ring.length;

/** What was asked for is forgotten: head catches up with tail, late completions find no tag (PCIE-FLR-10). */
export const abandoned = (ring: TransmitRing): TransmitRing =>
  ring.inFlight.length === 0 ? ring : { ...ring, head: ring.tail, inFlight: [] };

/** A read cannot be called back; what it brings is discarded. */
export const cancelled = (ring: TransmitRing): TransmitRing => ({
  ...ring,
  inFlight: ring.inFlight.map((slot) => ({ ...slot, cancelled: true })),
});
