import {
  DEVICE_DOMAIN,
  PF_DOMAIN,
  WIRE_DOMAIN,
  partitionDomain,
  vfDomain,
  type Actor,
  type Domain,
} from '../terms/domain';
import { vfId } from '../terms/function-id';
import type { Party } from '../terms/party';
import type { Action, FunctionRef, VfRef } from './action';
import { oidPolicy } from './oid-policy';
import { POLICY } from './policy';

/** Which VF a partition's guest drives. */
export type HolderOf = (partition: string) => Domain | undefined;

/** Domains leave the first adapter out; this tells whether a name is the first adapter's. */
export type LabelOf = (adapter: string | undefined) => string | undefined;

const guestDomain = (partition: string, holderOf: HolderOf): Domain =>
  holderOf(partition) ?? partitionDomain(partition);

export const pfOn = (label: string | undefined): Domain =>
  label === undefined ? PF_DOMAIN : { kind: 'pf', adapter: label };

function vfRefDomain(ref: VfRef, holderOf: HolderOf, labelOf: LabelOf): Domain {
  return ref.kind === 'number'
    ? vfDomain(vfId(ref.vf), labelOf(ref.adapter))
    : guestDomain(ref.partition, holderOf);
}

export const functionRefDomain = (ref: FunctionRef, holderOf: HolderOf, labelOf: LabelOf): Domain =>
  ref.kind === 'pf' ? pfOn(labelOf(ref.adapter)) : vfRefDomain(ref.vf, holderOf, labelOf);

export function partyDomain(party: Party, holderOf: HolderOf): Domain {
  if (party.kind === 'partition') return guestDomain(party.partition, holderOf);
  return party.kind === 'outside' ? WIRE_DOMAIN : PF_DOMAIN;
}

/** Partition that an action of the stack, of a policy or of a guest names. */
export function partitionOf(action: Action): string | undefined {
  if (action.kind === 'start-partition') return action.spec.partition;
  if (action.kind === 'extension-call') return 'partition' in action.call ? action.call.partition : undefined;
  if (action.kind === 'request-oid')
    return action.to.kind === 'vf-miniport' ? action.to.partition : undefined;
  return 'partition' in action ? action.partition : undefined;
}

export const functionRefOf = (action: Action): FunctionRef | undefined => {
  if ('function' in action) return action.function;
  return 'vf' in action ? { kind: 'vf', vf: action.vf } : undefined;
};

/** Who acts. `labelOf` defaults to a testbed with one adapter. */
export function actorOf(action: Action, holderOf: HolderOf, labelOf: LabelOf = () => undefined): Actor {
  if (action.kind === 'while-streaming') return actorOf(action.action, holderOf, labelOf);
  if (action.kind === 'send') return senderOf(action, holderOf);
  if (action.kind === 'request-oid') return requester(action, holderOf, labelOf);
  const ref = functionRefOf(action);
  if (ref !== undefined) return atFunction(action, functionRefDomain(ref, holderOf, labelOf));
  const adapter = 'adapter' in action ? labelOf(action.adapter) : undefined;
  return byClass(action, adapter, holderOf);
}

function byClass(action: Action, label: string | undefined, holderOf: HolderOf): Actor {
  const partition = partitionOf(action);
  const guest = partition === undefined ? undefined : guestDomain(partition, holderOf);
  const { actor } = POLICY[action.kind];
  if (actor === 'VF' && guest !== undefined) return guest;
  if (actor === 'PF for one partition' && guest !== undefined) return { kind: 'pf-for', target: guest };
  if (actor === 'PF for all')
    return label === undefined ? { kind: 'pf-for-switch' } : { kind: 'pf-for-switch', adapter: label };
  if (actor === 'wire') return WIRE_DOMAIN;
  return actor === 'device' ? DEVICE_DOMAIN : pfOn(label);
}

/** Of accesses to a function: a guest or its mapping acts as the VF; the bus and requests act as the PF for it. */
function atFunction(action: Action, target: Domain): Actor {
  if (target.kind === 'pf') return action.kind === 'function-level-reset' ? switchActor(target) : target;
  const byBus = 'by' in action && (action.by === 'bus' || action.by === 'pf-driver');
  const byVf = 'by' in action && action.by === 'vf-driver';
  const asVf = byVf || (POLICY[action.kind].actor === 'VF' && !byBus);
  return asVf ? target : { kind: 'pf-for', target };
}

const switchActor = ({ adapter }: { readonly adapter?: string }): Actor =>
  adapter === undefined ? { kind: 'pf-for-switch' } : { kind: 'pf-for-switch', adapter };

function senderOf(action: Extract<Action, { kind: 'send' }>, holderOf: HolderOf): Actor {
  return action.sender.kind === 'partition' && action.via === 'synthetic'
    ? partitionDomain(action.sender.partition)
    : partyDomain(action.sender, holderOf);
}

function requester(
  { to, request }: Extract<Action, { kind: 'request-oid' }>,
  holderOf: HolderOf,
  labelOf: LabelOf,
): Actor {
  if (to.kind === 'vf-miniport') return guestDomain(to.partition, holderOf);
  const label = labelOf(to.adapter);
  const { subject } = oidPolicy(request.oid, request.method);
  const vf = request.members['VFId'];
  if (subject === 'everyone') return switchActor(label === undefined ? {} : { adapter: label });
  if (subject === 'the VF' && typeof vf === 'number')
    return { kind: 'pf-for', target: vfDomain(vfId(vf), label) };
  return pfOn(label);
}
