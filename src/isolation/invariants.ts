import type { AdapterPaths, PathConfiguration } from '../path/configuration';
import { PF_DOMAIN, domainName, vfDomain, type Actor, type Domain } from '../terms/domain';
import { sameFunction, type FunctionId } from '../terms/function-id';
import type { Json } from '../terms/json';
import type { Cell, Observation } from '../terms/observation';
import { NDIS_DEFAULT_VPORT_ID, vportId, vportName } from '../terms/switch-ids';
import type { Action } from './action';
import { describeAction } from './describe-action';
import type { OwnedChange } from './difference';
import type { InvariantFinding } from './finding';
import type { LawId } from './law-of';
import type { Sight } from './sight';

/** A state that no law allows, however it came about. */
export interface Broken {
  readonly invariant: string;
  readonly law: LawId;
  readonly victim: Domain;
  readonly sentence: string;
  readonly details: Json;
}

/**
 * Everything that must hold between any two actions. Costs what exists, so the watch rations it on large adapters.
 * @param changes of the last action: invariants over cells that it did not touch are not looked at again. Absent: all are.
 */
export function brokenInvariants(
  sight: Pick<Sight, 'configuration' | 'observation'>,
  changes?: readonly OwnedChange[],
): readonly Broken[] {
  return [...brokenConfiguration(sight.configuration), ...brokenCells(sight.observation, changes)];
}

const brokenConfiguration = (configuration: PathConfiguration): readonly Broken[] => [
  ...configuration.adapters.flatMap((adapter, index) =>
    adapterInvariants(adapter, index === 0 ? undefined : adapter.adapter),
  ),
  ...onePartitionAVf(configuration),
];

/** @param changes absent: everything is looked at. */
export const brokenCells = (
  observation: Observation,
  changes: readonly OwnedChange[] | undefined,
): readonly Broken[] => [
  ...(changes === undefined || changes.some(concernsRoutingIds) ? distinctRoutingIds(observation) : []),
  ...(changes === undefined || changes.some(concernsQueues) ? disjointQueues(observation) : []),
];

/** Routing IDs can collide only when functions come into being. */
export const concernsRoutingIds = ({ facet, cell }: OwnedChange): boolean =>
  facet === 'capability' || (facet === 'lifecycle' && cell === ROUTING_ID);

/** Queue ranges can overlap only when a pool changes. */
export const concernsQueues = ({ facet }: OwnedChange): boolean => facet === 'pool';

export const invariantFinding = (broken: Broken, action: Action, actor: Actor): InvariantFinding => ({
  kind: 'invariant',
  law: broken.law,
  actor,
  action: describeAction(action),
  invariant: broken.invariant,
  victim: broken.victim,
  details: broken.details,
  sentence: `after ${describeAction(action)}: ${broken.sentence}`,
  identity: ['invariant', broken.law, action.kind, broken.victim.kind, broken.invariant].join('/'),
});

function adapterInvariants(adapter: AdapterPaths, label: string | undefined): readonly Broken[] {
  const owned = (id: FunctionId): Domain =>
    id.kind === 'vf'
      ? vfDomain(id.vf, label)
      : label === undefined
        ? PF_DOMAIN
        : { kind: 'pf', adapter: label };
  return [
    ...oneHolderAKey(adapter, owned),
    ...noDanglingFilter(adapter, owned),
    ...noVPortOfAbsentFunction(adapter, owned),
    ...oneVPortAVf(adapter, owned),
    ...defaultVPortPresent(adapter, owned),
  ];
}

type OwnedBy = (id: FunctionId) => Domain;

const filterKey = ({ mac, vlan }: AdapterPaths['filters'][number]): string =>
  `${mac}/${vlan.kind === 'id' ? vlan.id : vlan.kind}`;

