import { expect } from 'chai';
import { filterId, NDIS_DEFAULT_VPORT_ID, vportId } from '../../terms/switch-ids';
import { forwardingTable } from './forwarding-table';
import type { NicSwitch } from './nic-switch';
import { done, macOf, nicSwitchProfile, switchWithVfs } from './nic-switch.fixture';
import { setFilter } from './set-filter';

const VLAN_5 = { kind: 'id', id: 5 } as const;
const SWITCH = done(
  setFilter(switchWithVfs(2, nicSwitchProfile({ vfs: 2 })), {
    filter: filterId(1),
    vport: vportId(1),
    mac: macOf(1),
    vlan: VLAN_5,
  }),
);
const members = (nicSwitch: NicSwitch): readonly number[] =>
  forwardingTable(nicSwitch)
    .membersOf(5)
    .flatMap(({ vport }) => vport?.id ?? []);

/** States that no verb makes, but that a planted fault might: the table must still tell each version what it is. */
describe('the forwarding table, over versions that should not be', () => {
  const twice = { ...SWITCH.filters.get(1), id: filterId(2), vport: vportId(2), mac: macOf(1), vlan: VLAN_5 };
  const faults: Readonly<Record<string, NicSwitch>> = {
    'the default VPort is gone': { ...SWITCH, vports: SWITCH.vports.delete(NDIS_DEFAULT_VPORT_ID) },
    'a VPort is gone and its filter is not': { ...SWITCH, vports: SWITCH.vports.delete(1) },
    'a key is on two VPorts': { ...SWITCH, filters: SWITCH.filters.set(2, twice) },
  };

  for (const [fault, nicSwitch] of Object.entries(faults))
    it(`comes back from one where ${fault}`, () => {
      expect(members(SWITCH)).to.deep.equal([0, 1]);
      expect(members(nicSwitch)).to.not.deep.equal([0, 1]);
      expect(members(SWITCH)).to.deep.equal([0, 1]);
      expect(forwardingTable(SWITCH).holder(macOf(1), 5)?.id).to.equal(1);
      expect(
        forwardingTable(SWITCH)
          .holdersOfMac(macOf(1))
          .map(({ id }) => id),
      ).to.deep.equal([1]);
    });

  it('says who holds an address on whatever VLAN, once each', () => {
    const { 'a key is on two VPorts': two } = faults;
    expect(
      two &&
        forwardingTable(two)
          .holdersOfMac(macOf(1))
          .map(({ id }) => id),
    ).to.deep.equal([1, 2]);
  });
});
