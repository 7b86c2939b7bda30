import type { MemberDescription, MemberType, StructureDescription } from './member-type';

/** NDIS_OBJECT_HEADER: UCHAR Type, UCHAR Revision, USHORT Size. */
const HEADER_SIZE = 4;
export const NDIS_OBJECT_TYPE_DEFAULT = 0x80;

interface Room {
  readonly size: number;
  readonly alignment: number;
}

function roomOf(type: MemberType): Room {
  switch (type.kind) {
    case 'number':
      return { size: type.bits / 8, alignment: type.bits / 8 };
    case 'enumeration':
    case 'flags':
      return { size: 4, alignment: 4 };
    case 'mac':
      return { size: 32, alignment: 1 };
    case 'text':
      return { size: 516, alignment: 2 };
    case 'boolean':
      return { size: 1, alignment: 1 };
    case 'affinity':
      return { size: 16, alignment: 8 };
    case 'field-value':
      return { size: 16, alignment: 8 };
    case 'trailing-bytes':
    case 'trailing-array':
      return { size: 0, alignment: 1 };
  }
}

const roundUp = (value: number, to: number): number => Math.ceil(value / to) * to;

/** Bytes of the fixed part, laid out as the C compiler of the DDI does. */
export function sizeOf(structure: StructureDescription, revision = 1): number {
  const rooms = structure.members.filter((each) => isIn(each, revision)).map((each) => roomOf(each.type));
  const end = rooms.reduce((at, room) => roundUp(at, room.alignment) + room.size, HEADER_SIZE);
  return roundUp(end, Math.max(2, ...rooms.map((room) => room.alignment)));
}

const isIn = (member: MemberDescription, revision: number): boolean =>
  (member.since ?? 1) <= revision && member.beside !== true;
