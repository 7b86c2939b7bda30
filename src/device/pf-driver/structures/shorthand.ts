import type { MemberDescription } from './member-type';

/** The members that most structures share, spelled once. */
export const ulong = { kind: 'number', bits: 32 } as const;
export const ushort = { kind: 'number', bits: 16 } as const;

export const FLAGS = {
  name: 'Flags',
  type: { kind: 'flags', values: {} },
  default: 0,
} as const satisfies MemberDescription;

/** NDIS_DEFAULT_SWITCH_ID is the only switch (ARCH-COMP-05). */
export const SWITCH_ID = {
  name: 'SwitchId',
  type: ulong,
  default: 0,
} as const satisfies MemberDescription;

export const VF_ID = { name: 'VFId', type: ushort } as const satisfies MemberDescription;
export const BUFFER_OFFSET = {
  name: 'BufferOffset',
  type: ulong,
  optional: true,
} as const satisfies MemberDescription;

/** Elements of an enumeration; offset, count and size describe them in the buffer and follow from the list. */
export const ARRAY_MEMBERS = [
  { name: 'FirstElementOffset', type: ulong, direction: 'out' },
  { name: 'NumElements', type: ulong, direction: 'out' },
  { name: 'ElementSize', type: ulong, direction: 'out' },
] as const satisfies readonly MemberDescription[];
