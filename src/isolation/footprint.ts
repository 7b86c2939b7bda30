import {
  DEVICE_DOMAIN,
  WIRE_DOMAIN,
  domainKey,
  partitionDomain,
  vfDomain,
  type Domain,
  type Facet,
} from '../terms/domain';
import { NDIS_PF_FUNCTION_ID, vfId } from '../terms/function-id';
import type { Party } from '../terms/party';
import { NDIS_DEFAULT_VPORT_ID } from '../terms/switch-ids';
import type { Due } from '../path/due';
import type { Action, StreamSpec } from './action';
import {
  functionRefDomain,
  functionRefOf,
  partitionOf,
  partyDomain,
  pfOn,
  type HolderOf,
  type LabelOf,
} from './actor-of';
import { DELIVERY, EGRESS, OWN_CONGESTION, OWN_DMA_FAULT, PORT_TOTALS } from './channels';
import { oidPolicy, type OidRow } from './oid-policy';
import { POLICY, type Facets, type PolicyRow } from './policy';
import { FILTER_SHELF, VPORT_SHELF, ownerOnShelf, shelfOf, type Sight } from './sight';
import { unheldVfs } from './unheld-vfs';

/** Whom an action may affect, and in what: domain key (or one of the wild keys) → facets. */
export type Footprint = ReadonlyMap<string, ReadonlySet<Facet> | 'all'>;

/** Every domain. */
export const EVERYONE = '*';
/** Every partition. */
export const EVERY_PARTITION = 'partition:*';
/** The PF of every adapter: the virtualization stack serves a partition on whichever its switch is bound to. */
export const EVERY_PF = 'pf:*';
/** One function that nobody named beforehand: the slice that an address hits. */
export const ONE_FUNCTION = '?';
/** One VF that nobody named beforehand: the one that an allocation picks. */
export const ONE_VF = 'vf:?';
/** Every function of one adapter, its wire and device included. */
export const everyoneOn = (label: string | undefined): string => `${label ?? ''}/*`;

export interface FootprintContext {
  readonly before: Pick<Sight, 'observation' | 'holderOf'>;
  /** What is known afterwards narrows a footprint; without it the footprint is the declared one, before anything ran. */
  readonly after?: Pick<Sight, 'holderOf'>;
  readonly due: readonly Due[];
  readonly labelOf: LabelOf;
}

/** Declared: from the arguments and the state before, never from what the subject was seen to touch. */
export function footprint(action: Action, context: FootprintContext): Footprint {
  const reach = new Reach();
  collect(action, context, reach);
  return reach.granted;
}

class Reach {
  readonly granted = new Map<string, Set<Facet> | 'all'>();

  allow(key: string, facets: Facets): void {
    const known = this.granted.get(key);
    if (known === 'all' || facets.length === 0) return;
    if (facets === 'all') this.granted.set(key, 'all');
    else if (known === undefined) this.granted.set(key, new Set(facets));
    else for (const facet of facets) known.add(facet);
  }
}

function collect(action: Action, context: FootprintContext, reach: Reach): void {
  if (action.kind === 'while-streaming') {
    collect(action.action, context, reach);
    for (const stream of action.streams) alongStream(stream, context, reach);
    return;
  }
  const row = policyRowOf(action);
  for (const subject of subjectsOf(action, context)) reach.allow(keyOf(subject), row.subject);
  alongFrames(row, context, reach);
  const label = labelFor(action, context);
  reach.allow(row.actor === 'PF for one partition' ? EVERY_PF : domainKey(pfOn(label)), row.pf);
  if (row.others !== 'all') everyoneElse(row.others, label, reach);
  else reach.allow(EVERYONE, 'all');
  if (row.actor === 'device' || row.actor === 'wire') reach.allow(domainKey(WIRE_DOMAIN), row.wire);
}

const keyOf = (subject: Domain | string): string =>
  typeof subject === 'string' ? subject : domainKey(subject);

function everyoneElse(facets: readonly Facet[], label: string | undefined, reach: Reach): void {
  reach.allow(everyoneOn(label), facets);
  reach.allow(EVERY_PARTITION, facets);
}

