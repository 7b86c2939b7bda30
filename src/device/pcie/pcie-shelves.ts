import { PF_DOMAIN, vfDomain, type Domain } from '../../terms/domain';
import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import type { Cell, Shelf } from '../../terms/observation';
import { formatRoutingId } from '../../terms/routing-id';
import { Table } from '../../terms/table';
import type { Register } from './config-layout';
import { dwordAt, lanesOf, type ConfigSpace } from './config-space';
import type { FunctionState, MsixState, PcieState } from './pcie-state';
import { routingIdOf } from './routing';

const hex = (value: number, digits: number): string => `0x${value.toString(16).padStart(digits, '0')}`;

function registerCell(owner: Domain, config: ConfigSpace, register: Register): Cell {
  const { offset, size, name, facet } = register;
  const value = (dwordAt(config, offset >> 2) & lanesOf(offset, size)) >>> ((offset & 3) * 8);
  return { owner, facet: facet ?? 'config', name, value: hex(value, size * 2) };
}

/** Bytes of a dword that no register claims; they hold zero unless something is wrong, and that must show. */
function unclaimedCell(owner: Domain, config: ConfigSpace, index: number): Cell[] {
  const registers = config.layout.registers.get(index) ?? [];
  const claimed = registers.reduce((lanes, { offset, size }) => lanes | lanesOf(offset, size), 0);
  const value = (dwordAt(config, index) & ~claimed) >>> 0;
  if (value === 0) return [];
  return [{ owner, facet: 'config', name: `config+${hex(index * 4, 3)}`, value: hex(value, 8) }];
}

/** Every register that software can change, so that a report can say what was; of the rest, what is not as built. */
function configCells(owner: Domain, config: ConfigSpace, unlike: ConfigSpace | undefined): Cell[] {
  if (config === unlike) return [];
  if (config.layout === unlike?.layout) return cellsOfDwords(owner, config, unlike);
  const cells = config.layout.mutable.map((register) => registerCell(owner, config, register));
  for (const index of config.changed.keys()) {
    for (const register of config.layout.registers.get(index) ?? []) {
      if (!config.layout.mutable.includes(register)) cells.push(registerCell(owner, config, register));
    }
    cells.push(...unclaimedCell(owner, config, index));
  }
  return cells;
}

/** The same of the dwords alone that are not as in `unlike`. */
function cellsOfDwords(owner: Domain, config: ConfigSpace, unlike: ConfigSpace): Cell[] {
  const { registers, mutable } = config.layout;
  return config.changed.changesTo(unlike.changed).flatMap(({ key: index }) => {
    const isChanged = config.changed.has(index);
    const shown = (registers.get(index) ?? []).filter((each) => isChanged || mutable.includes(each));
    const cells = shown.map((register) => registerCell(owner, config, register));
    return isChanged ? [...cells, ...unclaimedCell(owner, config, index)] : cells;
  });
}

const ENTRY_PARTS = ['address low', 'address high', 'data', 'control'] as const;

function msixCells(owner: Domain, msix: MsixState): Cell[] {
  const cell = (name: string, value: number): Cell => ({
    owner,
    facet: 'interrupts',
    name,
    value: hex(value, 8),
  });
  return [
    ...[...msix.entries.entries()].map(([index, value]) =>
      cell(`vector ${index >> 2} ${ENTRY_PARTS[index & 3]!}`, value),
    ),
    ...[...msix.pending.entries()].map(([index, value]) => cell(`pending from vector ${index * 32}`, value)),
  ];
}

function functionCells(
  state: PcieState,
  owner: Domain,
  id: FunctionId,
  held: FunctionState,
  unlike: FunctionState | undefined,
): Cell[] {
  const routing = formatRoutingId(routingIdOf(state, id));
  return [
    { owner, facet: 'lifecycle', name: 'Routing ID', value: routing },
    ...configCells(owner, held.config, unlike?.config),
    ...(held.msix === unlike?.msix ? [] : msixCells(owner, held.msix)),
  ];
}

/**
 * Everything of the PCI Express part that a domain can observe. Routing IDs are arithmetic over the PF's capability,
 * which cannot change while VFs exist, so a VF that keeps its entry keeps its Routing ID.
 */
export const pcieShelves = (state: PcieState): readonly Shelf[] => [
  shelf('PF configuration space', Table.of([[0, state.pf]]), (_key, held, unlike) =>
    functionCells(state, PF_DOMAIN, PF, held, unlike),
  ),
  shelf('VF configuration spaces', state.vfs, (key, held, unlike) =>
    functionCells(state, vfDomain(vfId(key)), vfFunction(vfId(key)), held, unlike),
  ),
];

const shelf = (
  name: string,
  table: Table<FunctionState>,
  cells: (key: number, value: FunctionState, unlike?: FunctionState) => readonly Cell[],
): Shelf => {
  const typed: Shelf<FunctionState> = { name, table, cells };
  return typed;
};
