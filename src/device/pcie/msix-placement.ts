import type { AdapterProfile, BarProfile } from '../adapter-profile';

/** Where a function's MSI-X structures lie. `table` is the offset in the BAR, `pending` is counted from the table. */
export interface MsixPlacement {
  readonly bar: number;
  readonly table: number;
  readonly pending: number;
  readonly vectors: number;
}

export const ENTRY_SIZE = 16;
const MAX_VECTORS = 2048;
const PENDING = 0x2000;
/** The register file at the start of the lowest memory BAR. */
const REGISTERS = 0x1000;

/** Entries, and one pending bit for each in units of 8 bytes. */
const compactSize = (vectors: number): number => vectors * ENTRY_SIZE + pendingSize(vectors);
export const pendingSize = (vectors: number): number => Math.ceil(vectors / 64) * 8;

/**
 * The last memory BAR holds the structures, as on igb: table at 0, pending bits at 2000h. An adapter with one BAR keeps
 * its registers in the lower half and these in the upper. Where 2000h does not fit, the bits follow the table. A BAR
 * too small for the profile's vectors has as many as fit, and none without a BAR; the capability then says so.
 */
export function msixPlacement(bars: readonly BarProfile[], wanted: number): MsixPlacement | undefined {
  const memory = bars.filter((bar) => bar.kind !== 'io');
  const bar = memory.at(-1);
  if (bar === undefined) return undefined;
  const table = memory.length === 1 ? Math.max(bar.size / 2, REGISTERS) : 0;
  const vectors = fittingVectors(Math.min(wanted, MAX_VECTORS), bar.size - table);
  if (vectors < 1) return undefined;
  const roomy = vectors * ENTRY_SIZE <= PENDING && PENDING + pendingSize(vectors) <= bar.size - table;
  return { bar: bar.index, table, pending: roomy ? PENDING : vectors * ENTRY_SIZE, vectors };
}

function fittingVectors(wanted: number, room: number): number {
  let vectors = wanted;
  while (vectors > 0 && compactSize(vectors) > room) vectors--;
  return vectors;
}

export const pfMsixPlacement = (profile: AdapterProfile): MsixPlacement | undefined =>
  msixPlacement(profile.pfBars, profile.pfMsixVectors);
export const vfMsixPlacement = (profile: AdapterProfile): MsixPlacement | undefined =>
  msixPlacement(profile.sriov.vfBars, profile.vfMsixVectors);
