import { domainKey, vfDomain, type Domain } from '../terms/domain';
import { vfId } from '../terms/function-id';
import type { Action } from './action';
import { partitionOf, type LabelOf } from './actor-of';
import type { OwnedChange } from './difference';
import type { Sight } from './sight';

/** The VF that an action has freed: by request, or because its partition gave it up. */
export function vacatedVf(
  action: Action,
  before: Pick<Sight, 'holderOf'>,
  after: Pick<Sight, 'holderOf'>,
  changes: readonly OwnedChange[],
  labelOf: LabelOf,
): Domain | undefined {
  const inner = action.kind === 'while-streaming' ? action.action : action;
  if (changes.length === 0) return undefined;
  if (inner.kind === 'request-oid') return freedByRequest(inner, labelOf);
  const partition = partitionOf(inner);
  const held = partition === undefined ? undefined : before.holderOf(partition);
  if (partition === undefined || held === undefined) return undefined;
  const holds = after.holderOf(partition);
  const gone = holds === undefined || domainKey(holds) !== domainKey(held);
  return gone && isReleased(inner) ? held : undefined;
}

/** A teardown that stops half-way leaves the VF allocated. */
const isReleased = (action: Action): boolean =>
  action.kind === 'stop-partition' ||
  action.kind === 'migrate-partition' ||
  (action.kind === 'detach-vf' && (action.downTo === undefined || action.downTo === 'NOT_PRESENT'));

function freedByRequest(
  { to, request }: Extract<Action, { kind: 'request-oid' }>,
  labelOf: LabelOf,
): Domain | undefined {
  const vf = request.members['VFId'];
  return to.kind === 'pf-miniport' && request.oid === 'OID_NIC_SWITCH_FREE_VF' && typeof vf === 'number'
    ? vfDomain(vfId(vf), labelOf(to.adapter))
    : undefined;
}
