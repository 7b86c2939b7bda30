import { expect } from 'chai';
import { briefChange } from './brief-change';

describe('a change in brief', () => {
  const cases: readonly (readonly [
    was: Parameters<typeof briefChange>[0],
    is: Parameters<typeof briefChange>[1],
    told: string,
  ])[] = [
    [1, 2, 'was 1, is 2'],
    [null, 'x', 'was absent, is "x"'],
    ['x', null, 'was "x", is absent'],
    [{ in: 1, out: 1 }, { in: 2, out: 1 }, 'in was 1, is 2'],
    [{ in: 1 }, { in: 1, out: 3 }, 'out was absent, is 3'],
    [
      [
        { head: 1, tail: 0 },
        { head: 5, tail: 5 },
      ],
      [
        { head: 2, tail: 0 },
        { head: 5, tail: 5 },
      ],
      '0 (head was 1, is 2)',
    ],
  ];
  for (const [was, is, told] of cases) {
    it(`tells ${JSON.stringify(was)} to ${JSON.stringify(is)} as "${told}"`, () =>
      expect(briefChange(was, is)).to.equal(told));
  }
});
