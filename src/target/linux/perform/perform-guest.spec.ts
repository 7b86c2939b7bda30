import { expect } from 'chai';
import type { GuestAction, VfDriverCall } from '../../../isolation/action';
import { macAddress } from '../../../terms/mac-address';
import { testbedWith } from '../fake-machine.fixture';
import { TESTBED, WEB } from '../readings/recorded-machine.fixture';
import { mistakeIn, play, verdictOf } from './performed.fixture';

const MAC = macAddress('00-15-5D-00-00-09');
const GROUP = macAddress('01-00-5E-00-00-05');
const call = (asked: VfDriverCall, partition = 'web'): GuestAction => ({
  kind: 'vf-driver',
  partition,
  call: asked,
});
const UP = [
  'bridge link set dev bkp1 locked off; bridge fdb del 00:15:5d:00:00:01 dev bkp1 master vlan 4094',
  'ip -n bk1 link set vf0 up',
  'wait-carrier bk1 vf0 up',
];

describe('the VF driver of a guest on Linux', () => {
  it('is halted, initialized and reset through its device', async () => {
    const halted = await play(call({ kind: 'halt' }));
    expect(halted.steps).to.deep.equal([
      'ip -n bk1 link set vf0 down',
      'bridge fdb replace 00:15:5d:00:00:01 dev bkp1 master dynamic vlan 4094',
    ]);
    expect(halted.after.partitions[0]?.vf).to.deep.equal({ vf: 0, stage: 'ACTIVE', inUse: false });
    const started = await play(call({ kind: 'initialize' }), { testbed: halted.after });
    expect(started.steps).to.deep.equal(UP);
    expect(started.after).to.deep.equal(TESTBED);
    expect((await play(call({ kind: 'reset' }))).steps).to.deep.equal(['ip -n bk1 link set vf0 down', ...UP]);
  });

  it('is a guest’s own affair: filters, groups, a function level reset', async () => {
    const promiscuous = {
      kind: 'set-packet-filter',
      broadcast: true,
      promiscuous: true,
      allMulticast: false,
    };
    const asked: readonly (readonly [VfDriverCall, readonly string[]])[] = [
      [
        promiscuous as VfDriverCall,
        ['ip -n bk1 link set vf0 promisc on', 'ip -n bk1 link set vf0 allmulticast off'],
      ],
      [{ kind: 'join-group', group: GROUP }, ['ip -n bk1 maddr add 01:00:5e:00:00:05 dev vf0']],
      [{ kind: 'leave-group', group: GROUP }, ['ip -n bk1 maddr del 01:00:5e:00:00:05 dev vf0']],
      [
        { kind: 'request-flr' },
        ['link /sys/bus/pci/devices/0000:01:00.0/virtfn0', 'write /sys/bus/pci/devices/0000:01:10.0/reset 1'],
      ],
    ];
    for (const [each, steps] of asked) expect((await play(call(each))).steps).to.deep.equal(steps);
  });

  it("is refused with the kernel's error, and by the stack where there is no VF", async () => {
    const { performed, after } = await play(call({ kind: 'initialize' }), {
      script: (machine) => machine.refuse(/^wait-carrier/, 'ETIME', 'vf0 had no carrier within 10 ms'),
    });
    expect(verdictOf(performed)).to.equal(
      'refused ETIME by the kernel: wait-carrier: vf0 had no carrier within 10 ms',
    );
    expect(after).to.equal(TESTBED);
    expect(verdictOf((await play(call({ kind: 'halt' }, 'syn'))).performed)).to.match(
      /by the virtualization stack: "syn" holds no VF$/,
    );
  });

  it('does not do what no driver on Linux does', async () => {
    const blocks = 'blocks: this driver has a mailbox of its own and no configuration blocks';
    const interrupts = 'interrupt-observation: interrupts of a guest are its kernel’s';
    const deaf = { kind: 'set-packet-filter', broadcast: false, promiscuous: false, allMulticast: false };
    const impossible: readonly (readonly [VfDriverCall, string])[] = [
      [{ kind: 'read-block', block: 0, length: 4 }, blocks],
      [{ kind: 'write-block', block: 0, bytes: new Uint8Array(4) }, blocks],
      [{ kind: 'hold-notices', hold: true }, blocks],
      [{ kind: 'mask-interrupt', vector: 0, masked: true }, interrupts],
      [{ kind: 'clear-pending-interrupts' }, interrupts],
      [{ kind: 'request-power', state: 'D3' }, 'vf-power: a guest here does not ask for power states'],
      [{ kind: 'post-receive-buffers', count: 1 }, 'registers: receive rings are the driver’s'],
      [deaf as VfDriverCall, 'registers: a network device here always takes broadcasts'],
      [{ kind: 'bind-protocol', protocol: 'x' }, 'special-guests: no guest here does "bind-protocol"'],
      [{ kind: 'crash' }, 'special-guests: no guest here does "crash"'],
    ];
    for (const [each, reason] of impossible)
      expect(verdictOf((await play(call(each))).performed)).to.equal(`not-applicable ${reason}`);
    expect(
      verdictOf((await play({ kind: 'forge-interrupt', partition: 'web', target: 'db' })).performed),
    ).to.equal('not-applicable interrupt-observation: no guest here writes interrupt messages of its own');
    const stray: GuestAction = {
      kind: 'stray-dma',
      partition: 'web',
      direction: 'to-memory',
      target: { kind: 'unmapped' },
    };
    expect(verdictOf((await play(stray)).performed)).to.equal(
      'not-applicable dma-observation: no guest here builds descriptors of its own',
    );
  });
});

