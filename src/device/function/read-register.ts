import type { Counters } from '../device';
import type { FunctionState } from './function-state';
import { isPowered } from './power';
import * as map from './registers';
import type { Ring } from './ring';

const ALL_ONES = 0xffff_ffff;

/** Value of a register, without side effects: 0 at reserved and unaligned offsets, all ones in low power. */
export function readRegister(state: FunctionState, offset: number): number {
  if (!isPowered(state)) return ALL_ONES;
  if (offset % 4 !== 0 || offset < 0 || offset >= map.REGISTER_FILE_SIZE) return 0;
  return valueAt(state, offset) >>> 0;
}

function valueAt(state: FunctionState, offset: number): number {
  if (offset >= map.QUEUE_PAIRS) return queuePairValue(state, offset - map.QUEUE_PAIRS);
  if (offset >= map.VECTORS) return vectorValue(state, offset - map.VECTORS);
  if (offset >= map.MULTICAST_TABLE)
    return state.registers.multicast[(offset - map.MULTICAST_TABLE) / 4] ?? 0;
  return headValue(state, offset);
}

const STATISTIC_AT = new Map<number, keyof Counters>(
  (Object.keys(map.STATISTICS) as (keyof Counters)[]).map((name) => [map.STATISTICS[name], name]),
);

function headValue(state: FunctionState, offset: number): number {
  const { registers } = state;
  switch (offset) {
    case map.CONTROL:
      return (
        (registers.receiveEnabled ? map.CONTROL_RECEIVE_ENABLE : 0) |
        (registers.transmitEnabled ? map.CONTROL_TRANSMIT_ENABLE : 0)
      );
    case map.STATUS:
      return state.linkUp ? map.STATUS_LINK_UP : 0;
    case map.MAX_FRAME_SIZE:
      return registers.maxFrameSize;
    case map.PACKET_FILTER:
      return registers.packetFilter;
    case map.NOTICE_LOW:
      return Number(state.notice & 0xffff_ffffn);
    case map.NOTICE_HIGH:
      return Number(state.notice >> 32n);
    case map.QUEUE_PAIR_COUNT:
      return state.limits.queuePairs;
    case map.VECTOR_COUNT:
      return state.limits.vectors;
    default:
      return statisticValue(state.statistics, offset);
  }
}

function statisticValue(statistics: Counters, offset: number): number {
  const name = STATISTIC_AT.get(offset);
  return name === undefined ? 0 : statistics[name] % 2 ** 32;
}

function vectorValue(state: FunctionState, offset: number): number {
  const vector = state.vectors[Math.floor(offset / map.VECTOR_STRIDE)];
  if (vector === undefined) return 0;
  switch (offset % map.VECTOR_STRIDE) {
    case map.VECTOR_CAUSE:
      return vector.cause;
    case map.VECTOR_MASK:
      return vector.mask;
    case map.VECTOR_MODERATION:
      return vector.moderation;
    default:
      return 0;
  }
}

function queuePairValue(state: FunctionState, offset: number): number {
  const pair = state.queuePairs[Math.floor(offset / map.QUEUE_PAIR_STRIDE)];
  if (pair === undefined) return 0;
  const within = offset % map.QUEUE_PAIR_STRIDE;
  return within < map.TRANSMIT_RING
    ? ringValue(pair.receive, within)
    : ringValue(pair.transmit, within - map.TRANSMIT_RING);
}

function ringValue(ring: Ring, register: number): number {
  switch (register) {
    case map.RING_BASE_LOW:
      return ring.base % 2 ** 32;
    case map.RING_BASE_HIGH:
      return Math.floor(ring.base / 2 ** 32);
    case map.RING_LENGTH:
      return ring.length;
    case map.RING_HEAD:
      return ring.head;
    case map.RING_TAIL:
      return ring.tail;
    default:
      return 0;
  }
}
