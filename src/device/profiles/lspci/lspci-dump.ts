import type { BarProfile } from '../../adapter-profile';

/** A value and the line, from 1, that shows it. */
export interface Shown<T = number> {
  readonly value: T;
  readonly line: number;
}

/** One sentence about one line: the value found and what was expected. */
export interface LspciProblem {
  readonly line: number;
  readonly sentence: string;
}

/** What a text of lspci shows, in its order. One function may stand there several times, once for each state it was in. */
export interface LspciDump {
  readonly blocks: readonly LspciBlock[];
}

/** One block: the line that begins with an address, what `-v` prints below it, and the rows of `-x`. */
export interface LspciBlock {
  readonly address: LspciAddress;
  readonly line: number;
  /** What stands after the address. */
  readonly title: string;
  readonly identity: LspciIdentity;
  readonly regions: readonly LspciRegion[];
  readonly msixVectors?: Shown;
  readonly ari?: Shown<true>;
  /** Of a bridge. */
  readonly busRange?: { readonly secondary: number; readonly subordinate: number };
  /** `Capabilities: <access denied>`: lspci was not run by root. */
  readonly accessDenied?: Shown<true>;
  readonly sriovText?: SriovText;
  readonly sriovHex?: SriovRegisters;
  /** Configuration space, with the line of its first row. 64, 128, 256 or 4096 bytes. */
  readonly bytes?: Shown<Uint8Array>;
}

export interface LspciAddress {
  /** PCI segment; 0 where none is printed. */
  readonly domain: number;
  /** Bus, device and function. */
  readonly routingId: number;
}

export interface LspciIdentity {
  readonly vendorId?: number;
  readonly deviceId?: number;
  readonly revisionId?: number;
  readonly classCode?: number;
  readonly subsystemVendorId?: number;
  readonly subsystemId?: number;
}

export interface LspciRegion extends Omit<BarProfile, 'size' | 'sizeFrom'> {
  readonly line: number;
  /** Bus address; absent where the BAR is unassigned. */
  readonly address?: number;
  /** Bytes. */
  readonly size?: number;
  /** The region of a VF, which lies in a VF BAR of its PF. */
  readonly virtual: boolean;
}

export const SRIOV_FIELDS = [
  'capabilityOffset',
  'capabilities',
  'control',
  'initialVfs',
  'totalVfs',
  'numVfs',
  'functionDependencyLink',
  'firstVfOffset',
  'vfStride',
  'vfDeviceId',
  'supportedPageSizes',
  'systemPageSize',
] as const;
export type SriovField = (typeof SRIOV_FIELDS)[number];

/** The capability's registers, from either form. */
export type SriovRegisters = { readonly [field in SriovField]?: Shown } & {
  readonly line: number;
  readonly vfBars: readonly LspciRegion[];
};

export type SriovText = SriovRegisters & {
  readonly lastLine: number;
  /** Nothing but this capability followed, and its last line is missing. */
  readonly isOpen: boolean;
};

export const VF_ENABLE = 1 << 0;
export const MEMORY_SPACE_ENABLE = 1 << 3;
export const ARI_CAPABLE_HIERARCHY = 1 << 4;

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');

/** `01:00.0`, or `0001:01:00.0` outside segment 0. */
export function formatAddress({ domain, routingId }: LspciAddress): string {
  const slot = `${hex(routingId >> 8, 2)}:${hex((routingId >> 3) & 0x1f, 2)}.${routingId & 7}`;
  return domain === 0 ? slot : `${hex(domain, 4)}:${slot}`;
}

export const sameAddress = (a: LspciAddress, b: LspciAddress): boolean =>
  a.domain === b.domain && a.routingId === b.routingId;

const ADDRESS = /^(?:([0-9a-f]{4,8}):)?([0-9a-f]{2}):([01][0-9a-f])\.([0-7])$/i;

export function parseAddress(text: string): LspciAddress | undefined {
  const match = ADDRESS.exec(text.trim());
  if (match === null) return undefined;
  const [domain, bus, device, fn] = match.slice(1).map((digits) => parseInt(digits ?? '0', 16));
  return { domain: domain ?? 0, routingId: ((bus ?? 0) << 8) | ((device ?? 0) << 3) | (fn ?? 0) };
}