describe('an address that a guest sets on Linux', () => {
  const set = (partition: string, mac = MAC): GuestAction => ({ kind: 'guest-mac-address', partition, mac });

  it('stays its own affair while the port does not allow it', async () => {
    const { steps, after, performed } = await play(set('web'), {
      script: (machine) => machine.refuse(/vf0 address/, 'EADDRNOTAVAIL', 'Cannot assign requested address'),
    });
    expect(steps).to.deep.equal([
      'ip -n bk1 link set syn0 address 00:15:5d:00:00:09',
      'ip -n bk1 link set vf0 address 00:15:5d:00:00:09',
    ]);
    expect([verdictOf(performed), after.partitions[0]]).to.deep.equal(['done', TESTBED.partitions[0]]);
  });

  it('is followed by a port that allows it, at the bridge or at the VF', async () => {
    const synthetic = await play(set('syn'), { testbed: testbedWith('syn', { macSpoofing: true }) });
    expect(synthetic.steps.slice(1)).to.deep.equal([
      'bridge link set dev bkp3 locked off; bridge fdb del 00:15:5d:00:00:03 dev bkp3 master vlan 4094',
      'bridge fdb replace 00:15:5d:00:00:09 dev bkp3 master static vlan 4094; bridge link set dev bkp3 locked off',
    ]);
    expect(synthetic.after.partitions[2]?.currentMac).to.equal(MAC);
    const direct = await play(set('web'), { testbed: testbedWith('web', { macSpoofing: true }) });
    expect(direct.steps).to.include('ip link set eth0 vf 0 mac 00:15:5d:00:00:09');
    const apart = testbedWith('syn', { macSpoofing: true, switch: undefined });
    expect((await play(set('syn'), { testbed: apart })).steps).to.have.length(1);
  });

  it('is never one of a neighbour (XSW-SEC-05)', async () => {
    const { after } = await play(set('syn', WEB), { testbed: testbedWith('syn', { macSpoofing: true }) });
    expect(after.partitions[2]).not.to.have.property('currentMac');
  });

  it('is a mistake of the feature for a guest that is not known', async () => {
    expect(await mistakeIn(set('sync'))).to.match(/no partition "sync" \(did you mean "syn"\?\)$/);
  });
});
