import { expect } from 'chai';
import type { PartitionSpec, StackAction } from '../../../isolation/action';
import { macAddress } from '../../../terms/mac-address';
import { FakeMachine, fakeBench, testbedWith } from '../fake-machine.fixture';
import { TESTBED } from '../readings/recorded-machine.fixture';
import type { LinuxTestbed } from '../testbed';
import { perform } from './perform';
import { mistakeIn, play, verdictOf } from './performed.fixture';

const MAC = macAddress('00-15-5D-00-00-09');
const start = (spec: Partial<PartitionSpec> = {}): StackAction => ({
  kind: 'start-partition',
  spec: { partition: 'new', mac: MAC, iovWeight: 0, ...spec },
});
const LINK = 'link /sys/bus/pci/devices/0000:01:00.0/virtfn';
const GUEST = [
  'ip netns add bk4; ip link add bkp4 type veth peer name syn0 netns bk4 address 00:15:5d:00:00:09; ip link set bkp4 master bksw0; ip link set bkp4 up',
  'ip -n bk4 link set syn0 up',
];
const vfsOf = ({ partitions }: LinuxTestbed) =>
  Object.fromEntries(partitions.map(({ partition, vf }) => [partition, vf?.vf]));
const full: LinuxTestbed = { ...TESTBED, adapter: { adapter: 'NIC1', numVfs: 2, wire: 'up' } };

