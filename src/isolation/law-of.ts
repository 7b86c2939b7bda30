import type { Facet, Actor } from '../terms/domain';
import type { Action, ActionKind } from './action';
import { handles } from './handled-facets';

export type LawId = `ISO-LAW-${string}`;

const BLOCK_OIDS = [
  'OID_SRIOV_READ_VF_CONFIG_BLOCK',
  'OID_SRIOV_WRITE_VF_CONFIG_BLOCK',
  'OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK',
];

/** Actions whose own law speaks before that of the facet. */
function lawOfAction(action: Action): LawId | undefined {
  switch (action.kind) {
    case 'reset-vf':
    case 'function-level-reset':
      return 'ISO-LAW-02';
    case 'set-vf-power':
      return 'ISO-LAW-03';
    case 'invalidate-blocks':
    case 'pf-write-block':
      return 'ISO-LAW-13';
    case 'stray-dma':
      return 'ISO-LAW-08';
    case 'forge-interrupt':
      return 'ISO-LAW-17';
    case 'request-oid':
      return lawOfRequest(action.request.oid);
    default:
      return undefined;
  }
}

function lawOfRequest(oid: string): LawId | undefined {
  if (oid === 'OID_SRIOV_RESET_VF') return 'ISO-LAW-02';
  if (oid === 'OID_SRIOV_SET_VF_POWER_STATE') return 'ISO-LAW-03';
  if (oid === 'OID_RECEIVE_FILTER_MOVE_FILTER') return 'ISO-LAW-11';
  return BLOCK_OIDS.includes(oid) ? 'ISO-LAW-13' : undefined;
}

/** Facets whose law is the same whoever acts. */
const LAW_OF_FACET: Partial<Record<Facet, LawId>> = {
  interrupts: 'ISO-LAW-17',
  statistics: 'ISO-LAW-15',
  memory: 'ISO-LAW-08',
  pool: 'ISO-LAW-09',
  blocks: 'ISO-LAW-13',
};

/** Facets under an operation of the PF on behalf of one target, as far as no other law speaks. */
const LAW_OF_PF_FACET: Record<
  Exclude<Facet, 'interrupts' | 'statistics' | 'memory' | 'pool' | 'blocks'>,
  LawId
> = {
  filters: 'ISO-LAW-11',
  vport: 'ISO-LAW-09',
  lifecycle: 'ISO-LAW-10',
  switch: 'ISO-LAW-10',
  rings: 'ISO-LAW-06',
  power: 'ISO-LAW-03',
  config: 'ISO-LAW-14',
  registers: 'ISO-LAW-14',
  capability: 'ISO-LAW-14',
  link: 'ISO-LAW-14',
  port: 'ISO-LAW-10',
};

const TRAFFIC: readonly ActionKind[] = ['send', 'pf-send', 'while-streaming'];

/** The law that a change outside the footprint breaks. */
export function lawOfChange(action: Action, actor: Actor, facet: Facet): LawId {
  const inner = action.kind === 'while-streaming' ? action.action : action;
  const special = lawOfAction(inner) ?? LAW_OF_FACET[facet];
  if (special !== undefined) return special;
  if (TRAFFIC.includes(action.kind) && facet === 'rings') return 'ISO-LAW-06';
  if (TRAFFIC.includes(action.kind) && facet === 'port') return 'ISO-LAW-15';
  if (actor.kind === 'vf' || actor.kind === 'partition') return 'ISO-LAW-01';
  return LAW_OF_PF_FACET[facet as keyof typeof LAW_OF_PF_FACET];
}

/** The law that a delivery breaks which is not as due. */
export function lawOfDelivery(
  action: Action,
  reason: string | undefined,
  leaves: boolean,
  fromVf: boolean,
): LawId {
  if (action.kind === 'while-streaming')
    return action.action.kind === 'request-oid' && lawOfRequest(action.action.request.oid) === 'ISO-LAW-11'
      ? 'ISO-LAW-11'
      : 'ISO-LAW-12';
  if (reason === 'bus-master-disabled' || reason === 'iommu-fault') return 'ISO-LAW-08';
  if (reason === 'spoofed-source' || reason === 'vlan-not-allowed' || reason === 'mac-control-from-vf')
    return 'ISO-LAW-07';
  return leaves && fromVf ? 'ISO-LAW-07' : 'ISO-LAW-06';
}

/** What the laws of resources (09) speak of; a life cycle takes and gives back the others. */
const RESOURCES: readonly Facet[] = ['pool', 'vport', 'filters', 'lifecycle', 'switch', 'capability'];

/**
 * Laws that watching an action decides, whether they hold or not: only those that it could have broken. Frames are what
 * moves through memory (08) and by the counters (15); only a VF's own can be forged (07); interrupts (17) and resources
 * (09) are decided by actions that handle some, and the latter also by a refusal, which takes nothing.
 */
export function lawsDecided(
  action: Action,
  actor: Actor,
  refused: boolean,
  frames: boolean,
): readonly LawId[] {
  const inner = action.kind === 'while-streaming' ? action.action : action;
  const streams = action.kind === 'while-streaming';
  const byGuest = actor.kind === 'vf' || actor.kind === 'partition';
  const decided: readonly (readonly [LawId | undefined, boolean])[] = [
    [lawOfAction(inner), true],
    ['ISO-LAW-16', refused],
    ['ISO-LAW-01', byGuest],
    ['ISO-LAW-06', frames],
    ['ISO-LAW-07', frames && (byGuest || streams)],
    ['ISO-LAW-08', frames],
    ['ISO-LAW-15', frames],
    ['ISO-LAW-12', streams],
    ['ISO-LAW-09', refused || handles(action, RESOURCES)],
    ['ISO-LAW-17', handles(action, ['interrupts'])],
  ];
  return Array.from(new Set(decided.flatMap(([law, could]) => (could && law !== undefined ? [law] : []))));
}
