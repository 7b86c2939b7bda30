import { expect } from 'chai';
import { adapter, configuration } from '../path/configuration.fixture';
import type { PathConfiguration } from '../path/configuration';
import type { Facet } from '../terms/domain';
import type { Cell, Observation } from '../terms/observation';
import { Table } from '../terms/table';
import { PF, VF0, VF1 } from './hand-made.fixture';
import type { OwnedChange } from './difference';
import { lawsOfCells, lawsOfConfiguration, showsPools } from './laws-of-state';

const shelf = (name: string, ...cells: readonly Cell[]): Observation => [
  {
    name,
    table: Table.of(cells.map((cell, key) => [key, cell] as const)),
    cells: (key) => cells.slice(key, key + 1),
  },
];
const routingId = (owner: Cell['owner'], value: string): Cell => ({
  owner,
  facet: 'lifecycle',
  name: 'Routing ID',
  value,
});
const queues = (owner: Cell['owner'], value: string): Cell => ({
  owner,
  facet: 'pool',
  name: 'queues',
  value,
});
const change = (facet: Facet, cell = 'x'): OwnedChange => ({ owner: PF, facet, cell, was: 1, is: 2 });

const VPORTS = shelf('VPorts', queues(PF, ''), queues(VF0, ''));
const VFS = shelf('virtual functions', queues(VF0, ''), queues(VF1, ''));
const decided = (observation: Observation, where: PathConfiguration, ...changed: readonly Facet[]) =>
  lawsOfConfiguration({ observation, configuration: where }, new Set(changed));

describe('the laws that a look at the state decides', () => {
  const full = configuration();

  it('are those of which something has changed', () => {
    const shown = [...VPORTS, ...VFS];
    expect(decided(shown, full)).to.deep.equal([]);
    expect(decided(shown, full, 'statistics', 'config', 'pool')).to.deep.equal([]);
    expect(decided(shown, full, 'vport')).to.deep.equal(['ISO-LAW-10']);
    expect(decided(shown, full, 'filters')).to.deep.equal(['ISO-LAW-10', 'ISO-LAW-11']);
    expect(decided(shown, full, 'lifecycle')).to.deep.equal(['ISO-LAW-10', 'ISO-LAW-14']);
  });

  it('are none of which there are no two to come into each other’s way', () => {
    const lonely = configuration({
      adapters: [adapter({ filters: full.adapters[0]?.filters.slice(0, 1) ?? [] })],
      partitions: full.partitions.slice(0, 1),
    });
    const one = [...shelf('VPorts', queues(PF, '')), ...VFS];
    expect(decided(one, lonely, 'filters', 'lifecycle', 'vport')).to.deep.equal([]);
  });

  it('are none of what the kit has written down itself, where the target shows neither VPorts nor holders', () => {
    expect(decided([], full, 'lifecycle', 'vport', 'switch', 'filters')).to.deep.equal(['ISO-LAW-11']);
  });

  it('count VPorts of a second adapter as they do those of the first', () => {
    const second = VPORTS.map((each) => ({ ...each, name: 'NIC2/VPorts' }));
    expect(decided(second, full, 'vport')).to.deep.equal(['ISO-LAW-10']);
  });

  it('speak of Routing IDs where functions came into being beside others', () => {
    const pf = shelf('PF configuration space', routingId(PF, '01:00.0'));
    const both = [...pf, ...shelf('VF configuration spaces', routingId(VF0, '01:10.0'))];
    expect(lawsOfCells(both, [change('lifecycle', 'Routing ID')])).to.deep.equal(['ISO-LAW-14']);
    expect(lawsOfCells(both, [change('capability')])).to.deep.equal(['ISO-LAW-14']);
    expect(lawsOfCells(both, [change('lifecycle', 'driver')])).to.deep.equal([]);
    expect(lawsOfCells(pf, [change('lifecycle', 'Routing ID')])).to.deep.equal([]);
  });

  it('speak of pools only where a target shows what is held', () => {
    expect(showsPools(shelf('NIC2/queue ranges'))).to.equal(true);
    expect(showsPools(VPORTS)).to.equal(false);
  });

  it('speak of queues where a pool has changed and several hold some', () => {
    const held = (...ranges: readonly string[]) =>
      shelf('queue ranges', ...ranges.map((range) => queues(VF0, range)));
    expect(lawsOfCells(held('0 to 1', '2 to 3'), [change('pool')])).to.deep.equal(['ISO-LAW-09']);
    expect(lawsOfCells(held('0 to 1', 'none'), [change('pool')])).to.deep.equal([]);
    expect(lawsOfCells(held('0 to 1', '2 to 3'), [change('vport')])).to.deep.equal([]);
  });
});
