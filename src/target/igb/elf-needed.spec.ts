import { expect } from 'chai';

import { isElf, neededLibraries } from './elf-needed';

/** One loaded segment at address 0x1000 = offset 0, with a dynamic section at 0x200 and its strings at 0x300. */
function elf(needed: readonly string[]): Buffer {
  const bytes = Buffer.alloc(0x400);
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  bytes.writeBigUInt64LE(64n, 0x20);
  bytes.writeUInt16LE(56, 0x36);
  bytes.writeUInt16LE(2, 0x38);
  segment(bytes, 64, { type: 1, offset: 0, address: 0x1000, size: 0x400 });
  segment(bytes, 120, { type: 2, offset: 0x200, address: 0x1200, size: 16 * (needed.length + 2) });
  let text = 1;
  needed.forEach((name, index) => {
    entry(bytes, index, 1n, BigInt(text));
    text += bytes.write(`${name}\0`, 0x300 + text, 'latin1');
  });
  entry(bytes, needed.length, 5n, 0x1300n);
  return bytes;
}

function entry(bytes: Buffer, index: number, tag: bigint, value: bigint): void {
  bytes.writeBigUInt64LE(tag, 0x200 + index * 16);
  bytes.writeBigUInt64LE(value, 0x208 + index * 16);
}

function segment(
  bytes: Buffer,
  at: number,
  { type, offset, address, size }: Record<'type' | 'offset' | 'address' | 'size', number>,
): void {
  bytes.writeUInt32LE(type, at);
  bytes.writeBigUInt64LE(BigInt(offset), at + 8);
  bytes.writeBigUInt64LE(BigInt(address), at + 16);
  bytes.writeBigUInt64LE(BigInt(size), at + 32);
}

describe('the libraries that an ELF file needs', () => {
  it('are those that it names, in order', () => {
    expect(neededLibraries(elf(['libmnl.so.0', 'libc.so.6']))).to.deep.equal(['libmnl.so.0', 'libc.so.6']);
  });

  it('are none where there is no dynamic section', () => {
    const bytes = elf([]);
    bytes.writeUInt32LE(6, 120);
    expect(neededLibraries(bytes)).to.deep.equal([]);
  });

  it('are asked of 64-bit little-endian ELF files alone', () => {
    expect(isElf(elf([]))).to.equal(true);
    expect(isElf(Buffer.from('#!/bin/sh\n'.padEnd(100)))).to.equal(false);
    const narrow = elf([]);
    narrow[4] = 1;
    expect(isElf(narrow)).to.equal(false);
  });
});
