import { expect } from 'chai';
import { BROADCAST, macAddress } from '../../terms/mac-address';
import { testFrame } from '../../wire/test-frame';
import { OUTSIDE_STATION, stationsFor, type Station } from './external-network';

const station = (name: string, last: string, vlan?: number): Station => ({
  station: name,
  mac: macAddress(`02-00-00-00-00-${last}`),
  vlan,
});
const ALL = [OUTSIDE_STATION, station('ten', '0A', 10), station('twenty', '14', 20)];
const takers = (destination: string, vlan?: number): readonly string[] =>
  stationsFor(
    ALL,
    testFrame({
      token: 't',
      source: macAddress('00-15-5D-00-00-01'),
      destination: macAddress(destination),
      tag: vlan === undefined ? undefined : { vlan, priority: 0 },
    }),
  ).map((each) => each.station);

describe('the external network', () => {
  it('gives a unicast to the station that owns its address in its VLAN', () =>
    expect(takers('02-00-00-00-00-0A', 10)).to.deep.equal(['ten']));

  it('gives a unicast that nobody there owns to "outside"', () => {
    expect(takers('02-00-00-00-00-0A', 20)).to.deep.equal(['outside']);
    expect(takers('02-00-00-00-00-FE')).to.deep.equal(['outside']);
  });

  it('gives a broadcast to the stations of its VLAN and to those that hear every VLAN', () =>
    expect(takers(BROADCAST, 20)).to.deep.equal(['outside', 'twenty']));
});
