import { expect } from 'chai';
import type { PolicyAction, PortPolicy } from '../../../isolation/action';
import { macAddress } from '../../../terms/mac-address';
import { testbedWith } from '../fake-machine.fixture';
import { TESTBED } from '../readings/recorded-machine.fixture';
import { mistakeIn, play, verdictOf } from './performed.fixture';

const OWN = macAddress('00-15-5D-00-00-09');
const NEW = macAddress('00-15-5D-00-00-0A');
const policy = (partition: string, set: PortPolicy): PolicyAction => ({
  kind: 'set-port-policy',
  partition,
  policy: set,
});
const access = (vlan: number): PortPolicy => ({ kind: 'vlan', mode: { kind: 'access', vlan } });
const withdrawn = (port: string, mac: string, vlan = 4094) =>
  `bridge link set dev ${port} locked off; bridge fdb del ${mac} dev ${port} master vlan ${vlan}`;
const announced = (port: string, mac: string, vlan = 4094, locked = 'on') =>
  `bridge fdb replace ${mac} dev ${port} master static vlan ${vlan}; bridge link set dev ${port} locked ${locked}`;

describe('the source of frames on Linux', () => {
  it('is checked by the VF where there is one, and by the locked port', async () => {
    const allowed = await play(policy('web', { kind: 'mac-spoofing', allowed: true }));
    expect(allowed.steps).to.deep.equal([
      'ip link set eth0 vf 0 spoofchk off',
      'bridge link set dev bkp1 locked off',
    ]);
    const forbidden = await play(policy('syn', { kind: 'mac-spoofing', allowed: false }));
    expect(forbidden.steps).to.deep.equal(['bridge link set dev bkp3 locked on']);
  });

  it('goes back to the permanent address with the policy (XSW-SEC-06)', async () => {
    const testbed = testbedWith('syn', { currentMac: OWN, macSpoofing: true });
    const { steps, after } = await play(policy('syn', { kind: 'mac-spoofing', allowed: false }), { testbed });
    expect(steps.slice(0, 2)).to.deep.equal([
      withdrawn('bkp3', '00:15:5d:00:00:09'),
      announced('bkp3', '00:15:5d:00:00:03'),
    ]);
    expect(after).to.deep.equal(TESTBED);
  });

  it('keeps the address that a guest has set while the policy stays', async () => {
    const testbed = testbedWith('syn', { currentMac: OWN, macSpoofing: true });
    const { after } = await play(policy('syn', { kind: 'mac-spoofing', allowed: true }), { testbed });
    expect(after).to.deep.equal(testbed);
  });
});

describe('the address of a port on Linux', () => {
  it('is set at the VF', async () => {
    const { steps, after } = await play(policy('web', { kind: 'mac-address', mac: NEW }));
    expect(steps).to.deep.equal(['ip link set eth0 vf 0 mac 00:15:5d:00:00:0a']);
    expect(after.partitions[0]?.mac).to.equal(NEW);
  });

  it('takes the entry of the bridge along, also one that the guest has set', async () => {
    const testbed = testbedWith('syn', { currentMac: OWN, macSpoofing: true });
    const { steps, after } = await play(policy('syn', { kind: 'mac-address', mac: NEW }), { testbed });
    expect(steps).to.deep.equal([
      withdrawn('bkp3', '00:15:5d:00:00:09'),
      announced('bkp3', '00:15:5d:00:00:0a', 4094, 'off'),
    ]);
    expect(after.partitions[2]).not.to.have.property('currentMac');
  });

  it("is refused with the kernel's error", async () => {
    const { performed, after } = await play(policy('web', { kind: 'mac-address', mac: NEW }), {
      script: (machine) => machine.refuse(/vf 0 mac/, 'EINVAL', 'Invalid argument'),
    });
    expect(verdictOf(performed)).to.equal(
      'refused EINVAL by the kernel: ip link set eth0 vf 0 mac 00:15:5d:00:00:0a: Invalid argument',
    );
    expect(after).to.equal(TESTBED);
  });
});

