import type { FunctionGates } from './function-event';
import { softwareReset, withQueuePair, type FunctionRegisters, type FunctionState } from './function-state';
import { unchanged, withVector, type FunctionStep } from './interrupts';
import { isPowered } from './power';
import * as map from './registers';
import { abandoned, type QueuePair, type Ring } from './ring';
import { ringDoorbell } from './transmit';

/**
 * A memory write into the register BAR. Total: whatever offset and value a guest finds, only this function's state can
 * change, and what the map does not define changes nothing (ISO-LAW-01).
 */
export function writeRegister(
  state: FunctionState,
  offset: number,
  value: number,
  gates: FunctionGates,
): FunctionStep {
  if (offset % 4 !== 0 || offset < 0 || offset >= map.REGISTER_FILE_SIZE) return unchanged(state);
  const word = value >>> 0;
  if (offset >= map.QUEUE_PAIRS) return writeQueuePair(state, offset - map.QUEUE_PAIRS, word, gates);
  if (!isPowered(state)) return unchanged(state);
  if (offset >= map.VECTORS) return writeVector(state, offset - map.VECTORS, word);
  if (offset >= map.MULTICAST_TABLE) return unchanged(writeMulticast(state, offset, word));
  return unchanged(writeHead(state, offset, word));
}

function writeHead(state: FunctionState, offset: number, word: number): FunctionState {
  switch (offset) {
    case map.CONTROL:
      return writeControl(state, word);
    case map.MAX_FRAME_SIZE:
      return writeMaxFrameSize(state, word);
    case map.PACKET_FILTER:
      return withRegisters(state, { packetFilter: word & settableFilter(state) });
    default:
      return state;
  }
}

const settableFilter = (state: FunctionState): number =>
  map.FILTER_BROADCAST |
  map.FILTER_ALL_MULTICAST |
  (state.limits.mayBePromiscuous ? map.FILTER_PROMISCUOUS : 0);

function writeControl(state: FunctionState, word: number): FunctionState {
  if ((word & map.CONTROL_SOFTWARE_RESET) !== 0) return softwareReset(state);
  return withRegisters(state, {
    receiveEnabled: (word & map.CONTROL_RECEIVE_ENABLE) !== 0,
    transmitEnabled: (word & map.CONTROL_TRANSMIT_ENABLE) !== 0,
  });
}

function writeMaxFrameSize(state: FunctionState, word: number): FunctionState {
  const { receiveEnabled, transmitEnabled } = state.registers;
  if (receiveEnabled || transmitEnabled) return state;
  if (word < map.LOWEST_FRAME_SIZE_LIMIT || word > map.HIGHEST_FRAME_SIZE_LIMIT) return state;
  return withRegisters(state, { maxFrameSize: word });
}

function writeMulticast(state: FunctionState, offset: number, word: number): FunctionState {
  const index = (offset - map.MULTICAST_TABLE) / 4;
  const { multicast } = state.registers;
  const kept = index % 2 === 1 ? (word & (map.MULTICAST_USED | 0xffff)) >>> 0 : word;
  if (index >= multicast.length || multicast[index] === kept) return state;
  return withRegisters(state, { multicast: multicast.with(index, kept) });
}

/** Same values, same object: a write that changes nothing must not look like a change. */
function withRegisters(state: FunctionState, changes: Partial<FunctionRegisters>): FunctionState {
  const names = Object.keys(changes) as (keyof FunctionRegisters)[];
  if (names.every((name) => state.registers[name] === changes[name])) return state;
  return { ...state, registers: { ...state.registers, ...changes } };
}

const MODERATION_RANGE = 0xffff;

function writeVector(state: FunctionState, offset: number, word: number): FunctionStep {
  const index = Math.floor(offset / map.VECTOR_STRIDE);
  const was = state.vectors[index];
  if (was === undefined) return unchanged(state);
  switch (offset % map.VECTOR_STRIDE) {
    case map.VECTOR_CAUSE:
      return withVector(state, index, { ...was, cause: was.cause & ~word });
    case map.VECTOR_MASK:
      return withVector(state, index, { ...was, mask: word & map.CAUSES });
    case map.VECTOR_MODERATION:
      return withVector(state, index, { ...was, moderation: Math.min(word, MODERATION_RANGE) });
    default:
      return unchanged(state);
  }
}

function writeQueuePair(
  state: FunctionState,
  offset: number,
  word: number,
  gates: FunctionGates,
): FunctionStep {
  const index = Math.floor(offset / map.QUEUE_PAIR_STRIDE);
  const pair = state.queuePairs[index];
  if (pair === undefined) return unchanged(state);
  const within = offset % map.QUEUE_PAIR_STRIDE;
  if (within === map.TRANSMIT_RING + map.RING_TAIL) return ringDoorbell(state, index, word, gates);
  if (!isPowered(state)) return unchanged(state);
  const next = writeRing(pair, within, word);
  return unchanged(next === pair ? state : withQueuePair(state, index, next));
}

function writeRing(pair: QueuePair, within: number, word: number): QueuePair {
  if (within < map.TRANSMIT_RING) {
    const receive = written(pair.receive, within, word);
    return receive === pair.receive ? pair : { ...pair, receive };
  }
  const transmit = written(pair.transmit, within - map.TRANSMIT_RING, word);
  return transmit === pair.transmit ? pair : { ...pair, transmit: abandoned({ ...transmit }) };
}

const ALIGNMENT = 128;
const HIGH_BITS = 0x1f_ffff;

/** Base and length start the ring anew: head = tail = 0. */
function written<R extends Ring>(ring: R, register: number, word: number): R {
  switch (register) {
    case map.RING_BASE_LOW:
      return restarted(ring, {
        base: Math.floor(ring.base / 2 ** 32) * 2 ** 32 + (word - (word % ALIGNMENT)),
      });
    case map.RING_BASE_HIGH:
      return restarted(ring, { base: (word & HIGH_BITS) * 2 ** 32 + (ring.base % 2 ** 32) });
    case map.RING_LENGTH:
      return word === 1 || word > map.MAX_RING_LENGTH ? ring : restarted(ring, { length: word });
    case map.RING_TAIL:
      return word >= ring.length || word === ring.tail ? ring : { ...ring, tail: word };
    default:
      return ring;
  }
}

function restarted<R extends Ring>(ring: R, change: Partial<Ring>): R {
  const next = { ...ring, ...change, head: 0, tail: 0 };
  const same = next.base === ring.base && next.length === ring.length && ring.head === 0 && ring.tail === 0;
  return same ? ring : next;
}
