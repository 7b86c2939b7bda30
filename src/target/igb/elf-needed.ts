const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const DT_NEEDED = 1n;
const DT_STRTAB = 5n;

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: bigint;
  readonly size: number;
}

/** Whether these bytes are a 64-bit little-endian ELF file, the only kind that the guest runs. */
export const isElf = (bytes: Buffer): boolean =>
  bytes.length > 64 && bytes.readUInt32BE(0) === 0x7f454c46 && bytes[4] === 2 && bytes[5] === 1;

function segments(bytes: Buffer): readonly Segment[] {
  const table = Number(bytes.readBigUInt64LE(0x20));
  const entrySize = bytes.readUInt16LE(0x36);
  return Array.from({ length: bytes.readUInt16LE(0x38) }, (_, index) => {
    const at = table + index * entrySize;
    return {
      type: bytes.readUInt32LE(at),
      offset: Number(bytes.readBigUInt64LE(at + 8)),
      address: bytes.readBigUInt64LE(at + 16),
      size: Number(bytes.readBigUInt64LE(at + 32)),
    };
  });
}

function dynamicEntries(bytes: Buffer, dynamic: Segment): readonly (readonly [bigint, bigint])[] {
  return Array.from({ length: dynamic.size / 16 }, (_, index) => {
    const at = dynamic.offset + index * 16;
    return [bytes.readBigUInt64LE(at), bytes.readBigUInt64LE(at + 8)] as const;
  });
}

function textAt(bytes: Buffer, at: number): string {
  return bytes.toString('latin1', at, bytes.indexOf(0, at));
}

/**
 * The shared libraries that an ELF file names (DT_NEEDED). A statically linked file has none. Read here and not with
 * readelf, for binutils is not on a bare machine.
 */
export function neededLibraries(bytes: Buffer): readonly string[] {
  const all = segments(bytes);
  const dynamic = all.find((segment) => segment.type === PT_DYNAMIC);
  if (dynamic === undefined) return [];
  const entries = dynamicEntries(bytes, dynamic);
  const strings = entries.find(([tag]) => tag === DT_STRTAB)?.[1] ?? 0n;
  const home = all.find(
    ({ type, address, size }) => type === PT_LOAD && address <= strings && strings < address + BigInt(size),
  );
  if (home === undefined) return [];
  const table = home.offset + Number(strings - home.address);
  return entries.filter(([tag]) => tag === DT_NEEDED).map(([, name]) => textAt(bytes, table + Number(name)));
}
