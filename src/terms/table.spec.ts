import { expect } from 'chai';
import fc from 'fast-check';
import { Table } from './table';

type Step = readonly ['set', number, string] | readonly ['delete', number];
const key = fc.oneof(fc.nat(70), fc.nat(5_000), fc.nat(300_000));
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(fc.constant('set' as const), key, fc.string({ maxLength: 2 })),
  fc.tuple(fc.constant('delete' as const), key),
);

const inTable = (table: Table<string>, each: Step): Table<string> =>
  each[0] === 'set' ? table.set(each[1], each[2]) : table.delete(each[1]);

function inMap(map: ReadonlyMap<number, string>, each: Step): ReadonlyMap<number, string> {
  const next = new Map(map);
  if (each[0] === 'set') next.set(each[1], each[2]);
  else next.delete(each[1]);
  return next;
}

const sorted = (map: ReadonlyMap<number, string>): readonly (readonly [number, string])[] =>
  Array.from(map).sort(([a], [b]) => a - b);

describe('a persistent table', () => {
  it('holds what a map would hold, in order of keys', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const table = steps.reduce(inTable, Table.empty<string>());
        const map = steps.reduce(inMap, new Map<number, string>());
        expect(Array.from(table.entries())).to.deep.equal(sorted(map));
        expect(table.count).to.equal(map.size);
        for (const [at, value] of map) expect(table.get(at)).to.equal(value);
      }),
      { seed: 1 },
    );
  });

  it('is walked through in order of keys, over all its levels', () => {
    const entries = [0, 5, 63, 64, 4095, 4096, 70_000].map((key) => [key, `at ${key}`] as const);
    const table = Table.of([...entries].reverse()).delete(5);
    const left = entries.filter(([key]) => key !== 5);
    expect(table.map((value, key) => [key, value])).to.deep.equal(left);
    expect(Table.empty<string>().map((value) => value)).to.deep.equal([]);
  });

  it('tells exactly what differs between two versions, in order of keys', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.array(step, { maxLength: 20 }), (first, more) => {
        const before = first.reduce(inTable, Table.empty<string>());
        const after = more.reduce(inTable, before);
        const was = first.reduce(inMap, new Map<number, string>());
        const is = more.reduce(inMap, was);
        const keys = Array.from(new Set([...was.keys(), ...is.keys()])).sort((a, b) => a - b);
        const due = keys
          .filter((each) => was.get(each) !== is.get(each))
          .map((each) => ({ key: each, was: was.get(each), is: is.get(each) }));
        expect(before.changesTo(after)).to.deep.equal(due);
      }),
      { seed: 2 },
    );
  });

  it('leaves earlier versions as they were', () => {
    const before = Table.of([[1, 'a']]);
    before.set(1, 'b').delete(1);
    expect(before.get(1)).to.equal('a');
  });

  it('is the same object when nothing changes', () => {
    const table = Table.of([[1, 'a']]);
    expect(table.set(1, 'a')).to.equal(table);
    expect(table.delete(2)).to.equal(table);
    expect(table.update(2, () => 'b')).to.equal(table);
    expect(table.changesTo(table)).to.deep.equal([]);
  });

  it('answers keys outside its range with nothing', () => {
    expect(Table.of([[1, 'a']]).get(-1)).to.equal(undefined);
    expect(Table.of([[1, 'a']]).get(1_000_000)).to.equal(undefined);
  });
});
