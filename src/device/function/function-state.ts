import type { FunctionId } from '../../terms/function-id';
import type { AdapterProfile } from '../adapter-profile';
import type { Counters } from '../device';
import { NO_COUNTERS } from '../no-counters';
import { functionLimits, type FunctionLimits } from './function-limits';
import { QUIET_VECTOR, type InterruptVector } from './interrupt-vector';
import { MULTICAST_ENTRIES } from './registers';
import { IDLE_QUEUE_PAIR, type QueuePair } from './ring';

export type PowerState = 'D0' | 'D1' | 'D2' | 'D3';

/** Everything that one PCI function holds besides its configuration space. Immutable; a function knows no other function. */
export interface FunctionState {
  readonly id: FunctionId;
  readonly limits: FunctionLimits;
  readonly power: PowerState;
  /** The port's link, as this function's driver may learn it. */
  readonly linkUp: boolean;
  readonly registers: FunctionRegisters;
  readonly queuePairs: readonly QueuePair[];
  readonly vectors: readonly InterruptVector[];
  /** Contents of configuration blocks, for those that were ever written; the PF driver keeps them (BLOCK-MODEL-02). */
  readonly blocks: ReadonlyMap<number, Uint8Array>;
  /** Bit n: block n was declared invalid and its driver has not fetched that yet (BLOCK-INVAL-05). */
  readonly notice: bigint;
  readonly statistics: Counters;
  /** Counts DMA reads; never goes back, so that a late completion can never meet a newer request. */
  readonly nextTag: number;
}

export interface FunctionRegisters {
  readonly receiveEnabled: boolean;
  readonly transmitEnabled: boolean;
  /** Bytes. */
  readonly maxFrameSize: number;
  /** FILTER_* bits. */
  readonly packetFilter: number;
  /** The multicast table as written: low and high of entry 0, of entry 1, … */
  readonly multicast: readonly number[];
}

const NO_MULTICAST: readonly number[] = new Array<number>(2 * MULTICAST_ENTRIES).fill(0);
const NO_BLOCKS: ReadonlyMap<number, Uint8Array> = new Map();

/** A function as it comes out of power-on: D0, nothing enabled, no ring, no cause, no block. */
export function createFunction(id: FunctionId, profile: AdapterProfile, linkUp = true): FunctionState {
  return defaultState(id, functionLimits(id, profile), linkUp, 0);
}

/**
 * Function level reset and OID_SRIOV_RESET_VF (ruling 13). Survivors: who it is, the port's link, the contents of its
 * blocks (they are the PF driver's) and the tag counter. Reads in flight are forgotten; power is D0.
 */
export function resetFunction(state: FunctionState): FunctionState {
  const fresh = freedFunction(state);
  return { ...fresh, blocks: state.blocks };
}

/** For a VF that was freed: nothing is left that its next owner could read (BLOCK-MODEL-11, PCIE-FLR-09). */
export const freedFunction = (state: FunctionState): FunctionState =>
  defaultState(state.id, state.limits, state.linkUp, state.nextTag);

/** CONTROL_SOFTWARE_RESET, the driver's own: registers, rings and interrupts, as CONTROL says. */
export function softwareReset(state: FunctionState): FunctionState {
  const { registers, queuePairs, vectors } = defaultState(
    state.id,
    state.limits,
    state.linkUp,
    state.nextTag,
  );
  return { ...state, registers, queuePairs, vectors };
}

function defaultState(
  id: FunctionId,
  limits: FunctionLimits,
  linkUp: boolean,
  nextTag: number,
): FunctionState {
  return {
    id,
    limits,
    power: 'D0',
    linkUp,
    registers: {
      receiveEnabled: false,
      transmitEnabled: false,
      maxFrameSize: limits.maxFrameSize,
      packetFilter: 0,
      multicast: NO_MULTICAST,
    },
    queuePairs: new Array<QueuePair>(limits.queuePairs).fill(IDLE_QUEUE_PAIR),
    vectors: new Array<InterruptVector>(limits.vectors).fill(QUIET_VECTOR),
    blocks: NO_BLOCKS,
    notice: 0n,
    statistics: NO_COUNTERS,
    nextTag,
  };
}

export const withQueuePair = (state: FunctionState, index: number, pair: QueuePair): FunctionState => ({
  ...state,
  queuePairs: state.queuePairs.with(index, pair),
});
