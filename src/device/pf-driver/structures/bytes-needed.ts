import type { OidMembers } from '../../../terms/oid';
import { sizeOf } from './layout';
import type { StructureDescription } from './member-type';
import { revisionOf } from './parse-members';

/** Bytes that OID_SRIOV_PROBED_BARS and OID_SRIOV_BAR_RESOURCES put behind their structure. */
const ANSWER_TAIL: Readonly<Record<string, number>> = {
  /** ULONG for each of PCI_TYPE0_ADDRESSES. */
  NDIS_SRIOV_PROBED_BARS_INFO: 24,
  /** sizeof(CM_PARTIAL_RESOURCE_DESCRIPTOR) on 64-bit Windows. */
  NDIS_SRIOV_BAR_RESOURCES_INFO: 20,
};

/**
 * Least information buffer for a request: the structure, what its members say stands behind it, and room for the answer
 * (VF-ALLOC-25, BLOCK-READ-06, BAR-PROBED-07). Members of a wrong type count as absent; parsing refuses them later.
 */
export function bytesNeeded(structure: StructureDescription, members: OidMembers): number {
  const fixed = sizeOf(structure, revisionOf(members));
  const window = structure.members.some((member) => member.name === 'BufferOffset');
  if (window) return windowEnd(fixed, members);
  const tails = structure.members.map((member) => {
    const value = members[member.name];
    return member.type.kind === 'trailing-array' && Array.isArray(value)
      ? value.length * sizeOf(member.type.of)
      : 0;
  });
  return tails.reduce((sum, size) => sum + size, fixed + (ANSWER_TAIL[structure.name] ?? 0));
}

function windowEnd(fixed: number, members: OidMembers): number {
  const { BufferOffset, Length } = members;
  const start = typeof BufferOffset === 'number' ? Math.max(BufferOffset, fixed) : fixed;
  return start + (typeof Length === 'number' ? Length : 0);
}
