import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import type { BarProfile } from '../adapter-profile';
import { dwordAt, type ConfigSpace } from './config-space';
import { functionState, type PcieState } from './pcie-state';
import { pfPower } from './power';
import { systemPageSize, vfEnable, vfMemorySpaceEnable } from './sriov-capability';
import { SRIOV } from './sriov-registers';
import { COMMAND, MEMORY_SPACE_ENABLE } from './standard-capabilities';

/** Bus addresses are plain numbers below 2^53. */
export interface BarSlice {
  readonly index: number;
  /** Undefined where the function does not decode the BAR. */
  readonly base: number | undefined;
  /** Bytes. */
  readonly size: number;
}

/** What a bus address reaches. */
export interface BarHit {
  readonly function: FunctionId;
  readonly bar: number;
  readonly offset: number;
}

const PF_BAR = 0x10;
const vfBarOffset = (state: PcieState): number =>
  state.blueprint.profile.sriov.capabilityOffset + SRIOV.vfBar;

/** One VF's part of a VF BAR: what the all-ones probe shows, and never less than a system page (PCIE-VFBAR-02). */
export const sliceSize = (bar: BarProfile, pageSize: number): number => Math.max(bar.size, pageSize);

/** Zero is what an unassigned BAR holds, so nothing decodes there; nor above 2^53, which no platform hands out. */
function baseIn(config: ConfigSpace, bar: BarProfile, first: number): number | undefined {
  const at = (first >> 2) + bar.index;
  const low = (dwordAt(config, at) & 0xfffffff0) >>> 0;
  const base = bar.kind === 'memory64' ? dwordAt(config, at + 1) * 2 ** 32 + low : low;
  return base === 0 || base > Number.MAX_SAFE_INTEGER ? undefined : base;
}

const pfDecodes = (state: PcieState): boolean =>
  (dwordAt(state.pf.config, COMMAND >> 2) & MEMORY_SPACE_ENABLE) !== 0 && pfPower(state) === 'D0';
const vfsDecode = (state: PcieState): boolean =>
  vfEnable(state) && vfMemorySpaceEnable(state) && pfPower(state) === 'D0';

const pfSlice = (state: PcieState, bar: BarProfile): BarSlice => ({
  index: bar.index,
  base: bar.kind !== 'io' && pfDecodes(state) ? baseIn(state.pf.config, bar, PF_BAR) : undefined,
  size: bar.size,
});

/** Base plus index times slice size; slices do not meet, whatever the settings (PCIE-VFBAR-03, PCIE-VFBAR-04). */
function vfSlice(state: PcieState, index: number, bar: BarProfile): BarSlice {
  const size = sliceSize(bar, systemPageSize(state));
  const decoded = vfsDecode(state) && state.vfs.has(index);
  const base = decoded ? baseIn(state.pf.config, bar, vfBarOffset(state)) : undefined;
  return { index: bar.index, base: base === undefined ? undefined : base + index * size, size };
}

/** Every BAR that the function has, I/O ones included; these never have a memory base. */
export function slicesOf(state: PcieState, id: FunctionId): readonly BarSlice[] {
  const { profile } = state.blueprint;
  return id.kind === 'pf'
    ? profile.pfBars.map((bar) => pfSlice(state, bar))
    : profile.sriov.vfBars.map((bar) => vfSlice(state, id.vf, bar));
}

/** @returns size 0 for a BAR that the function does not have. */
export const sliceOf = (state: PcieState, id: FunctionId, barIndex: number): BarSlice =>
  slicesOf(state, id).find((slice) => slice.index === barIndex) ?? {
    index: barIndex,
    base: undefined,
    size: 0,
  };

/** The one place where a bus address becomes a function: what is not found here reaches nothing (PCIE-VFBAR-07). */
export function decode(state: PcieState, address: number): BarHit | undefined {
  return decodePf(state, address) ?? decodeVf(state, address);
}

function decodePf(state: PcieState, address: number): BarHit | undefined {
  if (!pfDecodes(state)) return undefined;
  for (const bar of state.blueprint.profile.pfBars) {
    if (bar.kind === 'io') continue;
    const base = baseIn(state.pf.config, bar, PF_BAR);
    if (base === undefined || address < base || address >= base + bar.size) continue;
    return { function: PF, bar: bar.index, offset: address - base };
  }
  return undefined;
}

function decodeVf(state: PcieState, address: number): BarHit | undefined {
  if (!vfsDecode(state)) return undefined;
  for (const bar of state.blueprint.profile.sriov.vfBars) {
    const base = baseIn(state.pf.config, bar, vfBarOffset(state));
    if (base === undefined || address < base) continue;
    const size = sliceSize(bar, systemPageSize(state));
    const index = Math.floor((address - base) / size);
    const id = vfFunction(vfId(index));
    if (functionState(state, id) === undefined) continue;
    return { function: id, bar: bar.index, offset: address - base - index * size };
  }
  return undefined;
}
