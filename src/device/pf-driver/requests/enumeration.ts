import type { OidMembers } from '../../../terms/oid';
import { sizeOf } from '../structures/layout';
import type { StructureDescription } from '../structures/member-type';

/** Elements behind an info array, with the three members that describe them (SWITCH-ENUM-07, VF-ENUM-05). */
export const enumeration = (
  array: StructureDescription,
  element: StructureDescription,
  elements: readonly OidMembers[],
): OidMembers => ({
  FirstElementOffset: sizeOf(array),
  NumElements: elements.length,
  ElementSize: sizeOf(element),
  Elements: elements,
});