/** ISO-LAW-11, ruling 8. */
function oneHolderAKey(adapter: AdapterPaths, owned: OwnedBy): readonly Broken[] {
  const holders = new Map<string, number>();
  return adapter.filters.flatMap((filter) => {
    const key = filterKey(filter);
    const holder = holders.get(key);
    holders.set(key, holder ?? filter.vport);
    if (holder === undefined || holder === filter.vport) return [];
    const victim = adapter.vports.find((each) => each.vport === holder);
    return [
      {
        invariant: 'one-holder-a-key',
        law: 'ISO-LAW-11' as const,
        victim: victim === undefined ? PF_DOMAIN : owned(victim.function),
        sentence: `the key ${key} is set on ${vportName(vportId(holder))} and on ${vportName(vportId(filter.vport))}`,
        details: { key, vports: [holder, filter.vport] },
      },
    ];
  });
}

function noDanglingFilter(adapter: AdapterPaths, owned: OwnedBy): readonly Broken[] {
  const vports = new Set(adapter.vports.map((each) => each.vport));
  return adapter.filters
    .filter((filter) => !vports.has(filter.vport))
    .map((filter) => ({
      invariant: 'no-dangling-filter',
      law: 'ISO-LAW-10' as const,
      victim: owned({ kind: 'pf' }),
      sentence: `the filter ${filterKey(filter)} is set on ${vportName(vportId(filter.vport))}, which does not exist`,
      details: { key: filterKey(filter), vport: filter.vport },
    }));
}

function noVPortOfAbsentFunction(adapter: AdapterPaths, owned: OwnedBy): readonly Broken[] {
  const present = new Set(adapter.functions.map((each) => functionKey(each.function)));
  return adapter.vports
    .filter((vport) => vport.function.kind === 'vf' && !present.has(functionKey(vport.function)))
    .map((vport) => ({
      invariant: 'no-vport-of-absent-function',
      law: 'ISO-LAW-10' as const,
      victim: owned(vport.function),
      sentence: `${vportName(vportId(vport.vport))} is attached to ${domainName(owned(vport.function))}, which does not exist`,
      details: { vport: vport.vport },
    }));
}

const functionKey = (id: FunctionId): string => (id.kind === 'pf' ? 'pf' : `vf:${id.vf}`);

/** Ruling 15. */
function oneVPortAVf(adapter: AdapterPaths, owned: OwnedBy): readonly Broken[] {
  const seen = new Map<string, number>();
  return adapter.vports.flatMap((vport) => {
    if (vport.function.kind === 'pf') return [];
    const key = functionKey(vport.function);
    const first = seen.get(key);
    seen.set(key, first ?? vport.vport);
    return first === undefined
      ? []
      : [
          {
            invariant: 'one-vport-a-vf',
            law: 'ISO-LAW-10' as const,
            victim: owned(vport.function),
            sentence: `${domainName(owned(vport.function))} has two VPorts, ${first} and ${vport.vport}`,
            details: { vports: [first, vport.vport] },
          },
        ];
  });
}

function defaultVPortPresent(adapter: AdapterPaths, owned: OwnedBy): readonly Broken[] {
  if (!adapter.nicSwitchUsable) return [];
  const found = adapter.vports.find((each) => each.vport === NDIS_DEFAULT_VPORT_ID);
  if (found !== undefined && sameFunction(found.function, { kind: 'pf' })) return [];
  return [
    {
      invariant: 'default-vport-present',
      law: 'ISO-LAW-10',
      victim: owned({ kind: 'pf' }),
      sentence: 'the NIC switch is usable and the PF has no default VPort',
      details: { vports: adapter.vports.length },
    },
  ];
}

