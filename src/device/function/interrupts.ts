import type { FunctionEvent } from './function-event';
import type { FunctionState } from './function-state';
import { raises, type InterruptVector } from './interrupt-vector';
import { vectorOfQueuePair } from './registers';

export interface FunctionStep {
  readonly state: FunctionState;
  readonly events: readonly FunctionEvent[];
}

export const unchanged = (state: FunctionState): FunctionStep => ({ state, events: [] });

/** Puts a vector into its new state, and says if that sends a message. Same values, same state. */
export function withVector(state: FunctionState, index: number, vector: InterruptVector): FunctionStep {
  const was = state.vectors[index];
  if (was === undefined || sameVector(was, vector)) return unchanged(state);
  return {
    state: { ...state, vectors: state.vectors.with(index, vector) },
    events: raises(was, vector) ? [{ kind: 'interrupt', vector: index }] : [],
  };
}

const sameVector = (a: InterruptVector, b: InterruptVector): boolean =>
  a.cause === b.cause && a.mask === b.mask && a.moderation === b.moderation;

/** A cause that is set already changes nothing. */
export function raiseCause(state: FunctionState, index: number, cause: number): FunctionStep {
  const was = state.vectors[index];
  if (was === undefined || (was.cause & cause) === cause) return unchanged(state);
  return withVector(state, index, { ...was, cause: was.cause | cause });
}

export const raiseQueueCause = (state: FunctionState, queuePair: number, cause: number): FunctionStep =>
  raiseCause(state, vectorOfQueuePair(queuePair, state.vectors.length), cause);
