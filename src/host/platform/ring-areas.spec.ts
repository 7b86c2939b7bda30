import { expect } from 'chai';
import { RING_AREA_SIZE } from '../guest/vf-miniport';
import { partitionNumber } from './partition-number';
import { giveRingArea, NO_RING_AREAS, takeRingArea, type RingAreas } from './ring-areas';
import { PARTITION_SPAN } from './system-memory';

const WEB = partitionNumber(1);
const DB = partitionNumber(2);

function filled(areas: RingAreas): { readonly areas: RingAreas; readonly starts: readonly number[] } {
  const taken = takeRingArea(areas, WEB);
  if (taken === undefined) return { areas, starts: [] };
  const rest = filled(taken.areas);
  return { areas: rest.areas, starts: [taken.start, ...rest.starts] };
}

describe('ring areas', () => {
  it('lie apart, above what the guest keeps for itself, until its memory is full', () => {
    const { areas, starts } = filled(NO_RING_AREAS);
    expect(starts[0]).to.equal(RING_AREA_SIZE);
    expect(starts.at(-1)).to.equal(PARTITION_SPAN - RING_AREA_SIZE);
    expect(new Set(starts).size).to.equal(PARTITION_SPAN / RING_AREA_SIZE - 1);
    expect(takeRingArea(areas, WEB)).to.equal(undefined);
  });

  it('of one guest say nothing about another`s', () =>
    expect(takeRingArea(filled(NO_RING_AREAS).areas, DB)?.start).to.equal(RING_AREA_SIZE));

  it('that were given back are taken first again, and the last one leaves no entry', () => {
    const { areas, starts } = filled(NO_RING_AREAS);
    const given = giveRingArea(areas, WEB, 2 * RING_AREA_SIZE);
    expect(takeRingArea(given, WEB)?.start).to.equal(2 * RING_AREA_SIZE);
    const empty = starts.reduce((left, start) => giveRingArea(left, WEB, start), areas);
    expect(empty.count).to.equal(0);
  });
});
