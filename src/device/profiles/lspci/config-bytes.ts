import { failed, ok, type Result } from '../../../terms/result';
import type {
  LspciIdentity,
  LspciProblem,
  LspciRegion,
  Shown,
  SriovField,
  SriovRegisters,
} from './lspci-dump';

const EXTENDED_SPACE = 0x100;
const FULL_SPACE = 0x1000;
const SRIOV_ID = 0x0010;
const SRIOV_LENGTH = 0x40;
const NOT_A_FUNCTION = 0xffff;

/** Little-endian reads of a dumped configuration space. */
class ConfigBytes {
  readonly size: number;
  private readonly view: DataView;
  constructor(private readonly bytes: Shown<Uint8Array>) {
    this.view = new DataView(bytes.value.buffer, bytes.value.byteOffset, bytes.value.byteLength);
    this.size = bytes.value.length;
  }
  at(offset: number, width: number): number {
    if (width === 1) return this.view.getUint8(offset);
    return width === 2 ? this.view.getUint16(offset, true) : this.view.getUint32(offset, true);
  }
  line(offset: number): number {
    return this.bytes.line + Math.floor(offset / 16);
  }
}

/** Header fields. A VF reads FFFFh as its identifiers, which then say nothing (PCIE-VFCFG-01). */
export function identityInBytes(bytes: Shown<Uint8Array>): LspciIdentity {
  const space = new ConfigBytes(bytes);
  const vendorId = space.at(0, 2);
  const headerType = space.at(0x0e, 1) & 0x7f;
  return {
    ...(vendorId !== NOT_A_FUNCTION && { vendorId, deviceId: space.at(2, 2) }),
    revisionId: space.at(8, 1),
    classCode: space.at(9, 1) | (space.at(10, 2) << 8),
    ...(headerType === 0 && { subsystemVendorId: space.at(0x2c, 2), subsystemId: space.at(0x2e, 2) }),
  };
}

export const isVirtualFunction = (bytes: Shown<Uint8Array>): boolean =>
  new ConfigBytes(bytes).at(0, 4) === 0xffff_ffff;

/** Bus numbers of a bridge (header type 1). */
export function busRangeInBytes(
  bytes: Shown<Uint8Array>,
): { readonly secondary: number; readonly subordinate: number } | undefined {
  const space = new ConfigBytes(bytes);
  return (space.at(0x0e, 1) & 0x7f) === 1
    ? { secondary: space.at(0x19, 1), subordinate: space.at(0x1a, 1) }
    : undefined;
}

/** BARs of an ordinary function, with type and address; a size cannot be read from them. */
export function regionsInBytes(bytes: Shown<Uint8Array>): readonly LspciRegion[] {
  const space = new ConfigBytes(bytes);
  return (space.at(0x0e, 1) & 0x7f) === 0 ? regionsFrom(space, 0x10) : [];
}

function regionsFrom(space: ConfigBytes, base: number): readonly LspciRegion[] {
  const regions: LspciRegion[] = [];
  for (let index = 0; index < 6; index++) {
    const low = space.at(base + 4 * index, 4);
    if (low === 0 || low === 0xffff_ffff) continue;
    const region = regionAt(space, base, index, low);
    regions.push(region);
    if (region.kind === 'memory64') index++;
  }
  return regions;
}

/** Six registers of four bytes; a 64-bit one at index 5 has no upper half and is refused later. */
function regionAt(space: ConfigBytes, base: number, index: number, low: number): LspciRegion {
  const kind = (low & 1) === 1 ? 'io' : (low & 6) === 4 ? 'memory64' : 'memory32';
  const high = kind === 'memory64' && index < 5 ? space.at(base + 4 * index + 4, 4) : 0;
  const address = high * 2 ** 32 + ((low & (kind === 'io' ? ~0x3 : ~0xf)) >>> 0);
  return {
    index,
    kind,
    prefetchable: kind !== 'io' && (low & 8) !== 0,
    virtual: false,
    line: space.line(base + 4 * index),
    ...(address !== 0 && { address }),
  };
}

