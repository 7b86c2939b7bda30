import { expect } from 'chai';
import { actorKey, domainKey, domainName, partitionDomain, PF_DOMAIN, vfDomain, WIRE_DOMAIN } from './domain';
import { functionName, PF, vfFromName, vfFunction, vfId, vfName } from './function-id';
import {
  BROADCAST,
  isGroupAddress,
  macAddress,
  macBytes,
  macFromBytes,
  parseMacAddress,
} from './mac-address';
import { busOf, formatRoutingId, routingId } from './routing-id';
import { parseVlanId, vlanId } from './vlan-id';

const MAC = macAddress('00-15-5D-00-00-01');

describe('a MAC address', () => {
  for (const text of ['00-15-5D-00-00-01', '00:15:5d:00:00:01', ' 00-15-5d-00-00-01 '])
    it(`reads "${text}"`, () => expect(parseMacAddress(text)).to.deep.equal({ ok: true, value: MAC }));

  for (const text of ['', '00-15-5D-00-00', '00-15-5D-00-00-0G', '00-15-5D-00-00-01-02', '0015.5d00.0001'])
    it(`refuses "${text}" and says what was expected`, () => {
      const parsed = parseMacAddress(text);
      expect(parsed.ok ? '' : parsed.error)
        .to.include(`"${text}"`)
        .and.include('six pairs');
    });

  it('is the same after bytes and back', () => expect(macFromBytes(macBytes(MAC))).to.equal(MAC));
  it('knows group addresses by the lowest bit of the first octet', () => {
    expect(isGroupAddress(BROADCAST)).to.equal(true);
    expect(isGroupAddress(macAddress('01-00-5E-00-00-01'))).to.equal(true);
    expect(isGroupAddress(MAC)).to.equal(false);
  });
  it('throws on a wrong constant', () => expect(() => macAddress('x')).to.throw('not a MAC address'));
});

describe('a VLAN identifier', () => {
  for (const text of ['1', '4094'])
    it(`reads ${text}`, () => expect(parseVlanId(text)).to.deep.equal({ ok: true, value: Number(text) }));
  for (const text of ['0', '4095', '5000', '-1', '1.5', 'ten', ''])
    it(`refuses "${text}"`, () => {
      const parsed = parseVlanId(text);
      expect(parsed.ok ? '' : parsed.error).to.include('from 1 to 4094');
    });
  it('throws on a wrong constant', () => expect(() => vlanId(0)).to.throw('VLAN'));
});

describe('a Routing ID', () => {
  it('prints as lspci does', () => {
    expect(formatRoutingId(routingId(0x0100))).to.equal('01:00.0');
    expect(formatRoutingId(routingId(0x0181))).to.equal('01:10.1');
    expect(formatRoutingId(routingId(0xffff))).to.equal('ff:1f.7');
  });
  it('wraps at 16 bits and knows its bus', () => {
    expect(routingId(0x10001)).to.equal(1);
    expect(busOf(routingId(0x0281))).to.equal(2);
  });
});

describe('a function', () => {
  it('is named from 1 and numbered from 0 (decision 0001)', () => {
    expect(vfName(vfId(0))).to.equal('VF 1');
    expect(vfFromName(1)).to.equal(0);
    expect([PF, vfFunction(vfId(2))].map(functionName)).to.deep.equal(['PF', 'VF 3']);
  });
});

describe('a domain', () => {
  it('has a key and a name', () => {
    const domains = [
      PF_DOMAIN,
      vfDomain(vfId(0)),
      partitionDomain('web'),
      WIRE_DOMAIN,
      vfDomain(vfId(0), 'NIC2'),
    ];
    expect(domains.map(domainKey)).to.deep.equal(['pf', 'vf:0', 'partition:web', 'wire', 'NIC2/vf:0']);
    expect(domains.map(domainName)).to.deep.equal(['the PF', 'VF 1', '"web"', 'the wire', 'VF 1 of NIC2']);
  });
  it('acts itself, or through the PF', () => {
    expect(actorKey({ kind: 'pf-for', target: vfDomain(vfId(3)) })).to.equal('pf↓vf:3');
    expect(actorKey({ kind: 'pf-for-switch', adapter: 'NIC2' })).to.equal('NIC2/pf↓switch');
    expect(actorKey(PF_DOMAIN)).to.equal('pf');
  });
});
