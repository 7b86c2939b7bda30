import { hostEvent, type HostEvent } from '../host-event';
import type { Json } from '../../terms/json';
import type { Boundary, OidAnswer, OidMembers, OidValue } from '../../terms/oid';
import { usualMethod } from '../../device/pf-driver/structures/requests';
import { issuerName, type IssuedRequest } from './ndis-adapter';

interface Passage {
  readonly boundary: Boundary;
  readonly miniportCalled: boolean;
}

/** The log line of a request: who, where, what with, the answer, and whether MiniportOidRequest was called. */
export const oidEvent = (
  adapter: string,
  { issuer, request }: IssuedRequest,
  answer: OidAnswer,
  { boundary, miniportCalled }: Passage,
): HostEvent =>
  hostEvent('oid', adapter, {
    oid: request.oid,
    method: request.method ?? usualMethod(request.oid) ?? 'query',
    issuer: issuerName(issuer),
    boundary,
    miniportCalled,
    members: membersAsJson(request.members),
    ...outcomeOf(answer),
  });

const outcomeOf = (answer: OidAnswer): Readonly<Record<string, Json>> =>
  answer.kind === 'success'
    ? { status: 'NDIS_STATUS_SUCCESS', answer: membersAsJson(answer.members) }
    : {
        status: answer.status,
        reason: answer.reason,
        ...(answer.rule !== undefined && { rule: answer.rule }),
        ...(answer.bytesNeeded !== undefined && { bytesNeeded: answer.bytesNeeded }),
      };

/** Bytes as hexadecimal text. */
export function membersAsJson(members: OidMembers): Json {
  const json: Record<string, Json> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) json[name] = asJson(value);
  return json;
}

function asJson(value: OidValue): Json {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return Array.isArray(value) ? (value as readonly OidMembers[]).map(membersAsJson) : (value as Json);
}
