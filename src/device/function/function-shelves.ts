import { PF_DOMAIN, vfDomain, type Domain, type Facet } from '../../terms/domain';
import type { Json } from '../../terms/json';
import type { Cell, Shelf } from '../../terms/observation';
import { Table } from '../../terms/table';
import { sameFunction, vfId, type FunctionId } from '../../terms/function-id';
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
      cells: (_key, state, unlike) => functionCells(state, adapter, unlike),
    },
    {
      name: 'virtual functions',
      table: vfs,
      cells: (_key, state, unlike) => functionCells(state, adapter, unlike),
    },
  ];
}

const ownerOf = (id: FunctionId, adapter: string | undefined): Domain => {
  if (id.kind === 'vf') return vfDomain(vfId(id.vf), adapter);
  return adapter === undefined ? PF_DOMAIN : { kind: 'pf', adapter };
};

/**
 * Cells of one function. Rings and vectors in their default state have none.
 * @param unlike leave out registers, rings and vectors that are the same object there.
 */
export function functionCells(
  state: FunctionState,
  adapter?: string,
  unlike?: FunctionState,
): readonly Cell[] {
  if (unlike !== undefined && !sameFunction(state.id, unlike.id)) return functionCells(state, adapter);
  const owner = ownerOf(state.id, adapter);
  const cell = (facet: Facet, name: string, value: Json): Cell => ({ owner, facet, name, value });
  return [
    cell('power', 'power state', state.power),
    cell('link', 'link', state.linkUp ? 'up' : 'down'),
    cell('blocks', 'notice', `0x${state.notice.toString(16)}`),
    ...[...state.blocks].map(([id, bytes]) => cell('blocks', `block ${id}`, hex(bytes))),
    cell('statistics', 'counters', { ...state.statistics }),
    ...(state.registers === unlike?.registers ? [] : registerCells(state, cell)),
    ...(state.queuePairs === unlike?.queuePairs ? [] : ringCells(state, cell, unlike)),
    ...(state.vectors === unlike?.vectors ? [] : vectorCells(state, cell, unlike)),
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

function ringCells(
  { queuePairs }: FunctionState,
  cell: MakeCell,
  unlike: FunctionState | undefined,
): readonly Cell[] {
  const cells: Cell[] = [];
  queuePairs.forEach(({ receive, transmit }, index) => {
    const other = unlike?.queuePairs[index];
    if (receive !== other?.receive && !isIdle(receive))
      cells.push(cell('rings', `queue pair ${index} receive ring`, ringValue(receive)));
    if (transmit !== other?.transmit && !isIdle(transmit))
      cells.push(cell('rings', `queue pair ${index} transmit ring`, transmitValue(transmit)));
  });
  return cells;
}

/** Causes of the link and of notices show here too: a link change or a notice reaches `interrupts` of its receivers (C4, C5). */
function vectorCells(
  { vectors }: FunctionState,
  cell: MakeCell,
  unlike: FunctionState | undefined,
): readonly Cell[] {
  const cells: Cell[] = [];
  vectors.forEach((vector, index) => {
    const { cause, mask, moderation } = vector;
    const isIdleVector = cause === 0 && mask === 0 && moderation === 0;
    if (vector !== unlike?.vectors[index] && !isIdleVector)
      cells.push(cell('interrupts', `vector ${index}`, { cause, mask, moderation }));
  });
  return cells;
}
