import type { Register } from './config-layout';

export const EXTENDED_START = 0x100;

/** A structure of the extended list; its header is made when its neighbour is known. */
export interface ExtendedCapability {
  readonly id: number;
  readonly version: number;
  readonly name: string;
  /** Bytes, a multiple of four, header included. */
  readonly length: number;
  /** Registers behind the header, for a structure at `base`. */
  registers(base: number): readonly Register[];
}

export interface PlacedCapability {
  readonly base: number;
  readonly capability: ExtendedCapability;
}

/**
 * Puts each structure at the first free dword from 100h on, leaving room for those already placed. The list starts at
 * 100h (PCIE-CAP-01): the smallest structure goes there when a placed one leaves too little room for the first.
 */
export function place(
  fixed: readonly PlacedCapability[],
  rest: readonly ExtendedCapability[],
): readonly PlacedCapability[] {
  const placed = [...fixed];
  for (const capability of rest) placed.push({ base: firstGap(placed, capability.length), capability });
  return placed.sort((a, b) => a.base - b.base);
}

const ends = (placed: PlacedCapability): number => placed.base + placed.capability.length;

function firstGap(placed: readonly PlacedCapability[], length: number): number {
  const fits = (base: number): boolean => placed.every((p) => base + length <= p.base || base >= ends(p));
  return [EXTENDED_START, ...placed.map(ends).sort((a, b) => a - b)].find(fits)!;
}

/** The structures as registers, linked in ascending order. */
export const linkedRegisters = (placed: readonly PlacedCapability[]): Register[] =>
  placed.flatMap(({ base, capability }, position) => [
    {
      offset: base,
      size: 4,
      name: `${capability.name} Extended Capability Header`,
      value: capability.id | (capability.version << 16) | ((placed[position + 1]?.base ?? 0) << 20),
    },
    ...capability.registers(base),
  ]);

/**
 * Alternative Routing-ID Interpretation. Next Function is 0: VFs are found through the SR-IOV capability, and this
 * adapter has one PF.
 */
export const ARI: ExtendedCapability = {
  id: 0x000e,
  version: 1,
  name: 'ARI',
  length: 8,
  registers: (base) => [
    { offset: base + 4, size: 2, name: 'ARI Capability' },
    { offset: base + 6, size: 2, name: 'ARI Control' },
  ],
};

/** Access Control Services with nothing in it: the adapter passes no requests from function to function, and says so. */
export const ACS: ExtendedCapability = {
  id: 0x000d,
  version: 1,
  name: 'ACS',
  length: 8,
  registers: (base) => [
    { offset: base + 4, size: 2, name: 'ACS Capability' },
    { offset: base + 6, size: 2, name: 'ACS Control' },
  ],
};
