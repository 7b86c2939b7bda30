import type { EventName } from '../../terms/event-name';
import type { Issuer, OidAnswer, OidMembers, OidMethod, OidName } from '../../terms/oid';
import { hostEvent } from '../host-event';
import type { Course, Refusal } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { partitionNamed, type VmAdapterRef } from './vm-adapter-ref';
import type { Json } from '../../terms/json';

export const STACK: Issuer = { kind: 'virtualization-stack' };

export const THE_STACK = 'virtualization stack';

/** A request of the virtualization stack, through NDIS. */
export const ask = (
  course: Course,
  adapter: string,
  oid: OidName,
  members: OidMembers,
  method?: OidMethod,
): OidAnswer =>
  onMachine(course, (carrier) =>
    carrier.oid(adapter, STACK, 'ndis', { oid, members, ...(method !== undefined && { method }) }),
  );

/** The refusal in an answer, or undefined. */
export const refusalIn = (answer: OidAnswer, by = 'PF miniport'): Refusal | undefined =>
  answer.kind === 'success'
    ? undefined
    : { status: answer.status, reason: answer.reason, rule: answer.rule, by };

export const stackRefuses = (
  reason: string,
  rule: string,
  status = 'NDIS_STATUS_INVALID_STATE',
): Refusal => ({ status, reason, rule, by: THE_STACK });

/** A line of the log about a VM adapter, in its partition. */
export function note(
  course: Course,
  ref: VmAdapterRef,
  what: EventName,
  details: Readonly<Record<string, Json>> = {},
): void {
  const { partition } = partitionNamed(course.testbed, ref.partition);
  course.events.push(
    hostEvent(what, partition, ref.adapter === undefined ? details : { vmAdapter: ref.adapter, ...details }),
  );
}
