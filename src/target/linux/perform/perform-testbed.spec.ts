import { expect } from 'chai';
import type { TestbedAction } from '../../../isolation/action';
import { TESTBED } from '../readings/recorded-machine.fixture';
import { BARE, mistakeIn, play, verdictOf } from './performed.fixture';

type Install = Extract<TestbedAction, { kind: 'install-adapter' }>;
const INSTALL: Install = { kind: 'install-adapter', adapter: 'NIC1', profile: { kind: 'reference' } };
const EXTERNAL: TestbedAction = { kind: 'create-extensible-switch', switch: 'S', type: 'external' };
const SYSFS = '/sys/bus/pci/devices/0000:01:00.0';

describe('installing the adapter of a Linux machine', () => {
  it('enables as many VFs as it has, none of them with a driver yet', async () => {
    const { steps, after } = await play(INSTALL, { testbed: BARE });
    expect(steps).to.deep.equal([
      `read ${SYSFS}/sriov_numvfs`,
      `write ${SYSFS}/sriov_numvfs 0`,
      'ip link set eth0 up',
      'wait-carrier  eth0 up',
      `write ${SYSFS}/sriov_drivers_autoprobe 0`,
      `write ${SYSFS}/sriov_numvfs 7`,
      'wait-carrier  eth0 up',
      `write ${SYSFS}/sriov_drivers_autoprobe 1`,
    ]);
    expect(after.adapter).to.deep.equal({ adapter: 'NIC1', numVfs: 7, wire: 'up' });
  });

  it('touches nothing where as many are enabled already, and writes no zero twice', async () => {
    const alike = await play({ ...INSTALL, numVfs: 4 }, { testbed: BARE });
    expect(alike.steps).to.deep.equal([`read ${SYSFS}/sriov_numvfs`]);
    const none = await play({ ...INSTALL, numVfs: 0 }, { testbed: BARE });
    expect(none.steps.filter((each) => /^write .*numvfs/.test(each))).to.have.length(1);
  });

  it("is refused with the kernel's error", async () => {
    const { performed, after } = await play(INSTALL, {
      testbed: BARE,
      script: (machine) => machine.refuse(/numvfs 7$/, 'ENOMEM', 'Cannot allocate memory'),
    });
    expect(verdictOf(performed)).to.equal(
      `refused ENOMEM by the kernel: write to ${SYSFS}/sriov_numvfs: Cannot allocate memory`,
    );
    expect(after).to.equal(BARE);
  });

  it('does not apply where a scenario wants another adapter than there is', async () => {
    const wishes: readonly (readonly [Partial<Install>, string])[] = [
      [{ host: 'Host 2' }, 'several-hosts: there is one host'],
      [
        { profile: { kind: 'adapter-list', id: 'x' } },
        'adapter-profiles: the adapter of this machine is what it is',
      ],
      [{ overrides: { a: 1 } }, 'adapter-profiles: properties of a real adapter cannot be chosen'],
      [
        { keywords: { '*SRIOV': 0 } },
        'oid-boundary: standardized keywords are those of another operating system',
      ],
      [
        { upTo: 'powered' },
        'oid-boundary: this kernel has no state between a loaded PF driver and a usable NIC switch',
      ],
      [{ numVfs: 8 }, 'many-vfs: it needs 8 VFs, and the adapter has 7'],
    ];
    for (const [wish, reason] of wishes) {
      const { performed, steps } = await play({ ...INSTALL, ...wish }, { testbed: BARE });
      expect(verdictOf(performed)).to.equal(`not-applicable ${reason}`);
      expect(steps).to.deep.equal([]);
    }
    expect(verdictOf((await play(INSTALL)).performed)).to.equal(
      'not-applicable several-adapters: there is one adapter on this machine',
    );
  });
});

describe('extensible switches of a Linux machine', () => {
  const BRIDGE = 'type bridge vlan_filtering 1 vlan_default_pvid 4094 mcast_snooping 0 stp_state 0';

  it('are bridges; an external one has the PF as the only port that floods', async () => {
    const { steps, after } = await play(EXTERNAL, { testbed: { ...TESTBED, switches: [], partitions: [] } });
    expect(steps).to.deep.equal([
      `ip link add bksw0 ${BRIDGE}`,
      'ip link set bksw0 address 00:15:5d:fe:00:01 up',
      'ip link set eth0 master bksw0',
      'bridge link set dev eth0 learning off flood on',
    ]);
    expect(after.switches).to.deep.equal(TESTBED.switches);
  });

  it('have no port of the PF and no VFs where they are private', async () => {
    const { steps, after } = await play({ ...EXTERNAL, switch: 'P', type: 'private' });
    expect(steps.join('\n')).not.to.match(/eth0/);
    expect(after.switches[1]).to.include({ switch: 'P', bridge: 'bksw1', sriov: false, adapter: undefined });
  });

  it('take the first name that is free, also after one was deleted', async () => {
    const both = (await play({ ...EXTERNAL, switch: 'P', type: 'private' })).after;
    const left = (await play({ kind: 'delete-extensible-switch', switch: 'S' }, { testbed: both })).after;
    expect(left.switches.map((each) => each.bridge)).to.deep.equal(['bksw1']);
    const again = (await play({ ...EXTERNAL, switch: 'Q', type: 'internal' }, { testbed: left })).after;
    expect(again.switches.map((each) => each.bridge)).to.deep.equal(['bksw1', 'bksw0']);
  });

  it('refuse a second binding of the adapter', async () => {
    const { performed, steps } = await play({ ...EXTERNAL, switch: 'T' });
    expect(verdictOf(performed)).to.match(/^refused .* by the virtualization stack: .*\[XSW-SWITCH-03\]$/);
    expect(steps).to.deep.equal([]);
  });

  it('go with the ports and VFs of their partitions', async () => {
    const { steps, after } = await play({ kind: 'delete-extensible-switch', switch: 'S' });
    expect(after.switches).to.deep.equal([]);
    expect(after.partitions.map(({ switch: on, vf }) => [on, vf])).to.deep.equal(
      after.partitions.map(() => [undefined, undefined]),
    );
    expect(steps.filter((each) => each.endsWith('nomaster'))).to.have.length(3);
    expect(steps.at(-1)).to.equal('ip link del bksw0');
  });

  it('are mistakes of the feature where they are not known, or known already', async () => {
    expect(await mistakeIn({ kind: 'delete-extensible-switch', switch: 's' })).to.equal(
      'FeatureMistake after 0 steps: there is no extensible switch "s" (did you mean "S"?)',
    );
    expect(await mistakeIn(EXTERNAL)).to.equal(
      'FeatureMistake after 0 steps: extensible switch "S" exists already',
    );
  });
});

describe('stations and time of a Linux testbed', () => {
  it('knows a station by its last description', async () => {
    const [known] = TESTBED.stations;
    const mac = TESTBED.partitions[0]!.mac;
    const { after, steps } = await play({ kind: 'add-station', station: known!.station, mac, vlan: 5 });
    expect(after.stations).to.deep.equal([{ station: 'outside', mac, vlan: 5 }]);
    expect(steps).to.deep.equal([]);
  });

  it('lets time pass', async () => {
    expect((await play({ kind: 'pass-time', seconds: 3 })).steps).to.deep.equal(['sleep 3000']);
  });
});