/** Table size of MSI-X from the list at 34h; undefined where the list, or the dump, does not reach it. */
export function msixVectorsInBytes(bytes: Shown<Uint8Array>): Shown | undefined {
  const space = new ConfigBytes(bytes);
  const seen = new Set<number>();
  let at = space.at(0x34, 1) & 0xfc;
  while (at >= 0x40 && at + 4 <= Math.min(space.size, EXTENDED_SPACE) && !seen.has(at)) {
    seen.add(at);
    if (space.at(at, 1) === 0x11)
      return { value: (space.at(at + 2, 2) & 0x7ff) + 1, line: space.line(at + 2) };
    at = space.at(at + 1, 1) & 0xfc;
  }
  return undefined;
}

/** Extended capabilities by id, with their offsets, from a dump of 4,096 bytes; shorter dumps hold none. */
export function extendedCapabilities(
  bytes: Shown<Uint8Array>,
): Result<ReadonlyMap<number, number>, LspciProblem> {
  const space = new ConfigBytes(bytes);
  const found = new Map<number, number>();
  const seen = new Set<number>();
  let at = space.size === FULL_SPACE ? EXTENDED_SPACE : 0;
  while (at !== 0) {
    const header = space.at(at, 4);
    if (header === 0 || header === 0xffff_ffff) break;
    seen.add(at);
    if (!found.has(header & 0xffff)) found.set(header & 0xffff, at);
    const next = header >>> 20;
    if (seen.has(next) || (next !== 0 && (next < EXTENDED_SPACE || next % 4 !== 0)))
      return failed(brokenList(space, at, next));
    at = next;
  }
  return ok(found);
}

const brokenList = (space: ConfigBytes, at: number, next: number): LspciProblem => ({
  line: space.line(at),
  sentence:
    `the extended capability at 0x${at.toString(16)} of the hex dump points to 0x${next.toString(16)}; ` +
    'expected 0, or a multiple of 4 from 0x100 that the list has not visited',
});

const REGISTERS: readonly {
  readonly field: SriovField;
  readonly offset: number;
  readonly width: 1 | 2 | 4;
}[] = [
  { field: 'capabilities', offset: 0x04, width: 4 },
  { field: 'control', offset: 0x08, width: 2 },
  { field: 'initialVfs', offset: 0x0c, width: 2 },
  { field: 'totalVfs', offset: 0x0e, width: 2 },
  { field: 'numVfs', offset: 0x10, width: 2 },
  { field: 'functionDependencyLink', offset: 0x12, width: 1 },
  { field: 'firstVfOffset', offset: 0x14, width: 2 },
  { field: 'vfStride', offset: 0x16, width: 2 },
  { field: 'vfDeviceId', offset: 0x1a, width: 2 },
  { field: 'supportedPageSizes', offset: 0x1c, width: 4 },
  { field: 'systemPageSize', offset: 0x20, width: 4 },
];
const VF_BARS = 0x24;

/** The SR-IOV capability's registers, byte for byte (PCIE-CAP-01). */
export function sriovInBytes(
  bytes: Shown<Uint8Array>,
  capabilities: ReadonlyMap<number, number>,
): Result<SriovRegisters | undefined, LspciProblem> {
  const base = capabilities.get(SRIOV_ID);
  if (base === undefined) return ok(undefined);
  const space = new ConfigBytes(bytes);
  if (base + SRIOV_LENGTH > space.size)
    return failed({
      line: space.line(base),
      sentence: `the SR-IOV capability lies at 0x${base.toString(16)} of the hex dump; expected at most 0xfc0`,
    });
  const fields = REGISTERS.map(({ field, offset, width }) => [
    field,
    { value: space.at(base + offset, width), line: space.line(base + offset) },
  ]);
  return ok({
    line: space.line(base),
    capabilityOffset: { value: base, line: space.line(base) },
    ...(Object.fromEntries(fields) as { readonly [field in SriovField]?: Shown }),
    vfBars: regionsFrom(space, base + VF_BARS),
  });
}