describe('starting a partition on Linux', () => {
  it('makes a namespace whose port knows its address and takes no other', async () => {
    const { steps, after } = await play(start());
    expect(steps).to.deep.equal([
      ...GUEST,
      [
        'bridge link set dev bkp4 learning off flood off',
        'bridge fdb replace 00:15:5d:00:00:09 dev bkp4 master static vlan 4094',
        'bridge link set dev bkp4 locked on',
      ].join('; '),
    ]);
    expect(after.partitions[3]).to.include({ number: 4, namespace: 'bk4', switch: 'S', running: true });
  });

  it('is refused with the one command of many that the kernel did not take', async () => {
    const what = 'ip link add bkp4 type veth';
    const { performed } = await play(start(), {
      script: (machine) =>
        machine.refuse(/^ip netns add bk4; ip link add bkp4/, 'EEXIST', 'File exists', what),
    });
    expect(verdictOf(performed)).to.equal(`refused EEXIST by the kernel: ${what}: File exists`);
  });

  it('gives a VF: the administrator first, then the driver, then the guest; the bridge never knows the address', async () => {
    const { steps, after } = await play(start({ iovWeight: 50, vlan: 7 }));
    expect(steps).to.deep.equal([
      ...GUEST,
      [
        'bridge link set dev bkp4 learning off flood off',
        'bridge vlan del dev bkp4 vid 4094',
        'bridge vlan add dev bkp4 vid 7 pvid untagged',
        'bridge vlan add dev eth0 vid 7',
        'bridge link set dev bkp4 locked off',
      ].join('; '),
      `${LINK}2`,
      'ip link set eth0 vf 2 mac 00:15:5d:00:00:09 vlan 7 spoofchk on',
      'write /sys/bus/pci/drivers/igbvf/bind 0000:01:10.2',
      'list /sys/bus/pci/devices/0000:01:10.2/net',
      'ip link set eth9 netns bk4 name vf0',
      'ip -n bk4 link set vf0 up',
      'wait-carrier bk4 vf0 up',
    ]);
    expect(after.partitions[3]?.vf).to.deep.equal({ vf: 2, stage: 'ACTIVE', inUse: true });
  });

  it('asks a PF driver without spoof check or VLANs for none, and lets it say itself that it cannot', async () => {
    const bench = {
      lacks: new Map([
        ['spoof-policy', 'x'],
        ['vlan-policy', 'x'],
      ] as const),
    };
    const plain = await play(start({ iovWeight: 50 }), { bench });
    expect(plain.steps).to.include('ip link set eth0 vf 2 mac 00:15:5d:00:00:09');
    const tagged = await play(start({ iovWeight: 50, vlan: 7 }), { bench });
    expect(tagged.steps).to.include('ip link set eth0 vf 2 mac 00:15:5d:00:00:09 vlan 7');
    const back = await play({ kind: 'detach-vf', partition: 'web' }, { bench });
    expect(back.steps).to.include('ip link set eth0 vf 0 mac 00:00:00:00:00:00');
  });

  it('stays synthetic where no VF is free and none of a lower weight is held', async () => {
    const { after } = await play(start({ iovWeight: 100 }), { testbed: full });
    expect(vfsOf(after)).to.deep.equal({ web: 0, db: 1, syn: undefined, new: undefined });
  });

  it('takes the VF of a lower weight (XSW-IOV-23)', async () => {
    const testbed = {
      ...full,
      partitions: full.partitions.map((each) =>
        each.partition === 'db' ? { ...each, iovWeight: 10 } : each,
      ),
    };
    const { after, steps } = await play(start({ iovWeight: 100 }), { testbed });
    expect(vfsOf(after)).to.deep.equal({ web: 0, db: undefined, syn: undefined, new: 1 });
    expect(steps.indexOf('write /sys/bus/pci/drivers/igbvf/unbind 0000:01:10.1')).to.be.below(
      steps.indexOf('write /sys/bus/pci/drivers/igbvf/bind 0000:01:10.1'),
    );
  });

  it('keeps the number of a partition that ran before', async () => {
    const { after } = await play(start({ partition: 'syn' }), {
      testbed: testbedWith('syn', { running: false }),
    });
    expect(after.partitions.map((each) => each.number)).to.deep.equal([1, 2, 3]);
    expect(after.partitions[2]?.running).to.equal(true);
  });

  it("is refused with the kernel's error, or by the stack with its rule", async () => {
    const script = {
      script: (m: { refuse: (a: RegExp, b: string, c: string) => void }) =>
        m.refuse(/^write .*\/bind/, 'ENODEV', 'No such device'),
    };
    const { performed, after } = await play(start({ iovWeight: 50 }), script);
    expect(verdictOf(performed)).to.equal(
      'refused ENODEV by the kernel: write to /sys/bus/pci/drivers/igbvf/bind: No such device',
    );
    expect(after).to.equal(TESTBED);
    for (const iovWeight of [101, -1, 0.5])
      expect(verdictOf((await play(start({ iovWeight }))).performed)).to.equal(
        `refused STATUS_INVALID_DEVICE_STATE by the virtualization stack: an SR-IOV weight is 0 to 100, and not ${iovWeight} [XSW-IOV-10]`,
      );
  });

  it('does not apply to guests that a namespace cannot be', async () => {
    const wishes: readonly (readonly [Partial<PartitionSpec>, string])[] = [
      [{ host: 'Host 2' }, 'several-hosts: there is one host'],
      [{ adapterKind: 'emulated' }, 'special-guests: a guest here has no emulated network adapter'],
      [{ guest: 'blocks-removal' }, 'special-guests: no guest here behaves "blocks-removal"'],
    ];
    for (const [wish, reason] of wishes)
      expect(verdictOf((await play(start(wish))).performed)).to.equal(`not-applicable ${reason}`);
  });

  it('is a mistake of the feature where it runs, or its switch is not known', async () => {
    expect(await mistakeIn(start({ partition: 'web' }))).to.equal(
      'FeatureMistake after 0 steps: partition "web" exists already and is running',
    );
    expect(await mistakeIn(start({ switch: 'T' }))).to.equal(
      'FeatureMistake after 0 steps: there is no extensible switch "T" (did you mean "S"?)',
    );
  });
});

const BACK = [
  `${LINK}0`,
  'ip -n bk1 link set vf0 down',
  'bridge fdb replace 00:15:5d:00:00:01 dev bkp1 master static vlan 4094; bridge link set dev bkp1 locked on',
  'write /sys/bus/pci/drivers/igbvf/unbind 0000:01:10.0',
  'ip link set eth0 vf 0 mac 00:00:00:00:00:00 vlan 0 spoofchk on',
];

