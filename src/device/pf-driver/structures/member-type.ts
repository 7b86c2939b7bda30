import type { MacAddress } from '../../../terms/mac-address';

/** How a member of a documented structure is written, and how much room it takes in the information buffer. */
export type MemberType =
  | { readonly kind: 'number'; readonly bits: 8 | 16 | 32 | 64 }
  /** A documented enumeration; a request may give the name or the number. */
  | { readonly kind: 'enumeration'; readonly values: Readonly<Record<string, number>> }
  /** A ULONG of flags; a request may give the number or the names joined by ` | `. */
  | { readonly kind: 'flags'; readonly values: Readonly<Record<string, number>> }
  /** UCHAR[NDIS_MAX_PHYS_ADDRESS_LENGTH]: text or at least six bytes. */
  | { readonly kind: 'mac' }
  /** IF_COUNTED_STRING: at most 256 characters. */
  | { readonly kind: 'text' }
  | { readonly kind: 'boolean' }
  /** GROUP_AFFINITY; the number is the mask of processors in group 0. */
  | { readonly kind: 'affinity' }
  /** NDIS_RECEIVE_FILTER_FIELD_VALUE: sixteen bytes in network order; a number or a MAC address in text stands for them. */
  | { readonly kind: 'field-value' }
  /** Bytes behind the structure, at an offset that another member names. */
  | { readonly kind: 'trailing-bytes' }
  /** Elements behind the structure. */
  | { readonly kind: 'trailing-array'; readonly of: StructureDescription };

export type MemberDirection = 'in' | 'out' | 'in-out';

export interface MemberDescription {
  readonly name: string;
  readonly type: MemberType;
  /** Default `in`. An `out` member is ignored in a request. */
  readonly direction?: MemberDirection;
  /** What a requester leaves alone. A member without one must be given. */
  readonly default?: number | string | boolean;
  /** May be left out and then is undefined. */
  readonly optional?: true;
  /** First header revision that has the member; absent: 1. */
  readonly since?: number;
  /** Not in the documented layout: takes no room. */
  readonly beside?: true;
}

export interface StructureDescription {
  /** `NDIS_NIC_SWITCH_VF_PARAMETERS` */
  readonly name: string;
  readonly revisions: readonly number[];
  readonly members: readonly MemberDescription[];
}

/** Keeps the literal types, from which the type of a parsed structure follows. */
export const structure = <const S extends StructureDescription>(description: S): S => description;

interface Values {
  readonly number: number;
  readonly flags: number;
  readonly mac: MacAddress;
  readonly text: string;
  readonly boolean: boolean;
  readonly affinity: number;
  readonly 'field-value': number | string | Uint8Array;
  readonly 'trailing-bytes': Uint8Array;
}

type ValueOf<T extends MemberType> = T extends { kind: 'trailing-array'; of: infer S }
  ? S extends StructureDescription
    ? readonly Parsed<S>[]
    : never
  : T extends { kind: 'enumeration'; values: infer V }
    ? keyof V & string
    : T extends { kind: keyof Values }
      ? Values[T['kind']]
      : never;

/** A request's structure after its members were checked: one property a member, typed by its description. */
export type Parsed<S extends StructureDescription> = {
  readonly [M in S['members'][number] as M['name']]: M extends { optional: true } | { since: number }
    ? ValueOf<M['type']> | undefined
    : ValueOf<M['type']>;
};
