import { expect } from 'chai';
import { partitionDomain, vfDomain } from '../terms/domain';
import { vfId } from '../terms/function-id';
import type { Observation } from '../terms/observation';
import { Table } from '../terms/table';
import { unheldVfs } from './unheld-vfs';

const vf = (id: number, adapter?: string) => vfDomain(vfId(id), adapter);
const shelf = (name: string, owners: readonly ReturnType<typeof vf | typeof partitionDomain>[]) => ({
  name,
  table: Table.of(owners.map((owner, index) => [index, owner] as const)),
  cells: (key: number) =>
    [owners[key]].flatMap((owner) =>
      owner === undefined ? [] : [{ owner, facet: 'lifecycle' as const, name: 'it', value: 1 }],
    ),
});
const observation: Observation = [
  shelf('virtual functions', [vf(0), vf(1), vf(2)]),
  shelf('NIC2/virtual functions', [vf(0, 'NIC2')]),
  shelf('partitions', [partitionDomain('web'), partitionDomain('legacy')]),
];

describe('VFs that serve no partition', () => {
  const sight = { observation, holderOf: (name: string) => (name === 'web' ? vf(1) : undefined) };
  it('are all but those that partitions hold', () => {
    expect(unheldVfs(sight, undefined)).to.deep.equal([vf(0), vf(2)]);
  });
  it('are looked for on the adapter named', () => {
    expect(unheldVfs(sight, 'NIC2')).to.deep.equal([vf(0, 'NIC2')]);
    expect(unheldVfs(sight, 'NIC3')).to.deep.equal([]);
  });
});
