import { Table } from '../../terms/table';
import { partitionNumber, type PartitionNumber } from './partition-number';

/** Bytes of system address space a partition is given; guest-physical addresses run from 0 to this, exclusive. */
export const PARTITION_SPAN = 1 << 26;
/** What is copied when one byte changes, so no more than holds a short frame; has nothing to do with pages of a CPU. */
const PAGE_SIZE = 512;

/** Memory of all partitions of a host, sparse: only pages that were written are kept, the rest reads zero. */
export type SystemMemory = Table<PartitionMemory>;

export interface PartitionMemory {
  /** By guest-physical address over `PAGE_SIZE`. */
  readonly pages: Table<Uint8Array>;
  /** Bytes that were written by DMA of a function which another partition holds. Must stay 0 (PCIE-IOMMU-02). */
  readonly foreignWrites: number;
}

export const NO_MEMORY: SystemMemory = Table.empty();
const UNTOUCHED: PartitionMemory = { pages: Table.empty(), foreignWrites: 0 };

/**
 * System address at which a partition's memory begins. The first span belongs to nobody, so that a guest-physical
 * address taken for a system address (a missing translation) names no memory at all.
 */
export const systemBase = (partition: PartitionNumber): number => (partition + 1) * PARTITION_SPAN;

interface Place {
  readonly partition: PartitionNumber;
  readonly offset: number;
}

/** Who has this system address; undefined below the first partition. */
export function placeOf(address: number): Place | undefined {
  const span = Math.floor(address / PARTITION_SPAN);
  if (span < 1) return undefined;
  return { partition: partitionNumber(span - 1), offset: address - span * PARTITION_SPAN };
}

export const memoryOf = (memory: SystemMemory, partition: PartitionNumber): PartitionMemory =>
  memory.get(partition) ?? UNTOUCHED;

/** @param address system address. Bytes that nobody has read as zero. */
export function readMemory(memory: SystemMemory, address: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const place = placeOf(address);
  if (place === undefined) return bytes;
  const { pages } = memoryOf(memory, place.partition);
  for (let at = 0; at < length;) {
    const offset = place.offset + at;
    const within = offset % PAGE_SIZE;
    const count = Math.min(PAGE_SIZE - within, length - at);
    const page = pages.get(Math.floor(offset / PAGE_SIZE));
    if (page !== undefined) bytes.set(page.subarray(within, within + count), at);
    at += count;
  }
  return bytes;
}

/** @param writer partition whose processor or device writes; a write into another's memory is counted there. */
export function writeMemory(
  memory: SystemMemory,
  address: number,
  bytes: Uint8Array,
  writer: PartitionNumber,
): SystemMemory {
  const place = placeOf(address);
  if (place === undefined || bytes.length === 0) return memory;
  const was = memoryOf(memory, place.partition);
  return memory.set(place.partition, {
    pages: withBytes(was.pages, place.offset, bytes),
    foreignWrites: was.foreignWrites + (writer === place.partition ? 0 : bytes.length),
  });
}

function withBytes(pages: Table<Uint8Array>, start: number, bytes: Uint8Array): Table<Uint8Array> {
  let result = pages;
  for (let at = 0; at < bytes.length;) {
    const number = Math.floor((start + at) / PAGE_SIZE);
    const within = (start + at) % PAGE_SIZE;
    const count = Math.min(PAGE_SIZE - within, bytes.length - at);
    const page = result.get(number)?.slice() ?? new Uint8Array(PAGE_SIZE);
    page.set(bytes.subarray(at, at + count), within);
    result = result.set(number, page);
    at += count;
  }
  return result;
}
