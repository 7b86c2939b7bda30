import type { Facet } from '../../terms/domain';

/** Bytes of a PCI Express function's configuration space. */
export const CONFIG_SIZE = 4096;

/** One register, never across a dword. Masks and values are relative to the register; a bit in no mask is read-only. */
export interface Register {
  readonly offset: number;
  readonly size: 1 | 2 | 3 | 4;
  readonly name: string;
  readonly value?: number;
  /** Bits that software writes. */
  readonly writable?: number;
  /** Bits that software clears by writing one (RW1C). */
  readonly clearable?: number;
  /** Bits that a function level reset keeps (PCIE-FLR-11); every other bit returns to its value here. */
  readonly survivesFlr?: number;
  /** Class of state the register belongs to; `config` when absent. */
  readonly facet?: Facet;
}

type Mask = 'value' | 'writable' | 'clearable' | 'survivesFlr';

/** What a function's configuration space is like: shared by every function of the same make, and never changed. */
export interface ConfigLayout {
  /** Reset value and masks, one dword an element. */
  readonly value: Uint32Array;
  readonly writable: Uint32Array;
  readonly clearable: Uint32Array;
  readonly survivesFlr: Uint32Array;
  /** By dword index. */
  readonly registers: ReadonlyMap<number, readonly Register[]>;
  /** Registers that software can change. */
  readonly mutable: readonly Register[];
}

/** @throws when two registers claim one byte, which is a mistake in the code or in a profile's capability offset. */
export function configLayout(registers: readonly Register[]): ConfigLayout {
  refuseOverlap(registers);
  return {
    value: image(registers, 'value'),
    writable: image(registers, 'writable'),
    clearable: image(registers, 'clearable'),
    survivesFlr: image(registers, 'survivesFlr'),
    registers: byDword(registers),
    mutable: registers.filter((register) => ((register.writable ?? 0) | (register.clearable ?? 0)) !== 0),
  };
}

function byDword(registers: readonly Register[]): ReadonlyMap<number, readonly Register[]> {
  const groups = new Map<number, Register[]>();
  for (const register of registers) {
    const index = register.offset >> 2;
    groups.set(index, [...(groups.get(index) ?? []), register]);
  }
  return groups;
}

function image(registers: readonly Register[], mask: Mask): Uint32Array {
  const dwords = new Uint32Array(CONFIG_SIZE / 4);
  for (const register of registers) {
    dwords[register.offset >> 2]! |= (register[mask] ?? 0) << ((register.offset & 3) * 8);
  }
  return dwords;
}

function refuseOverlap(registers: readonly Register[]): void {
  const owners = new Map<number, Register>();
  for (const register of registers) {
    for (let at = register.offset; at < register.offset + register.size; at++) {
      const owner = owners.get(at);
      if (owner !== undefined || at >= CONFIG_SIZE) {
        throw new Error(`${register.name} at ${at} collides with ${owner?.name ?? 'the end of the space'}`);
      }
      owners.set(at, register);
    }
  }
}