/** C1, C2, C6, C8: only domains on the way of a due copy, the wire among them only when egress is due. */
function alongFrames(row: PolicyRow, { due }: FootprintContext, reach: Reach): void {
  if (row.due === 'all' || row.due.length === 0) return;
  for (const each of due) for (const domain of each.touches) along(domain, each, reach);
}

/** A touched device stands for its adapter's port totals, which the PF sees (C6). */
function along(domain: Domain, due: Due, reach: Reach): void {
  if (domain.kind === 'device') reach.allow(domainKey(pfOn(domain.adapter)), PORT_TOTALS.facets);
  else reach.allow(domainKey(domain), facetsAt(domain, due));
}

function facetsAt(domain: Domain, due: Due): readonly Facet[] {
  if (domain.kind === 'wire') return EGRESS.facets;
  if (domain.kind === 'pf') return [...DELIVERY.facets, ...PORT_TOTALS.facets];
  if (due.kind !== 'dropped') return DELIVERY.facets;
  return due.reason === 'iommu-fault' ? OWN_DMA_FAULT.facets : OWN_CONGESTION.facets;
}

/** Both ends of a stream, and who else is due a copy, may use either path while the path changes. */
function alongStream(stream: StreamSpec, context: FootprintContext, reach: Reach): void {
  for (const party of [stream.sender, stream.receiver, ...bystanders(stream, context)])
    for (const holderOf of holdersIn(context)) {
      reach.allow(domainKey(partyDomain(party, holderOf)), DELIVERY.facets);
      if (party.kind === 'partition')
        reach.allow(domainKey(partitionDomain(party.partition)), DELIVERY.facets);
    }
  reach.allow(domainKey(WIRE_DOMAIN), EGRESS.facets);
  for (const each of context.due) for (const domain of each.touches) along(domain, each, reach);
  reach.allow(EVERY_PF, [...DELIVERY.facets, ...PORT_TOTALS.facets]);
}

const bystanders = ({ broadcast, token }: StreamSpec, { due }: FootprintContext): readonly Party[] =>
  broadcast === true
    ? due.flatMap((each) => (each.kind === 'delivered' && each.token === `${token}.1` ? [each.receiver] : []))
    : [];

const holdersIn = ({ before, after }: FootprintContext): readonly HolderOf[] =>
  after === undefined
    ? [(partition) => before.holderOf(partition)]
    : [(partition) => before.holderOf(partition), (partition) => after.holderOf(partition)];

// ---------------------------------------------------------------- rows that depend on the arguments

const ALL_OF_PF: PolicyRow = { ...POLICY['drive-pf'] };

/** The row of the policy that an action falls under, refined by its arguments. */
export function policyRowOf(action: Action): PolicyRow {
  const ref = functionRefOf(action);
  const atPf = ref?.kind === 'pf';
  if (action.kind === 'request-oid') return requestRow(action);
  if (action.kind === 'function-level-reset' && atPf) return ALL_OF_PF;
  if (action.kind === 'config-write' && atPf)
    return action.offset >= FIRST_CAPABILITY ? ALL_OF_PF : { ...POLICY['config-write'], pf: 'all' };
  if (atPf && POLICY[action.kind].actor === 'VF')
    return { ...POLICY[action.kind], pf: POLICY[action.kind].subject };
  return POLICY[action.kind];
}

/** Below lie identity, command and BARs of the PF; from here on power, FLR and the SR-IOV capability, which reach all VFs. */
const FIRST_CAPABILITY = 0x40;

function requestRow(action: Extract<Action, { kind: 'request-oid' }>): PolicyRow {
  if (action.to.kind === 'vf-miniport') return POLICY['vf-driver'];
  const oid = oidPolicy(action.request.oid, action.request.method);
  const others = oid.subject === 'everyone' ? ('all' as const) : [];
  return { ...POLICY['request-oid'], subject: oid.facets, pf: oid.pf, others };
}

// ---------------------------------------------------------------- subjects

