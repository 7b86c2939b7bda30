import { expect } from 'chai';
import { vfFunction, vfId } from '../../terms/function-id';
import { delivered, dropped, OUT, vm } from './expected-frames.fixture';
import {
  portLeftFault,
  receiptFault,
  receiversFault,
  soleReceiptFault,
  streamFault,
  switchPassedFault,
} from './receipt-faults';

const db = vm('db');

describe('a receipt', () => {
  it('is each frame once', () => {
    const both = [delivered('f1', db), delivered('f2', db)];
    expect(receiptFault(both, ['f1', 'f2'], db)).to.equal(undefined);
    expect(receiptFault(both.slice(0, 1), ['f1', 'f2'], db)).to.match(
      /frame f2 once, but received it 0 times/,
    );
    expect(receiptFault([...both, delivered('f1', db)], ['f1', 'f2'], db)).to.match(/f1 once.* 2 times/);
  });

  it('at a second adapter is not one at the first', () => {
    expect(receiptFault([delivered('f1', vm('db', 'second'))], ['f1'], db)).to.match(/0 times/);
  });
});

describe('a sole receipt', () => {
  const frames = [{ token: 'f1', addressee: db }];

  it('is one copy at the addressee', () => {
    expect(soleReceiptFault([delivered('f1', db), dropped('f1', 'guard')], frames)).to.equal(undefined);
  });

  it('is missed by nobody, by a stranger, by a second copy', () => {
    expect(soleReceiptFault([dropped('f1', 'guard')], frames)).to.match(/reach db alone, but reached nobody/);
    expect(soleReceiptFault([delivered('f1', vm('legacy'))], frames)).to.match(/but reached legacy/);
    expect(soleReceiptFault([delivered('f1', db), delivered('f1', OUT)], frames)).to.match(/db, outside/);
  });

  it('is anybody’s where nobody was named, but one party’s', () => {
    const unnamed = [{ token: 'f1', addressee: undefined }];
    expect(soleReceiptFault([delivered('f1', OUT)], unnamed)).to.equal(undefined);
    expect(soleReceiptFault([], unnamed)).to.match(/one receiver alone, but reached nobody/);
    expect(soleReceiptFault([delivered('f1', OUT), delivered('f1', db)], unnamed)).to.match(/outside, db/);
  });
});

describe('exact receivers', () => {
  const traces = [delivered('f1', db), delivered('f2', db), delivered('f1', OUT)];

  it('are counted, whatever their order', () => {
    const due = [[OUT, 1] as const, [db, 2] as const, [vm('legacy'), 0] as const];
    expect(receiversFault(traces, due)).to.equal(undefined);
  });

  it('show due and actual', () => {
    expect(receiversFault(traces, [[db, 2]])).to.equal('due:    db 2\n  actual: db 2, outside 1');
    expect(receiversFault([], [[db, 2]])).to.equal('due:    db 2\n  actual: nobody');
  });
});

describe('a stream', () => {
  const stream = { token: 's', sender: vm('web'), receiver: db, count: 3 };
  const arriving = (...numbers: readonly number[]) => numbers.map((each) => delivered(`s.${each}`, db));
  const lost = (each: number) => dropped(`s.${each}`, 'declared-failover-loss');

  it('is complete, once and in order', () => {
    expect(streamFault(arriving(0, 1, 2), stream, 0)).to.equal(undefined);
    expect(streamFault(arriving(0, 2), stream, 0)).to.match(/of 3 frames 2 arrived/);
    expect(streamFault(arriving(0, 2, 1), stream, 0)).to.match(/frame 1 arrived after frame 2/);
    expect(streamFault(arriving(0, 1, 1), stream, 0)).to.match(/frame 1 arrived after frame 1/);
  });

  it('forgives declared losses up to the number allowed, and no other loss', () => {
    const traces = [...arriving(0, 2), lost(1)];
    expect(streamFault(traces, stream, 1)).to.equal(undefined);
    expect(streamFault(traces, stream, 0)).to.match(/1 declared losses, at most 0/);
    expect(streamFault([...arriving(0, 2), dropped('s.1', 'guard')], stream, 1)).to.match(/2 arrived/);
  });

  it('is not helped by the frames of another whose name begins alike', () => {
    const other = [0, 1, 2].map((each) => delivered(`s1.${each}`, db));
    expect(streamFault(other, stream, 0)).to.match(/0 arrived/);
  });
});

describe('a way', () => {
  const over = (kind: 'extensible-switch' | 'physical-port') =>
    delivered('f1', db, [
      { kind: 'function', function: vfFunction(vfId(0)) },
      kind === 'physical-port' ? { kind } : { kind, switch: 'External' },
    ]);

  it('past the extensible switch counts only for a frame that arrived', () => {
    expect(switchPassedFault([delivered('f1', db)])).to.equal(undefined);
    expect(switchPassedFault([over('extensible-switch')])).to.match(/pass the extensible switch/);
    expect(switchPassedFault([dropped('f1', 'guard')])).to.match(/reached nobody/);
  });

  it('out by the physical port is seen by its hop or its receiver', () => {
    expect(portLeftFault([delivered('f1', db)])).to.equal(undefined);
    expect(portLeftFault([over('physical-port')])).to.match(/physical port/);
    expect(portLeftFault([delivered('f1', OUT, [])])).to.match(/physical port/);
  });
});
