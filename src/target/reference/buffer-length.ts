import { bytesNeeded } from '../../device/pf-driver/structures/bytes-needed';
import { structureOf } from '../../device/pf-driver/structures/requests';
import type { OidRequest } from '../../terms/oid';

/** A buffer that is said to be too short by some bytes, in bytes; never less than none. */
export function withBufferLength(request: OidRequest): OidRequest {
  const { bufferShortBy, ...rest } = request;
  if (bufferShortBy === undefined || rest.bufferLength !== undefined) return rest;
  const structure = structureOf(request.oid, request.method);
  if (structure === undefined) return rest;
  return { ...rest, bufferLength: Math.max(0, bytesNeeded(structure, request.members) - bufferShortBy) };
}
