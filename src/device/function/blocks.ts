import type { FunctionState } from './function-state';
import { raiseCause, unchanged, type FunctionStep } from './interrupts';
import { isPowered } from './power';
import { CAUSE_NOTICE } from './registers';

/** Content of a block, zeros where nothing was written yet. Which ids exist, and their lengths, is the PF driver's to check. */
export const readBlock = (state: FunctionState, block: number, length: number): Uint8Array => {
  const content = new Uint8Array(length);
  content.set((state.blocks.get(block) ?? new Uint8Array()).subarray(0, length));
  return content;
};

/** Replaces the first bytes of a block; what lies behind them stays. */
export function writeBlock(state: FunctionState, block: number, bytes: Uint8Array): FunctionState {
  const was = state.blocks.get(block) ?? new Uint8Array();
  const content = new Uint8Array(Math.max(was.length, bytes.length));
  content.set(was);
  content.set(bytes);
  return { ...state, blocks: new Map(state.blocks).set(block, content) };
}

const MASK_64 = 2n ** 64n - 1n;

/** Masks are ORed until the driver has read them (BLOCK-INVAL-05, ruling 22); vector 0 gets the notice cause. */
export function invalidateBlocks(state: FunctionState, mask: bigint): FunctionStep {
  const notice = state.notice | (mask & MASK_64);
  if (notice === state.notice) return unchanged(state);
  const noted = { ...state, notice };
  return isPowered(state) ? raiseCause(noted, 0, CAUSE_NOTICE) : unchanged(noted);
}

/** The driver was told: the next notice starts from zero (BLOCK-INVAL-16). */
export function takeNotice(state: FunctionState): { readonly state: FunctionState; readonly mask: bigint } {
  return { state: state.notice === 0n ? state : { ...state, notice: 0n }, mask: state.notice };
}
