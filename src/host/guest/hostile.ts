import { RECEIVE_RING, RING_TAIL, TRANSMIT_RING, ringRegister } from '../../device/function/registers';
import { PARENT_PARTITION, type PartitionNumber } from '../platform/partition-number';
import { systemBase } from '../platform/system-memory';
import type { InterruptMessage } from '../platform/interrupt-remapping';
import { writeMessage } from './messages';
import { layOutRings, programRing, programRings } from './rings';
import { sendSlot, slotOf } from './send';
import type { VfAccess } from './vf-access';

/** What a guest can do with nothing but its own VF's registers. None of it may reach anybody else. */

/** Well inside a partition's memory, at a place where its own driver keeps nothing. */
const VICTIM_OFFSET = 0x2000;
const NOWHERE = 2 ** 45;

export const addressIn = (partition: PartitionNumber): number => systemBase(partition) + VICTIM_OFFSET;
export const ADDRESS_IN_PARENT = addressIn(PARENT_PARTITION);
export const UNMAPPED_ADDRESS = NOWHERE;

/**
 * Points rings at memory that is not the guest's. From memory: the doorbell of queue pair 0 makes the VF read there at
 * once. To memory: the slots of every queue pair are posted, and the next frame for the VF is written there.
 */
export function strayDma(access: VfAccess, direction: 'to-memory' | 'from-memory', address: number): void {
  access.log('stray-dma', { direction, address });
  const ring = { base: address, length: 4, next: 0, tail: direction === 'to-memory' ? 3 : 0 };
  if (direction === 'to-memory') access.change((miniport) => ({ ...miniport, buffersAstray: true }));
  if (direction === 'to-memory')
    return access.miniport().receiveRings.forEach((_, pair) => programRing(access, pair, RECEIVE_RING, ring));
  programRing(access, 0, TRANSMIT_RING, ring);
  access.writeRegister(ringRegister(0, TRANSMIT_RING, RING_TAIL), 1);
}

/** The driver's own rings again, after stray ones. */
export function restoreRings(access: VfAccess): void {
  access.change(layOutRings);
  programRings(access);
}

/**
 * Writes a message that belongs to somebody else into its own MSI-X table, for every vector, and makes the VF raise an
 * interrupt: the completion of a transmit that fails.
 */
export function forgeInterrupt(access: VfAccess, { address, data }: InterruptMessage): void {
  access.log('forge-interrupt', { address, data });
  for (let vector = 0; vector < access.miniport().vectors; vector++)
    writeMessage(access, vector, address, data);
  sendMalformedSlot(access);
}

/** A slot whose length is a lie and whose frame is none. */
export const sendMalformedSlot = (access: VfAccess): boolean =>
  sendSlot(access, slotOf(Uint8Array.of(1, 2, 3), 60_000));
