import { expect } from 'chai';
import fc from 'fast-check';
import { NamedTable } from './named-table';

const names = fc.constantFrom('web', 'db', 'legacy', 'Web', 'a', 'b', '');
const commands = fc.array(fc.record({ name: names, value: fc.integer(), gone: fc.boolean() }));

describe('a table of names', () => {
  it('holds what a map would hold, in order of creation', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const map = new Map<string, number>();
        let table = NamedTable.empty<number>(1);
        for (const { name, value, gone } of list) {
          table = gone ? table.delete(name) : table.set(name, value);
          if (gone) map.delete(name);
          else map.set(name, value);
        }
        expect(table.names()).to.deep.equal(Array.from(map.keys()));
        expect(Array.from(table.values())).to.deep.equal(Array.from(map.values()));
      }),
    );
  });

  it('never gives a number twice', () => {
    const first = NamedTable.empty<number>(1).set('web', 1);
    const again = first.delete('web').set('web', 2);
    expect([first.numberOf('web'), again.numberOf('web')]).to.deep.equal([1, 2]);
  });

  it('is the same object when nothing changes', () => {
    const table = NamedTable.empty<number>().set('web', 1);
    expect(table.set('web', 1)).to.equal(table);
    expect(table.delete('db')).to.equal(table);
    expect(table.update('db', () => 2)).to.equal(table);
  });
});
