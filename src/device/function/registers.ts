/**
 * The register map of one PCI function: 4 KiB at the start of its register BAR (the lowest memory BAR: BAR 0 on most
 * adapters, BAR 2 on some), every register 32 bits wide at a multiple of four. It fits one page of the smallest System
 * Page Size, so that nothing of a neighbour can lie in it.
 *
 * Reserved offsets, registers of queue pairs and vectors that the function does not have, and read-only registers ignore
 * writes; reserved offsets read zero. In D1, D2 and D3 the function answers no memory request: reads give all ones.
 *
 * How a driver starts (igbvf does the same in other words):
 *  1. CONTROL = SOFTWARE_RESET; it reads back 0.
 *  2. For each queue pair, in each direction: BASE_LOW, BASE_HIGH, LENGTH (slots). Each of the three sets head = tail = 0.
 *  3. Receive TAIL = LENGTH - 1: slots 0 to LENGTH - 2 are posted (head = tail means none, so one slot stays free).
 *  4. PACKET_FILTER, multicast table, CONTROL = RECEIVE_ENABLE | TRANSMIT_ENABLE.
 * Sending: put a frame into the slot at TAIL, write TAIL = (TAIL + 1) mod LENGTH. HEAD follows when the slot was fetched.
 * Receiving: on an interrupt, take slots from the last seen HEAD up to HEAD, hand them back by moving TAIL.
 *
 * A ring is an array of fixed slots in memory; slot i lies at base + i * slotSize(MAX_FRAME_SIZE). A slot begins with the
 * frame's length in bytes (4 bytes, little endian), followed by the frame. The device reads a whole slot by one request.
 */

/** Bytes of the register file. */
export const REGISTER_FILE_SIZE = 0x1000;

/** Bits below. Reads back what was written, but for SOFTWARE_RESET. */
export const CONTROL = 0x000;
export const CONTROL_RECEIVE_ENABLE = 1 << 0;
export const CONTROL_TRANSMIT_ENABLE = 1 << 1;
/** Registers, rings and interrupts to default; statistics, power, blocks and notices stay. Reads zero. Wins over the other bits. */
export const CONTROL_SOFTWARE_RESET = 1 << 3;

/** Read-only. */
export const STATUS = 0x004;
export const STATUS_LINK_UP = 1 << 0;

/**
 * Largest frame, in bytes without preamble and check sequence, that this function sends and receives: 64 to 9022.
 * Ignored while receive or transmit is enabled, because it decides on the size of slots. Never seen by another function.
 */
export const MAX_FRAME_SIZE = 0x008;
export const LOWEST_FRAME_SIZE_LIMIT = 64;
export const HIGHEST_FRAME_SIZE_LIMIT = 9022;

/** Packet filter. Directed frames are always on. PROMISCUOUS reads zero and cannot be set in a VF (ruling 10). */
export const PACKET_FILTER = 0x00c;
export const FILTER_BROADCAST = 1 << 0;
export const FILTER_ALL_MULTICAST = 1 << 1;
export const FILTER_PROMISCUOUS = 1 << 2;

/** Read-only: blocks that the PF declared invalid and the driver has not fetched yet, ids 0 to 31 and 32 to 63. */
export const NOTICE_LOW = 0x010;
export const NOTICE_HIGH = 0x014;

/** Read-only: queue pairs and interrupt vectors of this function. */
export const QUEUE_PAIR_COUNT = 0x018;
export const VECTOR_COUNT = 0x01c;

/** Read-only, modulo 2^32; the software reset does not clear them, a function level reset does. */
export const STATISTICS = {
  framesIn: 0x040,
  framesOut: 0x044,
  bytesIn: 0x048,
  bytesOut: 0x04c,
  broadcastIn: 0x050,
  multicastIn: 0x054,
  dropped: 0x058,
} as const;

/**
 * Multicast table: 64 entries of two registers. Exact addresses, no hash (ruling 4). Low: octets 0 to 3 of the address,
 * octet 0 in bits 7..0. High: octets 4 and 5 in bits 15..0, bit 31 marks the entry as used.
 */
export const MULTICAST_TABLE = 0x200;
export const MULTICAST_STRIDE = 8;
export const MULTICAST_ENTRIES = 64;
export const MULTICAST_LOW = 0;
export const MULTICAST_HIGH = 4;
export const MULTICAST_USED = 0x8000_0000;

/**
 * Interrupt vectors: up to 32 blocks. Vector 0 carries link and notice; queue pair q uses vector 1 + q mod (vectors - 1),
 * or vector 0 where there is only one. CAUSE is write-one-to-clear. A message goes out when an unmasked cause appears
 * and none was pending; so a driver must clear causes to hear again. MODERATION is an interval in microseconds, 0 to
 * 65,535, kept and not acted upon (time is not modelled).
 */
export const VECTORS = 0x400;
export const VECTOR_STRIDE = 0x10;
export const MAX_VECTORS = 32;
export const VECTOR_CAUSE = 0x0;
export const VECTOR_MASK = 0x4;
export const VECTOR_MODERATION = 0x8;
export const CAUSE_RECEIVE = 1 << 0;
export const CAUSE_TRANSMIT = 1 << 1;
export const CAUSE_LINK = 1 << 2;
export const CAUSE_NOTICE = 1 << 3;
export const CAUSES = 0xf;

/** Queue pairs: up to 32 blocks, each with a receive ring and, 0x20 further, a transmit ring. */
export const QUEUE_PAIRS = 0x800;
export const QUEUE_PAIR_STRIDE = 0x40;
export const MAX_QUEUE_PAIRS = 32;
export const RECEIVE_RING = 0x00;
export const TRANSMIT_RING = 0x20;
/** Bus address of slot 0, bits 31..0 (the lowest 7 read zero) and 63..32 (bits 20..0 of the latter, so that it stays exact). */
export const RING_BASE_LOW = 0x0;
export const RING_BASE_HIGH = 0x4;
/** Slots: 0 (ring off) or 2 to 4096; any other value is ignored. */
export const RING_LENGTH = 0x8;
/** Read-only: the next slot that the device will fill, or whose fetch it waits for. */
export const RING_HEAD = 0xc;
/** Receive: end of the posted slots. Transmit: the doorbell. At LENGTH or beyond it is ignored. */
export const RING_TAIL = 0x10;
export const MAX_RING_LENGTH = 4096;

/** Offset of a ring register: `ringRegister(0, TRANSMIT_RING, RING_TAIL)` is the doorbell of queue pair 0. */
export const ringRegister = (queuePair: number, ring: number, register: number): number =>
  QUEUE_PAIRS + queuePair * QUEUE_PAIR_STRIDE + ring + register;

export const vectorRegister = (vector: number, register: number): number =>
  VECTORS + vector * VECTOR_STRIDE + register;

export const multicastRegister = (entry: number, register: number): number =>
  MULTICAST_TABLE + entry * MULTICAST_STRIDE + register;

/** The vector that queue pair q uses on a function with that many vectors. */
export const vectorOfQueuePair = (queuePair: number, vectors: number): number =>
  vectors > 1 ? 1 + (queuePair % (vectors - 1)) : 0;

/** Bytes before the frame in a slot. */
export const SLOT_HEADER = 4;
export const STANDARD_SLOT_SIZE = 2048;
export const JUMBO_SLOT_SIZE = 16384;

/** Bytes of one slot: 2048, unless the function's largest frame does not fit. */
export const slotSize = (maxFrameSize: number): number =>
  maxFrameSize + SLOT_HEADER <= STANDARD_SLOT_SIZE ? STANDARD_SLOT_SIZE : JUMBO_SLOT_SIZE;
