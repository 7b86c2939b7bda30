import {
  MAX_RING_LENGTH,
  RECEIVE_RING,
  RING_BASE_HIGH,
  RING_BASE_LOW,
  RING_LENGTH,
  RING_TAIL,
  TRANSMIT_RING,
  ringRegister,
} from '../../device/function/registers';
import type { VfAccess } from './vf-access';
import { RING_AREA_SIZE, type Ring, type VfMiniport } from './vf-miniport';

const TRANSMIT_SLOTS = 32;

/** Receive ring of pair 0, transmit ring of pair 0, receive ring of pair 1, … each with an equal share of the area. */
export function layOutRings(miniport: VfMiniport): VfMiniport {
  const { queuePairs, ringArea, slotSize, buffersPerQueue } = miniport;
  const share = RING_AREA_SIZE / (2 * queuePairs);
  const fitting = Math.min(Math.floor(share / slotSize), MAX_RING_LENGTH);
  const pairs = Array.from({ length: queuePairs }, (_, pair) => ringArea + 2 * pair * share);
  const receiveSlots = Math.min(Math.max(buffersPerQueue + 1, 2), fitting);
  const transmitSlots = Math.min(TRANSMIT_SLOTS, fitting);
  return {
    ...miniport,
    buffersAstray: false,
    receiveRings: pairs.map((base) => ({ base, length: receiveSlots, next: 0, tail: receiveSlots - 1 })),
    transmitRings: pairs.map((base) => ({ base: base + share, length: transmitSlots, next: 0, tail: 0 })),
  };
}

export function programRings(access: VfAccess): void {
  const { receiveRings, transmitRings } = access.miniport();
  receiveRings.forEach((ring, pair) => programRing(access, pair, RECEIVE_RING, ring));
  transmitRings.forEach((ring, pair) => programRing(access, pair, TRANSMIT_RING, ring));
}

/** Base and length set head and tail to 0; the tail after them posts the receive buffers. */
export function programRing(access: VfAccess, pair: number, which: number, ring: Ring): void {
  const at = (register: number): number => ringRegister(pair, which, register);
  access.writeRegister(at(RING_BASE_LOW), ring.base % 2 ** 32);
  access.writeRegister(at(RING_BASE_HIGH), Math.floor(ring.base / 2 ** 32));
  access.writeRegister(at(RING_LENGTH), ring.length);
  if (which === RECEIVE_RING) access.writeRegister(at(RING_TAIL), ring.tail);
}

/**
 * From now on each receive ring holds `count` fresh buffers (0 to what the ring takes) and gets none back by itself, so
 * that it runs dry.
 */
export function postReceiveBuffers(access: VfAccess, count: number): void {
  access.change((miniport) => ({
    ...miniport,
    handsBuffersBack: false,
    receiveRings: miniport.receiveRings.map((ring) => ({
      ...ring,
      next: 0,
      tail: Math.min(count, ring.length - 1),
    })),
  }));
  access.miniport().receiveRings.forEach((ring, pair) => programRing(access, pair, RECEIVE_RING, ring));
  access.log('receive-buffers-posted', { count });
}
