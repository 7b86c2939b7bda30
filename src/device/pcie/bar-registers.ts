import type { BarProfile } from '../adapter-profile';
import type { Register } from './config-layout';

const MEMORY_32_ADDRESS = 0xfffffff0;
const IO_ADDRESS = 0xfffffffc;

/** Fixed low bits: space, width and prefetchability. */
export function typeBits(bar: BarProfile): number {
  if (bar.kind === 'io') return 0x1;
  return (bar.kind === 'memory64' ? 0x4 : 0) | (bar.prefetchable ? 0x8 : 0);
}

/** Address bits of the BAR's low and high dword that a write can change; the all-ones probe shows the size by them. */
export function addressMask(bar: BarProfile, size: number): { readonly low: number; readonly high: number } {
  const mask = BigInt.asUintN(64, -BigInt(size));
  const address = bar.kind === 'io' ? IO_ADDRESS : MEMORY_32_ADDRESS;
  return {
    low: (Number(mask & 0xffffffffn) & address) >>> 0,
    high: bar.kind === 'memory64' ? Number(mask >> 32n) : 0,
  };
}

/** Six registers from `base` on; those that no BAR takes are read-only zero. */
export function baseAddressRegisters(bars: readonly BarProfile[], base: number, name: string): Register[] {
  const registers = new Map<number, Register>();
  for (let index = 0; index < 6; index++) {
    registers.set(index, { offset: base + index * 4, size: 4, name: `${name}${index}` });
  }
  for (const bar of bars) {
    const mask = addressMask(bar, bar.size);
    const low = registers.get(bar.index)!;
    registers.set(bar.index, { ...low, value: typeBits(bar), writable: mask.low });
    if (bar.kind !== 'memory64') continue;
    registers.set(bar.index + 1, { ...registers.get(bar.index + 1)!, writable: mask.high });
  }
  return [...registers.values()];
}
