import { PF_DOMAIN, vfDomain, type Domain, type Facet } from '../../terms/domain';
import type { Json } from '../../terms/json';
import type { Cell, Shelf } from '../../terms/observation';
import { Table } from '../../terms/table';
import { vfId, type FunctionId } from '../../terms/function-id';
import type { FunctionState } from './function-state';
import type { Ring, TransmitRing } from './ring';

/**
 * State that no cell shows, and why. The tag counter: tags are opaque to every driver, and the counter outlives resets
 * and owners on purpose. `limits` never change.
 */
export const UNOBSERVED = ['nextTag', 'limits'] as const;

/** Every cell of the data path: one shelf for the PF, one for the VFs (keyed by VFId). */
export function functionShelves(
  pf: FunctionState,
  vfs: Table<FunctionState>,
  adapter?: string,
): readonly [Shelf<FunctionState>, Shelf<FunctionState>] {
  return [
    {
      name: 'physical function',
      table: Table.of([[0, pf]]),
      cells: (_key, state) => functionCells(state, adapter),
    },
    { name: 'virtual functions', table: vfs, cells: (_key, state) => functionCells(state, adapter) },
  ];
}

const ownerOf = (id: FunctionId, adapter: string | undefined): Domain => {
  if (id.kind === 'vf') return vfDomain(vfId(id.vf), adapter);
  return adapter === undefined ? PF_DOMAIN : { kind: 'pf', adapter };
};

/** Cells of one function. Rings and vectors in their default state have none. */
export function functionCells(state: FunctionState, adapter?: string): readonly Cell[] {
  const owner = ownerOf(state.id, adapter);
  const cell = (facet: Facet, name: string, value: Json): Cell => ({ owner, facet, name, value });
  return [
    cell('power', 'power state', state.power),
    cell('link', 'link', state.linkUp ? 'up' : 'down'),
    cell('blocks', 'notice', `0x${state.notice.toString(16)}`),
    ...[...state.blocks].map(([id, bytes]) => cell('blocks', `block ${id}`, hex(bytes))),
    cell('statistics', 'counters', { ...state.statistics }),
    ...registerCells(state, cell),
    ...ringCells(state, cell),
    ...vectorCells(state, cell),
  ];
}

type MakeCell = (facet: Facet, name: string, value: Json) => Cell;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function registerCells({ registers }: FunctionState, cell: MakeCell): readonly Cell[] {
  const { receiveEnabled, transmitEnabled, maxFrameSize, packetFilter, multicast } = registers;
  const entries = multicast.flatMap((word, index) => (word === 0 ? [] : [[index, word]]));
  return [
    cell('registers', 'control', { receiveEnabled, transmitEnabled }),
    cell('registers', 'largest frame', maxFrameSize),
    cell('registers', 'packet filter', packetFilter),
    cell('registers', 'multicast table', entries),
  ];
}

const ringValue = ({ base, length, head, tail }: Ring): Json => ({ base, length, head, tail });

const transmitValue = (ring: TransmitRing): Json => ({
  base: ring.base,
  length: ring.length,
  head: ring.head,
  tail: ring.tail,
  inFlight: ring.inFlight.map(({ slot }) => slot),
});

const isIdle = ({ base, length, head, tail }: Ring): boolean =>
  base === 0 && length === 0 && head === 0 && tail === 0;

function ringCells({ queuePairs }: FunctionState, cell: MakeCell): readonly Cell[] {
  return queuePairs.flatMap(({ receive, transmit }, index) => [
    ...(isIdle(receive) ? [] : [cell('rings', `queue pair ${index} receive ring`, ringValue(receive))]),
    ...(isIdle(transmit)
      ? []
      : [cell('rings', `queue pair ${index} transmit ring`, transmitValue(transmit))]),
  ]);
}

/** Causes of the link and of notices show here too: a link change or a notice reaches `interrupts` of its receivers (C4, C5). */
function vectorCells({ vectors }: FunctionState, cell: MakeCell): readonly Cell[] {
  return vectors.flatMap(({ cause, mask, moderation }, index) =>
    cause === 0 && mask === 0 && moderation === 0
      ? []
      : [cell('interrupts', `vector ${index}`, { cause, mask, moderation })],
  );
}
