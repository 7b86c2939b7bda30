import { expect } from 'chai';
import { FakeMachine, fakeBench, testbedWith, wordsOf } from '../fake-machine.fixture';
import { TESTBED } from '../readings/recorded-machine.fixture';
import { leaveVlans, vlansOf } from './uplink-vlans';

describe('VLANs of the PF’s port', () => {
  const left = (had: readonly number[], has: readonly number[]): readonly string[] =>
    leaveVlans(fakeBench(new FakeMachine()), new Set(had), new Set(has)).map(wordsOf);

  it('are those of partitions that run', () => {
    expect([...vlansOf(TESTBED)]).to.deep.equal([10]);
    expect([...vlansOf(testbedWith('db', { running: false }))]).to.deep.equal([]);
  });

  it('go with the last partition that had them', () => {
    expect(left([10, 20, 30], [20])).to.deep.equal([
      'bridge vlan del dev eth0 vid 10; bridge vlan del dev eth0 vid 30',
    ]);
    expect(left([10], [10, 20])).to.deep.equal([]);
  });
});