/** ISO-LAW-14: a VF has one guest. */
function onePartitionAVf({ partitions, adapters }: PathConfiguration): readonly Broken[] {
  const holders = new Map<string, string>();
  return partitions.flatMap(({ partition, adapter, vf }) => {
    if (vf === undefined || adapter === undefined) return [];
    const key = `${adapter}/${vf}`;
    const other = holders.get(key);
    holders.set(key, partition);
    if (other === undefined) return [];
    const label = adapters[0]?.adapter === adapter ? undefined : adapter;
    const victim = vfDomain(vf as Parameters<typeof vfDomain>[0], label);
    return [
      {
        invariant: 'one-partition-a-vf',
        law: 'ISO-LAW-14' as const,
        victim,
        sentence: `${domainName(victim)} is held by "${other}" and by "${partition}"`,
        details: { partitions: [other, partition] },
      },
    ];
  });
}

// ---------------------------------------------------------------- invariants over cells

function* cellsNamed(observation: Observation, shelfName: string): IterableIterator<Cell> {
  for (const shelf of observation) {
    if (shelf.name !== shelfName && !shelf.name.endsWith(`/${shelfName}`)) continue;
    for (const [key, value] of shelf.table.entries()) yield* shelf.cells(key, value);
  }
}

const adapterOf = (domain: Domain): string => ('adapter' in domain ? (domain.adapter ?? '') : '');

const ROUTING_ID = 'Routing ID';

/** Expects a cell `Routing ID` on the shelves `PF configuration space` and `VF configuration spaces`. */
export function* routingIdsIn(observation: Observation): IterableIterator<Cell> {
  for (const shelf of ['PF configuration space', 'VF configuration spaces'])
    for (const cell of cellsNamed(observation, shelf))
      if (cell.name === ROUTING_ID && typeof cell.value === 'string') yield cell;
}

function distinctRoutingIds(observation: Observation): readonly Broken[] {
  const holders = new Map<string, Domain>();
  return Array.from(routingIdsIn(observation)).flatMap(({ owner, value }) => {
    const key = `${adapterOf(owner)}/${JSON.stringify(value)}`;
    const other = holders.get(key);
    holders.set(key, owner);
    return other === undefined
      ? []
      : [
          {
            invariant: 'distinct-routing-ids',
            law: 'ISO-LAW-14' as const,
            victim: other,
            sentence: `${domainName(other)} and ${domainName(owner)} have the same Routing ID ${JSON.stringify(value)}`,
            details: { routingId: value },
          },
        ];
  });
}

interface QueueRange {
  readonly cell: Cell;
  readonly first: number;
  readonly last: number;
}

export const QUEUE_SHELF = 'queue ranges';

/** Expects cells whose value reads `4 to 5` on the shelf `queue ranges`. */
export function* queueRangesIn(observation: Observation): IterableIterator<QueueRange> {
  for (const cell of cellsNamed(observation, QUEUE_SHELF)) {
    const range = rangeOf(cell);
    if (range !== undefined) yield range;
  }
}

function disjointQueues(observation: Observation): readonly Broken[] {
  const ranges = Array.from(queueRangesIn(observation)).sort(
    (a, b) => adapterOf(a.cell.owner).localeCompare(adapterOf(b.cell.owner)) || a.first - b.first,
  );
  return ranges.flatMap((range, index) => {
    const before = ranges[index - 1];
    const overlaps =
      before !== undefined &&
      adapterOf(before.cell.owner) === adapterOf(range.cell.owner) &&
      before.last >= range.first;
    return overlaps
      ? [
          {
            invariant: 'disjoint-queues',
            law: 'ISO-LAW-09' as const,
            victim: range.cell.owner,
            sentence: `"${before.cell.name}" (${JSON.stringify(before.cell.value)}) and "${range.cell.name}" (${JSON.stringify(range.cell.value)}) overlap`,
            details: { ranges: [before.cell.value, range.cell.value] },
          },
        ]
      : [];
  });
}

function rangeOf(cell: Cell): QueueRange | undefined {
  const match = typeof cell.value === 'string' ? /^(\d+) to (\d+)$/.exec(cell.value) : null;
  const first = Number(match?.[1]);
  const last = Number(match?.[2]);
  return match === null || last < first ? undefined : { cell, first, last };
}
