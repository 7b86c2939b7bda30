import { expect } from 'chai';
import { macAddress } from '../terms/mac-address';
import { isDhcpServerFrame } from './dhcp-frames';
import { emitFrame } from './emit-frame';
import { internetChecksum } from './internet-packets';
import { isRouterAdvertisement } from './neighbour-discovery-frames';
import { parseFrame } from './parse-frame';
import { isPause } from './pause-frame';
import { tokenOf } from './token';
import { wellKnownFrame, type WellKnownFrameName } from './well-known-frames';

const SOURCE = macAddress('00-15-5D-00-00-01');
const NAMES: readonly WellKnownFrameName[] = [
  'ARP request',
  'PAUSE frame',
  'DHCP offer',
  'DHCP discover',
  'router advertisement',
  'neighbour solicitation',
];
const make = (name: WellKnownFrameName): ReturnType<typeof wellKnownFrame> =>
  wellKnownFrame(name, SOURCE, 'f-7');
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('a well-known frame', () => {
  for (const name of NAMES) {
    it(`${name} survives the wire with its token`, () => {
      const parsed = parseFrame(emitFrame(make(name)));
      expect(parsed.ok && parsed.value).to.deep.equal(make(name));
      expect(tokenOf(make(name))).to.equal('f-7');
    });
  }

  it('is recognised for what it is, and nothing else is', () => {
    const which = (test: (frame: ReturnType<typeof make>) => boolean): unknown =>
      NAMES.filter((name) => test(make(name)));
    expect(which(isPause)).to.deep.equal(['PAUSE frame']);
    expect(which(isDhcpServerFrame)).to.deep.equal(['DHCP offer']);
    expect(which(isRouterAdvertisement)).to.deep.equal(['router advertisement']);
  });

  it('is tagged when asked, but a PAUSE frame never is', () => {
    const tag = { vlan: 20, priority: 0 };
    const tagged = NAMES.filter((name) => wellKnownFrame(name, SOURCE, 't', tag).tag !== undefined);
    expect(tagged).to.deep.equal(NAMES.filter((name) => name !== 'PAUSE frame'));
  });

  it('PAUSE asks for silence by opcode 1 at the reserved group', () => {
    const bytes = hex(emitFrame(make('PAUSE frame')));
    expect(bytes.slice(0, 36)).to.equal('0180c2000001' + '00155d000001' + '8808' + '0001' + 'ffff');
  });

  it('DHCP has right IPv4 and UDP checksums', () => {
    for (const name of ['DHCP offer', 'DHCP discover'] as const) {
      const { payload } = make(name);
      const length = (payload[2]! << 8) | payload[3]!;
      expect(internetChecksum(payload.subarray(0, 20)), 'header').to.equal(0);
      const pseudo = Uint8Array.of(
        ...payload.subarray(12, 20),
        0,
        17,
        (length - 20) >> 8,
        (length - 20) & 0xff,
      );
      expect(internetChecksum(pseudo, payload.subarray(20, length)), 'UDP').to.equal(0);
    }
  });

  it('DHCP says who offers what to whom', () => {
    const bootp = hex(make('DHCP offer').payload.subarray(28));
    expect(bootp.slice(0, 8), 'reply over Ethernet').to.equal('02010600');
    expect(bootp.slice(32, 40), 'offered address').to.equal('c0000264');
    expect(bootp.slice(56, 68), 'client').to.equal('00005e005301');
    expect(bootp.slice(472, 478 + 8), 'cookie and type').to.equal('63825363' + '350102');
  });

  it('neighbour discovery has right ICMPv6 checksums and group addresses', () => {
    for (const name of ['router advertisement', 'neighbour solicitation'] as const) {
      const { payload } = make(name);
      const length = (payload[4]! << 8) | payload[5]!;
      const pseudo = Uint8Array.of(...payload.subarray(8, 40), 0, 0, 0, length, 0, 0, 0, 58);
      expect(internetChecksum(pseudo, payload.subarray(40, 40 + length))).to.equal(0);
    }
    expect(make('neighbour solicitation').destination).to.equal('33-33-FF-00-53-01');
    expect(hex(make('router advertisement').payload.subarray(8, 24))).to.equal(
      'fe80000000000000' + '02155dfffe000001',
    );
  });
});
