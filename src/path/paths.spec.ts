import { expect } from 'chai';
import { PF, vfFunction, vfId } from '../terms/function-id';
import { macAddress } from '../terms/mac-address';
import type { Party } from '../terms/party';
import { NDIS_DEFAULT_VPORT_ID, vportId } from '../terms/switch-ids';
import type { Hop, Trace } from '../wire/trace';
import { comparePaths } from './compare-paths';
import { hopName } from './hop-name';
import { parsePath } from './parse-path';
import { renderPath } from './render-path';

const MAC = macAddress('00-15-5D-00-00-01');
const web: Party = { kind: 'partition', partition: 'web' };
const outside: Party = { kind: 'outside' };
const end = (receiver: Party): Trace['end'] => ({
  kind: 'delivered',
  receiver,
  frame: { destination: MAC, source: MAC, etherType: 0x88b5, payload: new Uint8Array() },
  outOfBand: {},
});
const party = (each: Party): Hop => ({ kind: 'party', party: each });
const VF1: Hop = { kind: 'function', function: vfFunction(vfId(0)) };
const NIC_SWITCH: Hop = { kind: 'nic-switch' };
const PORT: Hop = { kind: 'physical-port' };

describe('the name of a hop', () => {
  const cases: readonly (readonly [Hop, string])[] = [
    [party(web), 'web'],
    [party({ kind: 'management-os' }), 'management OS'],
    [party(outside), 'outside'],
    [VF1, 'VF 1'],
    [{ kind: 'function', function: PF }, 'PF'],
    [NIC_SWITCH, 'NIC switch'],
    [{ kind: 'vport', vport: NDIS_DEFAULT_VPORT_ID }, 'default VPort'],
    [{ kind: 'vport', vport: vportId(2) }, 'VPort 2'],
    [{ kind: 'extensible-switch', switch: 'External' }, 'External'],
    [PORT, 'physical port'],
  ];
  for (const [hop, name] of cases) it(`is "${name}"`, () => expect(hopName(hop)).to.equal(name));
});

describe('a path in words', () => {
  const text = (sender: Party, hops: readonly Hop[], receiver: Party): string =>
    renderPath({ sender, hops, end: end(receiver) });

  it('ends at the physical port on the way out, whether or not the trace names the outside', () => {
    const due = 'web > VF 1 > NIC switch > physical port';
    expect(text(web, [party(web), VF1, NIC_SWITCH, PORT], outside)).to.equal(due);
    expect(text(web, [VF1, NIC_SWITCH, PORT, party(outside)], outside)).to.equal(due);
  });

  it('starts outside on the way in', () => {
    expect(text(outside, [PORT, NIC_SWITCH, VF1], web)).to.equal(
      'outside > physical port > NIC switch > VF 1 > web',
    );
  });

  it('stops where the frame was dropped', () => {
    const dropped = { kind: 'dropped', reason: 'spoofed-source' } as const;
    expect(renderPath({ sender: web, hops: [VF1, NIC_SWITCH], end: dropped })).to.equal(
      'web > VF 1 > NIC switch',
    );
  });
});

describe('reading a path', () => {
  it('gives the hops', () => {
    expect(parsePath('"web" > VF 1 > NIC switch > default VPort > PF > External > legacy')).to.deep.equal({
      ok: true,
      value: ['web', 'VF 1', 'NIC switch', 'default VPort', 'PF', 'External', 'legacy'],
    });
  });

  const mistakes: readonly (readonly [string, RegExp])[] = [
    ['', /empty/],
    ['web', /two or more hops/],
    ['web >  > db', /hop 2 .* is empty/],
    ['web > VF1 > db', /hop 2 .* is "VF1"; write "VF 1"/],
    ['web > VF 0 > db', /VFs count from 1/],
    ['web > nic-switch > db', /write "NIC switch"/],
    ['web > Physical Port', /write "physical port"/],
  ];
  for (const [text, error] of mistakes)
    it(`tells what is wrong with "${text}"`, () => {
      const parsed = parsePath(text);
      expect(parsed.ok ? '' : parsed.error).to.match(error);
    });

  it('lists known names for an unknown one', () => {
    const parsed = parsePath('web > VF 1 > NIC switch > VF 2 > bd', ['web', 'db']);
    expect(parsed.ok ? '' : parsed.error).to.match(/hop 5 .*"bd".*known are web, db/);
  });
});

describe('two paths drawn one under the other', () => {
  const expected = ['web', 'VF 1', 'NIC switch', 'VF 2', 'db'];

  it('marks the first hop that differs', () => {
    const compared = comparePaths(expected, ['web', 'VF 1', 'NIC switch', 'physical port']);
    expect(compared.firstDifference).to.equal(3);
    expect(compared.text.split('\n')).to.deep.equal([
      'expected  web > VF 1 > NIC switch > VF 2          > db',
      'actual    web > VF 1 > NIC switch > physical port',
      '                                    ^ hop 4: "VF 2" was due, the frame went to "physical port"',
    ]);
  });

  it('says when a path ended early, or late, and how', () => {
    const early = comparePaths(expected, ['web', 'VF 1'], 'dropped: spoofed-source');
    expect(early.text).to.match(/\(dropped: spoofed-source\)\n.*hop 3: "NIC switch" was due, the path ended/);
    expect(comparePaths(['web'], ['web', 'db']).text).to.match(/due to end before "db"/);
  });

  it('marks nothing when they are the same', () => {
    expect(comparePaths(expected, expected)).to.include({ same: true, firstDifference: undefined });
  });
});
