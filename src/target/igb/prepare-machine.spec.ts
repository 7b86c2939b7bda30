import { expect } from 'chai';
import { MANAGEMENT_MAC, OUTSIDE_MAC as STATION_MAC } from '../../terms/well-known-addresses';
import { OUTSIDE_MAC, PF_MAC } from './prepare-machine';

describe("the machine's own addresses", () => {
  it('are none that a testbed gives to a party', () => {
    const parties = [MANAGEMENT_MAC, STATION_MAC].map((mac) => mac.toLowerCase().replaceAll('-', ':'));
    expect(parties).not.to.include.members([PF_MAC]);
    expect(parties).not.to.include.members([OUTSIDE_MAC]);
  });
});
