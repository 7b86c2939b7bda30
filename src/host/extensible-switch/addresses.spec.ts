import { expect } from 'chai';
import { nicAt, type ExtensibleSwitch } from './extensible-switch';
import {
  mac,
  must,
  oidsOf,
  portNamed,
  receivers,
  send,
  switchWith,
  verdict,
  withPolicies,
} from './extensible-switch.fixture';
import { guestSetsMac } from './guest-mac';
import { setPortPolicy } from './property-requests';

const setsMac = (sw: ExtensibleSwitch, name: string, to: string): ReturnType<typeof guestSetsMac> =>
  guestSetsMac(sw, portNamed(sw, name), mac(to));
const current = (sw: ExtensibleSwitch, name: string): string | undefined =>
  nicAt(sw, portNamed(sw, name))?.currentMac;

describe('the address at which the switch finds an adapter', () => {
  const sw = switchWith({ vms: [{ name: 'a' }, { name: 'b' }] });

  it('is the permanent one while spoofing and teaming are off (XSW-SEC-05)', () => {
    const { switch: next, events } = setsMac(sw, 'a', 'x');
    expect(oidsOf({ events })).to.deep.equal(['NIC_UPDATED']);
    expect(current(next, 'a')).to.equal(mac('a'));
    expect(receivers(send(next, 'b', 'x'))).to.deep.equal(['outside']);
    expect(receivers(send(next, 'b', 'a'))).to.deep.equal(['a']);
  });

  it("is the guest's own with spoofing on, and the old one stops to work (XSW-SEC-06, XSW-FWD-21)", () => {
    const next = must(setsMac(withPolicies(sw, 'a', { kind: 'mac-spoofing', allowed: true }), 'a', 'x'));
    expect(receivers(send(next, 'b', 'x'))).to.deep.equal(['a']);
    expect(receivers(send(next, 'b', 'a'))).to.deep.equal(['outside']);
  });

  it('falls back when spoofing is turned off, with an announcement', () => {
    const on = must(setsMac(withPolicies(sw, 'a', { kind: 'mac-spoofing', allowed: true }), 'a', 'x'));
    const off = setPortPolicy(on, portNamed(on, 'a'), { kind: 'mac-spoofing', allowed: false });
    expect(oidsOf(off)).to.deep.equal(['PORT_PROPERTY_UPDATE', 'NIC_UPDATED']);
    expect(current(off.switch, 'a')).to.equal(mac('a'));
  });

  it('moves with a failover inside the team of one VM (XSW-SEC-07)', () => {
    const teaming = [{ kind: 'teaming', allowed: true }] as const;
    const team = switchWith({
      vms: [
        { name: 'a', policies: teaming },
        { name: 'a', adapter: 'second', address: 'c', policies: teaming },
        { name: 'b' },
      ],
    });
    const moved = must(setsMac(team, 'a', 'c'));
    expect(current(moved, 'a')).to.equal(mac('c'));
    expect(send(moved, 'b', 'c').deliveries.map(({ port }) => port)).to.deep.equal([portNamed(moved, 'a')]);
  });

  it("does not move to another VM's address (XSW-SEC-04)", () => {
    const team = withPolicies(sw, 'a', { kind: 'teaming', allowed: true });
    const next = must(setsMac(team, 'a', 'b'));
    expect(current(next, 'a')).to.equal(mac('a'));
  });

  it("does not let a guest that may spoof draw its neighbour's frames", () => {
    const spoofing = must(setsMac(withPolicies(sw, 'a', { kind: 'mac-spoofing', allowed: true }), 'a', 'b'));
    expect(current(spoofing, 'a')).to.equal(mac('b'));
    expect(receivers(send(spoofing, 'outside', 'b'))).to.deep.equal(['b']);
  });

  it('follows a new permanent address', () => {
    const next = withPolicies(sw, 'a', { kind: 'mac-address', mac: mac('x') });
    expect(current(next, 'a')).to.equal(mac('x'));
    expect(
      verdict(setPortPolicy(sw, portNamed(sw, 'a'), { kind: 'mac-address', mac: mac('group') }).outcome),
    ).to.equal('refused XSW-SEC-03');
  });

  it('is announced for connected adapters only (XSW-NIC-12)', () => {
    const unbound = switchWith({ vms: [{ name: 'a', isBound: false }] });
    expect(oidsOf(setsMac(unbound, 'a', 'x'))).to.deep.equal([]);
  });
});

describe('source addresses', () => {
  const teaming = [{ kind: 'teaming', allowed: true }] as const;
  const spoofing = [{ kind: 'mac-spoofing', allowed: true }] as const;
  const cases = [
    { who: 'its own', policies: [], source: 'a', passes: true },
    { who: 'a foreign one', policies: [], source: 'x', passes: false },
    { who: 'a foreign one with spoofing', policies: spoofing, source: 'x', passes: true },
    { who: 'a group address with spoofing', policies: spoofing, source: 'group', passes: false },
    { who: "its team's", policies: teaming, source: 'c', passes: true },
    { who: "its team's without teaming", policies: [], source: 'c', passes: false },
    { who: "another VM's with teaming", policies: teaming, source: 'b', passes: false },
  ];
  for (const { who, policies, source, passes } of cases)
    it(`${passes ? 'passes' : 'drops'} a frame from ${who} (XSW-SEC-01 to 04)`, () => {
      const sw = switchWith({
        vms: [{ name: 'a', policies }, { name: 'a', adapter: 'second', address: 'c' }, { name: 'b' }],
      });
      const result = send(sw, 'a', 'b', { source });
      expect(receivers(result)).to.deep.equal(passes ? ['b'] : []);
      expect(result.drops.map(({ reason }) => reason)).to.deep.equal(passes ? [] : ['spoofed-source']);
      expect(result.switch.statistics.get(portNamed(sw, 'a'))?.dropped).to.equal(passes ? 0 : 1);
    });
});