describe('VFs of partitions on Linux', () => {
  it('are detached by their driver first, and forget their address last', async () => {
    const { steps, after } = await play({ kind: 'detach-vf', partition: 'web' });
    expect(steps).to.deep.equal(BACK);
    expect(vfsOf(after)).to.deep.equal({ web: undefined, db: 1, syn: undefined });
  });

  it('are lost to a driver that is told nothing, by surprise', async () => {
    const { steps } = await play({ kind: 'detach-vf', partition: 'web', manner: 'surprise' });
    expect(steps).to.deep.equal([BACK[0], BACK[3], BACK[2], BACK[4]]);
  });

  it('come to a partition whose address leaves the bridge', async () => {
    const { steps, after } = await play({ kind: 'attach-vf', partition: 'syn' });
    expect(steps.slice(0, 4)).to.deep.equal([
      `${LINK}2`,
      'ip link set eth0 vf 2 mac 00:15:5d:00:00:03 vlan 0 spoofchk on',
      'bridge link set dev bkp3 locked off; bridge fdb del 00:15:5d:00:00:03 dev bkp3 master vlan 4094',
      'write /sys/bus/pci/drivers/igbvf/bind 0000:01:10.2',
    ]);
    expect(after.partitions[2]).to.deep.include({
      iovWeight: 1,
      vf: { vf: 2, stage: 'ACTIVE', inUse: true },
    });
  });

  it('are told to whoever listens, in their namespace and not yet up', async () => {
    const machine = new FakeMachine();
    const told: string[] = [];
    const onVfInGuest = async ({ partition, vf }: { partition: string; vf: unknown }): Promise<void> =>
      void told.push(partition, JSON.stringify(vf), machine.done.at(-1) ?? '');
    const scene = { bench: fakeBench(machine), testbed: TESTBED, onVfInGuest };
    await perform(scene, { kind: 'attach-vf', partition: 'syn' });
    expect(told).to.deep.equal([
      'syn',
      '{"vf":2,"stage":"ACTIVE","inUse":true}',
      'ip link set eth9 netns bk3 name vf0',
    ]);
  });

  it('are refused by the stack before any driver is asked', async () => {
    const refusals: readonly (readonly [StackAction, LinuxTestbed, string])[] = [
      [{ kind: 'attach-vf', partition: 'web' }, TESTBED, '"web" has a VF already'],
      [{ kind: 'attach-vf', partition: 'syn' }, full, 'all VFs are in use [VF-ALLOC-03]'],
      [
        { kind: 'attach-vf', partition: 'syn' },
        testbedWith('syn', { switch: undefined }),
        'the switch of "syn" has no SR-IOV [XSW-IOV-12]',
      ],
      [
        { kind: 'attach-vf', partition: 'syn' },
        testbedWith('syn', { running: false }),
        '"syn" is not running',
      ],
      [{ kind: 'detach-vf', partition: 'syn' }, TESTBED, '"syn" has no VF'],
      [
        { kind: 'stop-partition', partition: 'syn' },
        testbedWith('syn', { running: false }),
        '"syn" is not running',
      ],
    ];
    for (const [action, testbed, reason] of refusals) {
      const { performed, steps } = await play(action, { testbed });
      expect(verdictOf(performed)).to.equal(
        `refused STATUS_INVALID_DEVICE_STATE by the virtualization stack: ${reason}`,
      );
      expect(steps).to.deep.equal([]);
    }
  });

  it("are refused with the kernel's error where the machine does not let go", async () => {
    const { performed, after } = await play(
      { kind: 'detach-vf', partition: 'web' },
      {
        script: (machine) => machine.refuse(/^ip link set eth0 vf 0 mac 00:00:/, 'EBUSY', 'it is busy'),
      },
    );
    expect(verdictOf(performed)).to.match(/^refused EBUSY by the kernel: ip link set eth0 vf 0 .*busy$/);
    expect(after).to.equal(TESTBED);
  });

  it('are reset and set to a state of power by their PCI address', async () => {
    const { steps } = await play({ kind: 'reset-vf', vf: { kind: 'of-partition', partition: 'db' } });
    expect(steps).to.deep.equal([`${LINK}1`, 'write /sys/bus/pci/devices/0000:01:10.1/reset 1']);
  });

  it('are mistakes of the feature where nobody holds them, or there is none of that number', async () => {
    const of = (partition: string): StackAction => ({
      kind: 'reset-vf',
      vf: { kind: 'of-partition', partition },
    });
    const number = (vf: number): StackAction => ({ kind: 'reset-vf', vf: { kind: 'number', vf } });
    expect(await mistakeIn(of('syn'))).to.equal('FeatureMistake after 0 steps: "syn" holds no VF');
    expect(await mistakeIn(of('wep'))).to.equal(
      'FeatureMistake after 0 steps: there is no partition "wep" (did you mean "web"?)',
    );
    expect(await mistakeIn(number(4))).to.equal(
      'FeatureMistake after 0 steps: there is no VF 5; the adapter has 4 VFs enabled',
    );
    expect(await mistakeIn({ kind: 'attach-vf', partition: 'something else' })).to.equal(
      'FeatureMistake after 0 steps: there is no partition "something else"',
    );
  });
});