const labelFor = (action: Action, { labelOf, before }: FootprintContext): string | undefined => {
  if (action.kind === 'request-oid' && action.to.kind === 'pf-miniport') return labelOf(action.to.adapter);
  const partition = partitionOf(action);
  const holder = partition === undefined ? undefined : before.holderOf(partition);
  if (holder?.kind === 'vf') return holder.adapter;
  const ref = functionRefOf(action);
  if (ref !== undefined) {
    const domain = functionRefDomain(ref, (name) => before.holderOf(name), labelOf);
    return domain.kind === 'partition' ? undefined : domain.adapter;
  }
  return 'adapter' in action && action.kind !== 'add-adapter' ? labelOf(action.adapter) : undefined;
};

/** A domain, or one of the wild keys. */
type Subject = Domain | string;

function subjectsOf(action: Action, context: FootprintContext): readonly Subject[] {
  if (action.kind === 'request-oid' && action.to.kind === 'pf-miniport')
    return requestSubjects(action, oidPolicy(action.request.oid, action.request.method), context);
  if (action.kind === 'install-adapter') return [everyoneOn(context.labelOf(action.adapter))];
  if (action.kind === 'memory-write') return [ONE_FUNCTION];
  if (action.kind === 'send') return senderSubjects(action, context);
  if (action.kind === 'pf-send' || action.kind === 'hold-indications')
    return [pfOn(context.labelOf(action.adapter))];
  if (action.kind === 'set-link' || action.kind === 'fail-next') return [DEVICE_DOMAIN];
  if (action.kind === 'unbind-driver') return unheldVfs(context.before, context.labelOf(action.adapter));
  const partition = partitionOf(action);
  if (partition !== undefined) return guestSubjects(partition, action, context);
  const ref = functionRefOf(action);
  if (ref === undefined) return [];
  return holdersIn(context).map((holderOf) => functionRefDomain(ref, holderOf, context.labelOf));
}

/** A partition, and the VF that its guest drives before or after. Before it ran, an attachment may pick any one VF. */
function guestSubjects(partition: string, action: Action, context: FootprintContext): readonly Subject[] {
  const holders = holdersIn(context).flatMap((holderOf) => holderOf(partition) ?? []);
  const picks = POLICY[action.kind].actor === 'PF for one partition' && context.after === undefined;
  return [partitionDomain(partition), ...holders, ...(picks ? [ONE_VF] : [])];
}

function senderSubjects(
  { sender }: Extract<Action, { kind: 'send' }>,
  context: FootprintContext,
): readonly Subject[] {
  const domain = partyDomain(sender, (name) => context.before.holderOf(name));
  return sender.kind === 'partition' ? [domain, partitionDomain(sender.partition)] : [domain];
}

function requestSubjects(
  { request, to }: Extract<Action, { kind: 'request-oid' }>,
  row: OidRow,
  context: FootprintContext,
): readonly Subject[] {
  const label = to.kind === 'pf-miniport' ? context.labelOf(to.adapter) : undefined;
  const member = (name: string): number | undefined => {
    const value = request.members[name];
    return typeof value === 'number' ? value : undefined;
  };
  const owner = (shelf: string, key: number | undefined): readonly Subject[] => {
    const found =
      key === undefined ? undefined : ownerOnShelf(context.before.observation, shelfOf(label, shelf), key);
    return found === undefined ? [] : [found];
  };
  const functionNamed = (id: number | undefined): readonly Subject[] =>
    id === undefined ? [] : [id === NDIS_PF_FUNCTION_ID ? pfOn(label) : vfDomain(vfId(id), label)];
  switch (row.subject) {
    case 'nobody':
    case 'everyone':
      return [];
    case 'the PF':
      return [pfOn(label)];
    case 'the VF':
      return functionNamed(member('VFId'));
    case 'a new VF':
      return [ONE_VF];
    case 'the attached function':
      return functionNamed(member('AttachedFunctionId') ?? NDIS_PF_FUNCTION_ID);
    case 'the VPort':
      return owner(VPORT_SHELF, member('VPortId') ?? NDIS_DEFAULT_VPORT_ID);
    case 'the filter':
      return owner(FILTER_SHELF, member('FilterId'));
    case 'both ends':
      return [
        ...owner(FILTER_SHELF, member('FilterId')),
        ...owner(VPORT_SHELF, member('SourceVPortId')),
        ...owner(VPORT_SHELF, member('DestVPortId')),
      ];
  }
}
