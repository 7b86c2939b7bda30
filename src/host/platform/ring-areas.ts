import { Table } from '../../terms/table';
import { RING_AREA_SIZE } from '../guest/vf-miniport';
import type { PartitionNumber } from './partition-number';
import { PARTITION_SPAN } from './system-memory';

/**
 * Which ring areas of each guest's memory its VFs have, by partition number: bit n stands for the area that begins at
 * n × `RING_AREA_SIZE`. A guest without VFs has no entry, so the table is as large as there are guests with VFs.
 */
export type RingAreas = Table<number>;

export const NO_RING_AREAS: RingAreas = Table.empty();

/** Area 0 is what a guest keeps for itself. */
const FIRST_AREA = 1;
const AREAS = PARTITION_SPAN / RING_AREA_SIZE;

export interface TakenArea {
  readonly areas: RingAreas;
  /** Guest-physical address at which the area begins. */
  readonly start: number;
}

/** The lowest area that no VF of the guest has; undefined when its memory is full. Costs the same among 8 VFs or 4,096. */
export function takeRingArea(areas: RingAreas, partition: PartitionNumber): TakenArea | undefined {
  const taken = areas.get(partition) ?? 0;
  for (let area = FIRST_AREA; area < AREAS; area++)
    if ((taken & (1 << area)) === 0)
      return { areas: areas.set(partition, taken | (1 << area)), start: area * RING_AREA_SIZE };
  return undefined;
}

/** @param start what `takeRingArea` gave. */
export function giveRingArea(areas: RingAreas, partition: PartitionNumber, start: number): RingAreas {
  const left = (areas.get(partition) ?? 0) & ~(1 << (start / RING_AREA_SIZE));
  return left === 0 ? areas.delete(partition) : areas.set(partition, left);
}
