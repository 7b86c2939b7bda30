import { expect } from 'chai';
import fc from 'fast-check';
import { countQueues, giveQueues, takeQueues, type QueueRange } from './queue-pool';

describe('the pool of queue pairs', () => {
  it('takes from the shortest range that is long enough', () => {
    const free = [
      { first: 0, count: 8 },
      { first: 10, count: 2 },
    ];
    expect(takeQueues(free, 2)).to.deep.equal({ first: 10, free: [{ first: 0, count: 8 }] });
  });

  it('has nothing when no range is long enough, even if the sum would do', () => {
    const free = [
      { first: 0, count: 2 },
      { first: 4, count: 2 },
    ];
    expect(takeQueues(free, 3)).to.equal(undefined);
  });

  it('never hands out a queue twice, loses none, and is whole again when all came back', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -8, max: 4 }), { maxLength: 60 }), (steps) => {
        let free: readonly QueueRange[] = [{ first: 1, count: 20 }];
        const taken: QueueRange[] = [];
        for (const step of steps) {
          const back = step <= 0 ? taken.splice(-step % Math.max(1, taken.length), 1)[0] : undefined;
          const out = step > 0 ? takeQueues(free, step) : undefined;
          if (back !== undefined) free = giveQueues(free, back);
          if (out !== undefined) {
            taken.push({ first: out.first, count: step });
            free = out.free;
          }
          const queues = [...taken, ...free].flatMap(({ first, count }) =>
            Array.from({ length: count }, (_, nth) => first + nth),
          );
          expect(queues.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 20 }, (_, nth) => nth + 1));
        }
        for (const range of taken) free = giveQueues(free, range);
        expect(free).to.deep.equal([{ first: 1, count: 20 }]);
        expect(countQueues(free)).to.equal(20);
      }),
    );
  });
});