describe('ports of partitions on Linux', () => {
  it('go with a partition that stops, and its namespace with them', async () => {
    const { steps, after } = await play({ kind: 'stop-partition', partition: 'web' });
    expect(steps).to.deep.equal([
      ...BACK,
      'bridge link set dev bkp1 locked off; bridge fdb del 00:15:5d:00:00:01 dev bkp1 master vlan 4094',
      'ip link del bkp1',
      'ip netns del bk1',
    ]);
    expect(after.partitions[0]).to.include({ running: false, vf: undefined });
  });

  it('leave their switch without a VF, and come back with one', async () => {
    const left = await play({ kind: 'disconnect-adapter', partition: 'web' });
    expect(left.steps.at(-1)).to.equal('ip link set bkp1 nomaster');
    expect(left.after.partitions[0]).to.include({ switch: undefined, vf: undefined });
    const back = await play(
      { kind: 'connect-adapter', partition: 'web', switch: 'S' },
      { testbed: left.after },
    );
    expect(back.after).to.deep.equal(TESTBED);
  });

  it('do not leave their switch for one that is not known', async () => {
    expect(await mistakeIn({ kind: 'connect-adapter', partition: 'web', switch: 'T' })).to.equal(
      'FeatureMistake after 0 steps: there is no extensible switch "T" (did you mean "S"?)',
    );
  });
});

describe('what a virtualization stack on Linux cannot do', () => {
  it('does not apply, with the reason', async () => {
    const saved = 'save-restore: a network namespace cannot be saved or suspended';
    const impossible: readonly (readonly [StackAction, string])[] = [
      [{ kind: 'save-partition', partition: 'web' }, saved],
      [{ kind: 'restore-partition', partition: 'web' }, saved],
      [{ kind: 'suspend-partition', partition: 'web' }, saved],
      [{ kind: 'resume-partition', partition: 'web' }, saved],
      [
        { kind: 'migrate-partition', partition: 'web', host: 'Host 2' },
        'migration: there is one host, and a network namespace does not migrate',
      ],
      [
        { kind: 'expose-vf', partition: 'web' },
        'vf-stages: a VF with its driver bound is exposed; there is no step between',
      ],
      [
        { kind: 'add-adapter', partition: 'web', adapter: 'second', mac: MAC },
        'special-guests: a guest here has one network adapter and its VF',
      ],
      [
        { kind: 'attach-vf', partition: 'syn', upTo: 'PORTED' },
        'vf-stages: an attachment here cannot be held in state PORTED',
      ],
      [
        { kind: 'detach-vf', partition: 'web', downTo: 'EXPOSED' },
        'vf-stages: a detachment here cannot be held in state EXPOSED',
      ],
    ];
    for (const [action, reason] of impossible) {
      const { performed, steps } = await play(action);
      expect(verdictOf(performed)).to.equal(`not-applicable ${reason}`);
      expect(steps).to.deep.equal([]);
    }
  });
});
