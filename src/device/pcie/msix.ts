import type { FunctionId } from '../../terms/function-id';
import { readField } from './config-space';
import { ENTRY_SIZE, pendingSize, type MsixPlacement } from './msix-placement';
import type { Message } from './pcie-event';
import {
  functionState,
  withFunction,
  type FunctionState,
  type MsixState,
  type PcieState,
} from './pcie-state';
import { busMasterEnabled } from './power';
import { MSIX_CONTROL, MSIX_ENABLE, MSIX_FUNCTION_MASK } from './standard-capabilities';

/** A change, and the interrupts that it let go. */
export interface MsixChange {
  readonly state: PcieState;
  readonly messages: readonly Message[];
}

const MASKED = 1;
const ADDRESS_LOW = 0;
const VECTOR_CONTROL = 3;
/** Writable bits of an entry's dwords: addresses are dword aligned, of the control only the mask exists. */
const ENTRY_MASKS = [0xfffffffc, 0xffffffff, 0xffffffff, MASKED] as const;
const NOTHING: readonly Message[] = [];

export const msixOf = (state: PcieState, id: FunctionId): MsixPlacement | undefined =>
  state.blueprint.msix[id.kind];

/** Offset for `readMsix` and `writeMsix` of a hit in a BAR; undefined when the hit is none of MSI-X's business. */
export function msixOffset(
  state: PcieState,
  hit: { readonly function: FunctionId; readonly bar: number; readonly offset: number },
): number | undefined {
  const placement = msixOf(state, hit.function);
  if (placement === undefined || placement.bar !== hit.bar) return undefined;
  const offset = hit.offset - placement.table;
  const end = Math.max(placement.vectors * ENTRY_SIZE, placement.pending + pendingSize(placement.vectors));
  return offset >= 0 && offset < end ? offset : undefined;
}

/** After reset every vector is masked. */
const entryDword = (msix: MsixState, index: number): number =>
  msix.entries.get(index) ?? ((index & 3) === VECTOR_CONTROL ? MASKED : 0);

/** @param offset from the table's start, a multiple of four. Reserved places read zero, an absent function all ones. */
export function readMsix(state: PcieState, id: FunctionId, offset: number): number {
  const target = functionState(state, id);
  const placement = msixOf(state, id);
  if (target === undefined || placement === undefined) return 0xffffffff;
  if (offset < placement.vectors * ENTRY_SIZE) return entryDword(target.msix, offset >> 2);
  const pending = offset - placement.pending;
  const inPending = pending >= 0 && pending < pendingSize(placement.vectors);
  return inPending ? (target.msix.pending.get(pending >> 2) ?? 0) : 0;
}

/** Pending bits and reserved places ignore the write. Unmasking a vector that is pending sends it. */
export function writeMsix(state: PcieState, id: FunctionId, offset: number, value: number): MsixChange {
  const target = functionState(state, id);
  const vectors = msixOf(state, id)?.vectors ?? 0;
  if (target === undefined || offset >= vectors * ENTRY_SIZE) return { state, messages: NOTHING };
  const msix = withEntryDword(target.msix, offset >> 2, value);
  return releasePending(withFunction(state, id, withMsix(target, msix)), id);
}

function withEntryDword(msix: MsixState, index: number, value: number): MsixState {
  const part = index & 3;
  const next = (value & ENTRY_MASKS[part]!) >>> 0;
  const reset = part === VECTOR_CONTROL ? MASKED : 0;
  const entries = next === reset ? msix.entries.delete(index) : msix.entries.set(index, next);
  return entries === msix.entries ? msix : { ...msix, entries };
}

const withMsix = (target: FunctionState, msix: MsixState): FunctionState =>
  msix === target.msix ? target : { ...target, msix };

const controlOf = (target: FunctionState): number => readField(target.config, MSIX_CONTROL, 2);

const mayInterrupt = (state: PcieState, id: FunctionId, target: FunctionState): boolean =>
  (controlOf(target) & (MSIX_ENABLE | MSIX_FUNCTION_MASK)) === MSIX_ENABLE && busMasterEnabled(state, id);

const isMasked = (msix: MsixState, vector: number): boolean =>
  (entryDword(msix, vector * 4 + VECTOR_CONTROL) & MASKED) !== 0;

function messageOf(id: FunctionId, msix: MsixState, vector: number): Message {
  const at = vector * 4;
  const address = entryDword(msix, at + 1) * 2 ** 32 + entryDword(msix, at + ADDRESS_LOW);
  return { function: id, vector, address, data: entryDword(msix, at + 2) };
}

function withPending(msix: MsixState, vector: number, pending: boolean): MsixState {
  const index = vector >> 5;
  const bit = 1 << (vector & 31);
  const was = msix.pending.get(index) ?? 0;
  const next = (pending ? was | bit : was & ~bit) >>> 0;
  if (next === was) return msix;
  return {
    ...msix,
    pending: next === 0 ? msix.pending.delete(index) : msix.pending.set(index, next),
  };
}

/**
 * The function has something to say. With MSI-X off nobody hears it (a VF has no INTx, PCIE-VFCFG-08); behind a mask or
 * without Bus Master Enable it waits in the pending bit. A vector that the function does not have is no interrupt.
 */
export function raiseVector(
  state: PcieState,
  id: FunctionId,
  vector: number,
): { readonly state: PcieState; readonly message?: Message } {
  const target = functionState(state, id);
  const vectors = msixOf(state, id)?.vectors ?? 0;
  if (target === undefined || vector < 0 || vector >= vectors) return { state };
  if ((controlOf(target) & MSIX_ENABLE) === 0) return { state };
  if (mayInterrupt(state, id, target) && !isMasked(target.msix, vector)) {
    return { state, message: messageOf(id, target.msix, vector) };
  }
  return { state: withFunction(state, id, withMsix(target, withPending(target.msix, vector, true))) };
}

/** Sends what is pending and no longer held back. */
export function releasePending(state: PcieState, id: FunctionId): MsixChange {
  const target = functionState(state, id);
  if (target === undefined || target.msix.pending.count === 0) return { state, messages: NOTHING };
  if (!mayInterrupt(state, id, target)) return { state, messages: NOTHING };
  const vectors = pendingVectors(target.msix).filter((vector) => !isMasked(target.msix, vector));
  const msix = vectors.reduce((rest, vector) => withPending(rest, vector, false), target.msix);
  return {
    state: withFunction(state, id, withMsix(target, msix)),
    messages: vectors.map((vector) => messageOf(id, msix, vector)),
  };
}

function pendingVectors(msix: MsixState): readonly number[] {
  const vectors: number[] = [];
  for (const [index, bits] of msix.pending.entries()) {
    for (let bit = 0; bit < 32; bit++) if ((bits >>> bit) & 1) vectors.push(index * 32 + bit);
  }
  return vectors;
}
