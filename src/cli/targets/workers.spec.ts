import { expect } from 'chai';
import { workersFor } from './workers';

describe('worker processes by default', () => {
  it('are four for the whole suite on emulated machines, where there are processors for them', () => {
    expect(workersFor('igb', true, 8)).to.equal(4);
    expect(workersFor('igb', true, 2)).to.equal(4);
    expect(workersFor('igb', true, 1)).to.equal(0);
  });

  it('are none for named features, on the reference, and on a host, which has one adapter', () => {
    expect(workersFor('igb', false, 8)).to.equal(0);
    expect(workersFor('reference', true, 8)).to.equal(0);
    expect(workersFor('linux', true, 8)).to.equal(0);
  });
});
