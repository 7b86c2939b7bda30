import { PF_DOMAIN, vfDomain, type Domain, type Facet } from '../../terms/domain';
import type { Json } from '../../terms/json';
import type { Cell, Observation, Shelf } from '../../terms/observation';
import { vportName, type VPortId } from '../../terms/switch-ids';
import { Table } from '../../terms/table';
import type { Counters } from '../device';
import type { NicSwitch, ReceiveFilter, VPort } from './nic-switch';
import { countQueues } from './queue-pool';

/**
 * What the switch lets be observed, and whose it is (design of isolation: a VPort's owner is fixed at creation, a filter's
 * follows the VPort). Which hardware queues a VPort has is the PF's to know: they depend on who came before, and a VF
 * sees only how many it has. Always the same shelves in the same order, without a switch too.
 */
export function nicSwitchShelves(nicSwitch: NicSwitch | undefined): Observation {
  return [
    shelf('VPorts', nicSwitch?.vports, (_, vport: VPort) => vportCells(vport)),
    shelf('queue ranges', nicSwitch?.vports, (_, vport: VPort) => [queueCell(vport)]),
    shelf('receive filters', nicSwitch?.filters, (_, filter: ReceiveFilter) => [
      cell(ownerIn(nicSwitch, filter.vport), 'filters', `filter ${filter.id}`, filterValue(filter)),
    ]),
    shelf('VPort statistics', nicSwitch?.statistics, (vport, counters: Counters) => [
      cell(
        ownerIn(nicSwitch, vport),
        'statistics',
        `${vportName(vport as VPortId)} counters`,
        asJson(counters),
      ),
    ]),
    pfShelf('port totals', 'port', nicSwitch && portRows(nicSwitch)),
    pfShelf('switch pool', 'pool', nicSwitch && poolRows(nicSwitch)),
    pfShelf('switch parameters', 'switch', nicSwitch && parameterRows(nicSwitch)),
  ];
}

/** A record of primitives may stand for itself as JSON. */
const asJson = (record: object): Json => record as { readonly [key: string]: Json };

export const vportOwner = (vport: VPort | undefined): Domain =>
  vport?.function.kind === 'vf' ? vfDomain(vport.function.vf) : PF_DOMAIN;

const ownerIn = (nicSwitch: NicSwitch | undefined, vport: number): Domain =>
  vportOwner(nicSwitch?.vports.get(vport));

const cell = (owner: Domain, facet: Facet, name: string, value: Json): Cell => ({
  owner,
  facet,
  name,
  value,
});

function shelf<V>(
  name: string,
  table: Table<V> | undefined,
  cells: (key: number, value: V) => readonly Cell[],
): Shelf {
  const typed: Shelf<V> = { name, table: table ?? Table.empty<V>(), cells };
  return typed;
}

function vportCells(vport: VPort): readonly Cell[] {
  const owner = vportOwner(vport);
  const name = vportName(vport.id);
  const members: readonly (readonly [string, Json])[] = [
    ['name', vport.name],
    ['state', vport.active ? 'activated' : 'deactivated'],
    ['number of queue pairs', vport.queuePairs],
    ['interrupt moderation', vport.interruptModeration],
    ['processor affinity', vport.processorAffinity],
    ['MAC spoofing allowed', vport.allowMacSpoofing],
  ];
  return members.map(([member, value]) => cell(owner, 'vport', `${name} ${member}`, value));
}

const queueCell = (vport: VPort): Cell =>
  cell(
    PF_DOMAIN,
    'pool',
    `${vportName(vport.id)} queue pairs`,
    `${vport.firstQueuePair} to ${vport.firstQueuePair + vport.queuePairs - 1}`,
  );

const filterValue = ({ mac, vlan, vport }: ReceiveFilter): Json => ({
  vport,
  mac,
  vlan: vlan.kind === 'id' ? vlan.id : vlan.kind,
});

/** Rows of single values. Objects among them keep their identity from version to version, so that equal ones are skipped. */
type Rows = readonly (readonly [string, Json | object])[];

function pfShelf(name: string, facet: Facet, rows: Rows | undefined): Shelf {
  const table = Table.of((rows ?? []).map(([, value], key) => [key, value] as const));
  return shelf(name, table, (key, value) => [
    cell(PF_DOMAIN, facet, rows?.[key]?.[0] ?? name, value as Json),
  ]);
}

const portRows = ({ port, totals }: NicSwitch): Rows => [
  ['physical port counters', port],
  ['switch totals', totals],
];

const poolRows = ({ freeQueues, limits, vports, filters, retired }: NicSwitch): Rows => [
  ['free queue pairs', countQueues(freeQueues)],
  ['free queue ranges', freeQueues],
  ['free VPorts', limits.numVPorts - vports.count],
  ['free filters', limits.maxFilters - filters.count],
  ['counters of deleted VPorts', retired],
];

const parameterRows = ({ limits, name, usable }: NicSwitch): Rows => [
  ['NIC switch parameters', limits],
  ['NIC switch name', name],
  ['NIC switch usable', usable],
];
