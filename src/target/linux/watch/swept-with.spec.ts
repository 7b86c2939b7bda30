import { expect } from 'chai';
import { TESTBED, DB, WEB } from '../readings/recorded-machine.fixture';
import { sweptWith } from './swept-with';

const vm = (partition: string) => ({ kind: 'partition', partition }) as const;
const frame = { source: WEB, destination: DB, etherType: 0x88b5, payload: new Uint8Array(46) };

describe('VFs that are swept with an action', () => {
  it('are those that it names or whose holders it names', () => {
    const byNumber = { kind: 'reset-vf', vf: { kind: 'number', vf: 3 } } as const;
    expect(sweptWith(byNumber, [], TESTBED)).to.deep.equal([3]);
    const byHolder = { kind: 'detach-vf', partition: 'db', manner: 'graceful' } as const;
    expect(sweptWith(byHolder, [], TESTBED)).to.deep.equal([1]);
  });

  it('are those of sender and receivers of a frame, each once', () => {
    const send = { kind: 'send', sender: vm('web'), frames: [{ token: 't', frame }] } as const;
    const awaited = ['db', 'web', 'syn'].map((each) => ({ token: 't', receiver: vm(each) }));
    expect(sweptWith(send, awaited, TESTBED, TESTBED)).to.deep.equal([0, 1]);
    expect(sweptWith(send, [{ token: 't', receiver: { kind: 'outside' } }], TESTBED)).to.deep.equal([0]);
  });

  it('are all where the action may affect others', () => {
    expect(sweptWith({ kind: 'set-link', up: false }, [], TESTBED)).to.equal('all');
    const flr = { kind: 'function-level-reset', function: { kind: 'pf' } } as const;
    expect(sweptWith(flr, [], TESTBED)).to.equal('all');
  });
});