describe('the VLAN of a port on Linux', () => {
  it('is set at the VF and at the port, and left by the PF with the last that had it', async () => {
    const { steps, after } = await play(policy('db', { kind: 'vlan', mode: { kind: 'untagged' } }));
    expect(steps).to.deep.equal([
      'ip link set eth0 vf 1 vlan 0',
      withdrawn('bkp2', '00:15:5d:00:00:02', 10),
      'bridge vlan del dev bkp2 vid 10; bridge vlan add dev bkp2 vid 4094 pvid untagged',
      'bridge vlan del dev eth0 vid 10',
    ]);
    expect(after.partitions[1]?.vlan).to.equal(undefined);
  });

  it('is entered by the PF, and moves the address', async () => {
    const { steps } = await play(policy('syn', access(20)));
    expect(steps).to.deep.equal([
      withdrawn('bkp3', '00:15:5d:00:00:03'),
      'bridge vlan del dev bkp3 vid 4094; bridge vlan add dev bkp3 vid 20 pvid untagged; bridge vlan add dev eth0 vid 20',
      announced('bkp3', '00:15:5d:00:00:03', 20),
    ]);
  });

  it('leaves the PF alone on a private switch', async () => {
    const P = {
      switch: 'P',
      type: 'private',
      adapter: undefined,
      bridge: 'bksw1',
      sriov: false,
    } as const;
    const testbed = {
      ...testbedWith('syn', { switch: 'P' }),
      switches: [...TESTBED.switches, P],
    };
    expect((await play(policy('syn', access(20)), { testbed })).steps.join('\n')).not.to.match(/eth0/);
  });

  it('asks no port of a partition that does not run', async () => {
    const testbed = testbedWith('syn', { running: false });
    const { performed, steps, after } = await play(policy('syn', access(20)), { testbed });
    expect([verdictOf(performed), steps.length, after.partitions[2]?.vlan]).to.deep.equal(['done', 0, 20]);
  });
});

describe('the SR-IOV weight of a port on Linux', () => {
  it('of 0 takes the VF away', async () => {
    const { after, steps } = await play(policy('web', { kind: 'iov-weight', weight: 0 }));
    expect(after.partitions[0]).to.include({ iovWeight: 0, vf: undefined });
    expect(steps).to.include('write /sys/bus/pci/drivers/igbvf/unbind 0000:01:10.0');
  });

  it('above 0 asks for one', async () => {
    const { after } = await play(policy('syn', { kind: 'iov-weight', weight: 10 }));
    expect(after.partitions[2]).to.deep.include({
      iovWeight: 10,
      vf: { vf: 2, stage: 'ACTIVE', inUse: true },
    });
  });

  it('is only remembered where there is nothing to change', async () => {
    const held = await play(policy('web', { kind: 'iov-weight', weight: 50 }));
    expect([held.steps.length, held.after.partitions[0]?.iovWeight]).to.deep.equal([0, 50]);
  });

  it('is 0 to 100 (XSW-IOV-10)', async () => {
    const { performed } = await play(policy('web', { kind: 'iov-weight', weight: 101 }));
    expect(verdictOf(performed)).to.match(/^refused .*not 101 \[XSW-IOV-10\]$/);
  });
});

describe('policies that no port on Linux has', () => {
  it('do not apply', async () => {
    const others: readonly PortPolicy[] = [
      { kind: 'teaming', allowed: true },
      { kind: 'dhcp-guard', on: true },
      { kind: 'router-guard', on: true },
      { kind: 'priority-tag', allowed: true },
      { kind: 'storm-limit', framesPerSecond: 1 },
      { kind: 'iov-queue-pairs', count: 2 },
      { kind: 'mirror-to', partition: 'db' },
      { kind: 'virtual-subnet', id: 5001 },
      { kind: 'acl', rules: [] },
    ];
    for (const each of others)
      expect(verdictOf((await play(policy('web', each))).performed)).to.equal(
        `not-applicable port-policies: neither a VF nor a bridge port here has the policy "${each.kind}"`,
      );
    const trunk: PortPolicy = { kind: 'vlan', mode: { kind: 'trunk', allowed: [1], native: 1 } };
    expect(verdictOf((await play(policy('web', trunk))).performed)).to.equal(
      'not-applicable port-policies: a VF has one VLAN, and no mode "trunk"',
    );
  });

  it('are mistakes of the feature for a partition that is not known', async () => {
    expect(await mistakeIn(policy('wbe', access(1)))).to.match(
      /no partition "wbe" \(did you mean "web"\?\)$/,
    );
  });
});
