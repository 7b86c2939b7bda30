import type { OidMembers, OidValue } from '../../../terms/oid';
import { failed, ok, type Result } from '../../../terms/result';
import { invalidParameter, type Refusal } from '../refusal';
import { NDIS_OBJECT_TYPE_DEFAULT, sizeOf } from './layout';
import type { MemberDescription, Parsed, StructureDescription } from './member-type';
import { parseValue } from './parse-value';

const HEADER_MEMBERS = ['Type', 'Revision', 'Size'];

/**
 * The members of a request as its structure describes them. The first fault is reported: header, then unknown members,
 * then missing or badly typed ones, all with NDIS_STATUS_INVALID_PARAMETER (VF-ALLOC-24 and its kin). Header members may
 * be left out; when given they must be right.
 */
export function parseMembers<S extends StructureDescription>(
  structure: S,
  members: OidMembers,
): Result<Parsed<S>, Refusal> {
  const fault = headerFault(structure, members) ?? unknownMember(structure, members);
  if (fault !== undefined) return failed(invalidParameter(`${structure.name}: ${fault}`));
  const values: Record<string, unknown> = {};
  for (const member of structure.members) {
    const parsed = parseMember(member, members[member.name]);
    if (!parsed.ok) return failed(invalidParameter(`${structure.name}.${member.name} ${parsed.error}`));
    values[member.name] = parsed.value;
  }
  return ok(values as Parsed<S>);
}

export const revisionOf = (members: OidMembers): number =>
  typeof members.Revision === 'number' ? members.Revision : 1;

function headerFault(structure: StructureDescription, members: OidMembers): string | undefined {
  const { Type, Revision, Size } = members;
  if (Type !== undefined && Type !== NDIS_OBJECT_TYPE_DEFAULT && Type !== 'NDIS_OBJECT_TYPE_DEFAULT')
    return 'header Type is not NDIS_OBJECT_TYPE_DEFAULT';
  if (Revision !== undefined && !structure.revisions.includes(Revision as number))
    return `header Revision ${JSON.stringify(Revision)} is unknown; known: ${structure.revisions.join(', ')}`;
  if (Size === undefined) return undefined;
  const size = sizeOf(structure, revisionOf(members));
  return Size === size ? undefined : `header Size is ${JSON.stringify(Size)}, not ${size}`;
}

function unknownMember(structure: StructureDescription, members: OidMembers): string | undefined {
  const unknown = Object.keys(members).find(
    (name) =>
      members[name] !== undefined &&
      !HEADER_MEMBERS.includes(name) &&
      !structure.members.some((member) => member.name === name),
  );
  return unknown === undefined ? undefined : `has no member ${unknown}`;
}

function parseMember(member: MemberDescription, value: OidValue | undefined): Result<unknown> {
  if (member.direction === 'out') return ok(undefined);
  const given = value ?? member.default;
  if (given === undefined)
    return member.optional === true || member.since !== undefined ? ok(undefined) : failed('is missing');
  if (member.type.kind !== 'trailing-array') return parseValue(member.type, given);
  return parseElements(member.type.of, given);
}

function parseElements(of: StructureDescription, value: OidValue): Result<unknown> {
  if (!Array.isArray(value)) return failed('must be a list of structures');
  const parsed: unknown[] = [];
  for (const element of value as readonly OidMembers[]) {
    const each = parseMembers(of, element);
    if (!each.ok) return failed(`[${parsed.length}]: ${each.error.reason}`);
    parsed.push(each.value);
  }
  return ok(parsed);
}
