import { expect } from 'chai';
import type { Action, VfDriverCall } from '../../isolation/action';
import { macAddress } from '../../terms/mac-address';
import type { Outcome } from '../target';
import { testbedWith } from './fake-machine.fixture';
import { aftermathOf, keyOf, lasts, type Deed } from './history';
import { TESTBED, WEB } from './readings/recorded-machine.fixture';
import type { LinuxTestbed } from './testbed';

const DONE: Outcome = { kind: 'done', traces: [], events: [] };
const refusedBy = (by: string): Outcome => ({
  kind: 'refused',
  status: 'EBUSY',
  reason: 'busy',
  by,
  traces: [],
  events: [],
});
const NOT_HERE: Outcome = { kind: 'not-applicable', capability: 'blocks', reason: 'none' };

const deed = (action: Action, outcome: Outcome = DONE, after: LinuxTestbed = TESTBED): Deed => ({
  key: keyOf(action),
  action,
  outcome,
  after,
});
const send: Action = { kind: 'send', sender: { kind: 'outside' }, frames: [] };
const detach: Action = { kind: 'detach-vf', partition: 'web' };
const attach: Action = { kind: 'attach-vf', partition: 'syn' };
const link: Action = { kind: 'set-link', up: false };
const reset = (vf: number): Action => ({ kind: 'reset-vf', vf: { kind: 'number', vf } });

function left(...deeds: readonly Deed[]): string {
  const aftermath = aftermathOf(deeds, TESTBED);
  return aftermath.kind === 'partitions' ? [...aftermath.partitions].sort().join(' ') : aftermath.kind;
}

describe('what deeds leave behind', () => {
  it('is nothing after frames, readings, stations, and what the target could not do', () => {
    const read: Action = { kind: 'config-read', function: { kind: 'pf' }, offset: 0, width: 2, by: 'bus' };
    const station: Action = { kind: 'add-station', station: 'x', mac: WEB };
    expect(left()).to.equal('none');
    expect(left(deed(send), deed(read), deed(station), deed(link, NOT_HERE))).to.equal('none');
  });

  it('is a partition that begins anew, also when what was done to it was refused', () => {
    expect(left(deed(send), deed(detach), deed(attach))).to.equal('syn web');
    expect(left(deed(detach, refusedBy('the kernel')))).to.equal('web');
    expect(left(deed({ kind: 'while-streaming', streams: [], action: detach }))).to.equal('web');
  });

  it('is also the partition that lost its VF to another, which no action named', () => {
    const after = testbedWith('db', { vf: undefined });
    expect(left(deed(attach, DONE, after))).to.equal('db syn');
  });

  it('is the holder of a VF that was named by its number, and everything where nobody holds it', () => {
    expect(left(deed(reset(1)))).to.equal('db');
    expect(left(deed(reset(3)))).to.equal('everything');
  });

  it('is everything after the link, the PF or a switch', () => {
    expect(left(deed(send), deed(link))).to.equal('everything');
    expect(left(deed({ kind: 'function-level-reset', function: { kind: 'pf' } }))).to.equal('everything');
    expect(left(deed({ kind: 'delete-extensible-switch', switch: 'S' }))).to.equal('everything');
    expect(left(deed({ kind: 'while-streaming', streams: [], action: link }))).to.equal('everything');
  });

  it('is everything after a guest has told the adapter what it listens to, and a partition after its driver’s other calls', () => {
    const call = (asked: VfDriverCall): Action => ({ kind: 'vf-driver', partition: 'web', call: asked });
    const group = macAddress('01-00-5E-00-00-05');
    expect(left(deed(call({ kind: 'join-group', group })))).to.equal('everything');
    expect(left(deed(call({ kind: 'leave-group', group })))).to.equal('everything');
    const filter = { promiscuous: true, allMulticast: false, broadcast: true };
    expect(left(deed(call({ kind: 'set-packet-filter', ...filter })))).to.equal('everything');
    expect(left(deed(call({ kind: 'halt' })))).to.equal('web');
  });

  it('is everything where the kernel refused a VF that was on its way', () => {
    expect(left(deed(attach, refusedBy('the kernel')))).to.equal('everything');
    expect(left(deed(attach, refusedBy('the virtualization stack')))).to.equal('syn');
  });
});

describe('deeds that a scenario may repeat', () => {
  it('are set-up that succeeded', () => {
    expect(lasts(deed(attach))).to.equal(true);
    expect(lasts(deed(attach, refusedBy('the kernel')))).to.equal(false);
    expect(lasts(deed(detach))).to.equal(false);
    expect(lasts(deed(send))).to.equal(false);
  });

  it('are known by everything they say, large numbers too', () => {
    expect(keyOf(attach)).to.equal(keyOf({ ...attach }));
    expect(keyOf(attach)).not.to.equal(keyOf({ ...attach, partition: 'web' }));
    expect(keyOf({ ...link, big: 1n } as Action)).not.to.equal(keyOf({ ...link, big: 2n } as Action));
  });
});
