import { expect } from 'chai';
import fc from 'fast-check';
import type { Json } from '../terms/json';
import type { Observation, Shelf } from '../terms/observation';
import { Table } from '../terms/table';
import { difference } from './difference';
import { observationOf, PF, VF0, VF1 } from './hand-made.fixture';
import { sameJson } from './same-json';

describe('the difference of two snapshots', () => {
  it('names owner, facet, cell, was and is', () => {
    const before = observationOf([[VF0, 'config', 'command', 0]]);
    const after = observationOf([[VF0, 'config', 'command', 4]]);
    expect(difference(before, after)).to.deep.equal([
      { owner: VF0, facet: 'config', cell: 'command', was: 0, is: 4 },
    ]);
  });

  it('is empty for equal values of another identity', () => {
    const cells = () => observationOf([[VF0, 'rings', 'ring', { head: 1, tail: [2] }]]);
    expect(difference(cells(), cells())).to.deep.equal([]);
  });

  it('shows cells that come and go, against null', () => {
    const none = observationOf([]);
    const one = observationOf([[PF, 'filters', 'filter 1', 'x']]);
    expect(difference(none, one).map(({ was, is }) => [was, is])).to.deep.equal([[null, 'x']]);
    expect(difference(one, none).map(({ was, is }) => [was, is])).to.deep.equal([['x', null]]);
  });

  it('is a change to both owners when a cell changes hands', () => {
    const owned = (owner: typeof VF0): Observation => [
      {
        name: 'filters',
        table: Table.of([[1, owner]]),
        cells: () => [{ owner, facet: 'filters', name: 'filter 1', value: 'x' }],
      },
    ];
    expect(difference(owned(VF0), owned(VF1)).map(({ owner, is }) => [owner, is])).to.deep.equal([
      [VF0, null],
      [VF1, 'x'],
    ]);
  });

  it('reads a shelf that is on one side only as empty on the other', () => {
    const shelf: Shelf = {
      name: 'NIC2/pool',
      table: Table.of([[0, 7]]),
      cells: () => [{ owner: PF, facet: 'pool', name: 'free', value: 7 }],
    };
    expect(difference([], [shelf])).to.have.length(1);
    expect(difference([shelf], [])).to.have.length(1);
  });

  it('turns only changed entries into cells', () => {
    let read = 0;
    const shelf = (table: Table<number>): Observation => [
      {
        name: 's',
        table,
        cells: (key, value) => (
          (read += 1),
          [{ owner: VF0, facet: 'config', name: `${key}`, value: value as number }]
        ),
      },
    ];
    const table = Table.of(Array.from({ length: 4096 }, (_, key) => [key, 0] as readonly [number, number]));
    expect(difference(shelf(table), shelf(table.set(77, 1)))).to.have.length(1);
    expect(read).to.equal(2);
  });
});

describe('equality of JSON', () => {
  it('holds of a copy, whatever the order of members', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        sameJson(value as never, JSON.parse(JSON.stringify(value)) as never),
      ),
      { seed: 1 },
    );
    expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).to.equal(true);
    expect(sameJson({ a: 1, b: undefined }, { a: 1 })).to.equal(true);
  });

  it('does not hold of other values, lengths and kinds', () => {
    const pairs = [
      [1, 2],
      [[1], [1, 2]],
      [{ a: 1 }, { a: 2 }],
      [{ a: 1 }, {}],
      [null, {}],
      [[], {}],
      ['1', 1],
    ] as const;
    for (const [a, b] of pairs as readonly (readonly [Json, Json])[])
      expect(sameJson(a, b), JSON.stringify([a, b])).to.equal(false);
  });
});
