import { expect } from 'chai';
import { deliveriesTo, describeTrace, isDelivered, tracesOf } from './deliveries';
import { delivered, dropped, vm } from './expected-frames.fixture';

const traces = [delivered('f1', vm('db')), delivered('f2', vm('db', 'second')), dropped('f3', 'guard')];

describe('deliveries', () => {
  it('are shown by what was done and by what was refused, and by nothing else', () => {
    const refusal = { status: 'X', reason: 'x', by: 'x' };
    expect(tracesOf({ kind: 'done', traces, events: [] })).to.equal(traces);
    expect(tracesOf({ kind: 'refused', ...refusal, traces, events: [] })).to.equal(traces);
    expect(tracesOf({ kind: 'compromised', reason: 'x' })).to.deep.equal([]);
  });

  it('are the copies that arrived', () => {
    expect(traces.filter(isDelivered).map((each) => each.token)).to.deep.equal(['f1', 'f2']);
  });

  it('to a partition are not those to its second adapter', () => {
    expect(deliveriesTo(traces, vm('db')).map((each) => each.token)).to.deep.equal(['f1']);
    expect(deliveriesTo(traces, vm('db', 'second')).map((each) => each.token)).to.deep.equal(['f2']);
  });
});

describe('a trace in words', () => {
  it('names the way and the end, with reason and rule of a drop', () => {
    expect(describeTrace(delivered('f1', vm('db')))).to.equal(
      'f1: web > VF 1 > NIC switch > db  [delivered]',
    );
    expect(describeTrace(dropped('f1', 'spoofed-source', 'ISO-LAW-09'))).to.equal(
      'f1: web > VF 1 > NIC switch  [dropped: spoofed source (ISO-LAW-09)]',
    );
    expect(describeTrace(dropped('f1', 'guard'))).to.match(/\[dropped: guard\]$/);
  });
});
