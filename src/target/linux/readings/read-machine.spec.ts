import { expect } from 'chai';
import { Table } from '../../../terms/table';
import { attribute, text, u16, u32, u8, type Field } from '../netlink/request';
import { parseBridging } from './bridge-reading';
import { configCapability, extendedCapability } from './config-capability';
import { parseConfig } from './config-reading';
import { kept, keptTable } from './kept';
import { parseLinks } from './link-reading';
import { NOTHING_READ, readMachine } from './read-machine';
import { RecordedMachine, SYN, TESTBED, WEB } from './recorded-machine.fixture';
import { parseSlices } from './slice-reading';
import { vfSettings } from './vf-settings';

const EVERYTHING = { vfs: [0, 1, 2, 3], partitions: TESTBED.partitions };

describe('reading a machine with an adapter', () => {
  it('takes one request and starts no process on the machine', async () => {
    const machine = new RecordedMachine();
    await readMachine(machine.bench, TESTBED, EVERYTHING, NOTHING_READ);
    expect(machine.requests).to.equal(1);
    expect(machine.asked.map(({ kind }) => kind)).not.to.include('exec');
    expect(machine.asked.every(({ mayFail }) => mayFail === true)).to.equal(true);
  });

  it('tells what the PF has set for each VF', async () => {
    const { settings } = await readMachine(new RecordedMachine().bench, TESTBED, EVERYTHING, NOTHING_READ);
    expect(settings.get(0)).to.deep.include({
      mac: WEB,
      vlan: undefined,
      spoofCheck: true,
      linkState: 'auto',
    });
    expect(settings.get(1)).to.deep.include({ vlan: 10, spoofCheck: false });
    expect(settings.get(3)).to.deep.include({ mac: undefined, trusted: false, maxRate: 0 });
  });

  it('finds the device of a VF by its PCI address, in its holder’s namespace', async () => {
    const { vfs } = await readMachine(new RecordedMachine().bench, TESTBED, EVERYTHING, NOTHING_READ);
    expect(vfs.get(0)).to.deep.include({ routingId: '0000:01:10.0', driver: 'igbvf' });
    expect(vfs.get(0)?.netdev).to.deep.include({ mac: WEB, mtu: 1500, up: true, carrier: true });
    expect(vfs.get(2)).to.deep.include({ routingId: '0000:01:10.4', driver: undefined, netdev: undefined });
  });

  it('reads configuration spaces by field', async () => {
    const { pf, vfs } = await readMachine(new RecordedMachine().bench, TESTBED, EVERYTHING, NOTHING_READ);
    expect(pf?.config).to.deep.include({ vendorId: 0x8086, deviceId: 0x10c9, power: 'D0' });
    expect(pf?.config?.sriov).to.deep.include({ vfEnable: true, numVfs: 4, firstVfOffset: 128, vfStride: 2 });
    expect(vfs.get(0)?.config?.command.busMaster).to.equal(true);
    expect(vfs.get(0)?.config?.msix).to.deep.equal({ enabled: true, masked: false, vectors: 3 });
    expect(vfs.get(3)?.config?.command.busMaster).to.equal(false);
    expect(vfs.get(3)?.config?.power, 'it has no power management capability').to.equal(undefined);
  });

  it('tells ports of a bridge with their VLANs and addresses', async () => {
    const { partitions, bridges } = await readMachine(
      new RecordedMachine().bench,
      TESTBED,
      EVERYTHING,
      NOTHING_READ,
    );
    expect(partitions.get(2)?.port?.vlans).to.deep.equal([{ vlan: 10, pvid: true, untagged: true }]);
    expect(partitions.get(3)?.port).to.deep.include({ locked: true, addresses: [{ mac: SYN, vlan: 4094 }] });
    expect(bridges.get(0)?.uplink).to.deep.include({ flood: true, learning: false, locked: false });
  });

  it('keeps what reads the same as the same object, timers notwithstanding', async () => {
    const machine = new RecordedMachine('first');
    const first = await readMachine(machine.bench, TESTBED, EVERYTHING, NOTHING_READ);
    machine.moment = 'frames';
    const second = await readMachine(machine.bench, TESTBED, EVERYTHING, first);
    expect(second.vfs.get(1)).to.equal(first.vfs.get(1));
    expect(second.settings).to.equal(first.settings);
    expect(second.bridges).to.equal(first.bridges);
    expect(second.vfs.get(0)?.netdev?.counters).to.deep.include({ framesIn: 1, framesOut: 1 });
    expect(second.partitions.changesTo(first.partitions).map(({ key }) => key)).to.deep.equal([3]);
  });

  it('carries over what a sample leaves out', async () => {
    const machine = new RecordedMachine('first');
    const first = await readMachine(machine.bench, TESTBED, EVERYTHING, NOTHING_READ);
    machine.moment = 'changed';
    const sample = { vfs: [0], partitions: TESTBED.partitions.slice(0, 1) };
    const second = await readMachine(machine.bench, TESTBED, sample, first);
    expect(second.vfs.get(0)?.netdev?.promiscuous).to.equal(true);
    expect(second.vfs.get(1), 'VF 2, whose device went down unseen').to.equal(first.vfs.get(1));
    const whole = await readMachine(machine.bench, TESTBED, EVERYTHING, second);
    expect(whole.vfs.get(1)?.netdev?.up).to.equal(false);
  });

  it('reads a driver that is gone, and its device with it', async () => {
    const { vfs } = await readMachine(
      new RecordedMachine('unbound').bench,
      TESTBED,
      EVERYTHING,
      NOTHING_READ,
    );
    expect(vfs.get(1)).to.deep.include({ driver: undefined, netdev: undefined });
    expect(vfs.get(1)?.config?.command.busMaster).to.equal(false);
  });
});

describe('what an administrator has set for a VF', () => {
  it('has rates and a link state, of adapters that know such', () => {
    const vf = attribute(
      1,
      ...attribute(1, u32(3), new Uint8Array(32)),
      ...attribute(6, u32(3, 10, 100)),
      ...attribute(5, u32(3, 2)),
    );
    const bytes = Buffer.concat(vf as readonly Uint8Array[]);
    const read = vfSettings(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    expect(Array.from(read.keys())).to.deep.equal([3]);
    expect(read.get(3)).to.deep.include({ mac: undefined, minRate: 10, maxRate: 100, linkState: 'disable' });
  });
});

describe('a device that is a port of a bridge and tells of a switch of its own', () => {
  const link = (...own: readonly (readonly Field[])[]): Buffer => {
    const header = [u32(7, 4, 0, 0), ...attribute(3, text('eth0'))];
    const body = Buffer.concat([...header, ...own.flat()] as readonly Uint8Array[]);
    return Buffer.concat([u32(16 + body.length), u16(16), u16(0), u32(0, 0), body]);
  };
  const ofBridge = link(attribute(12, ...attribute(1, u8(3)), ...attribute(39, u8(1))));
  const ofItself = link(attribute(12, ...attribute(8, u8(1))));

  it('is what it is to its bridge, in whichever order the kernel tells both', () => {
    for (const messages of [
      [ofBridge, ofItself],
      [ofItself, ofBridge],
    ])
      expect(parseBridging(Buffer.concat(messages).toString('base64'), '').ports.get('eth0')).to.deep.include(
        { state: 'forwarding', locked: true, learning: false },
      );
  });
});

describe('answers that tell nothing', () => {
  it('read as nothing there', () => {
    expect(parseLinks('', '').byName.size).to.equal(0);
    expect(parseLinks('Device "x" does not exist.', 'no groups\n').byName.size).to.equal(0);
    expect(parseBridging('', '').ports.size).to.equal(0);
    expect(parseConfig('')).to.equal(undefined);
    expect(parseSlices('')).to.deep.equal([]);
  });
});

describe('capabilities of a configuration space', () => {
  it('end where a list runs in a circle', () => {
    const space = new Uint8Array(256);
    space[0x06] = 0x10;
    space[0x34] = 0x40;
    space.set([0x01, 0x40], 0x40);
    expect(configCapability(space, 0x01)).to.equal(0x40);
    expect(configCapability(space, 0x11)).to.equal(undefined);
  });

  it('are none in a space that is not there, and none beyond its end', () => {
    expect(configCapability(new Uint8Array(0), 0x01)).to.equal(undefined);
    expect(extendedCapability(new Uint8Array(256), 0x10)).to.equal(undefined);
    expect(extendedCapability(new Uint8Array(512).fill(0xff), 0xffff)).to.equal(undefined);
  });
});

describe('entries that are kept', () => {
  it('are the same object while they read the same', () => {
    const was = { a: 1, b: [2] };
    expect(kept(was, { a: 1, b: [2] })).to.equal(was);
    expect(kept(was, { a: 1, b: [3] })).not.to.equal(was);
  });

  it('stay when nobody read them, and go when they are no more', () => {
    const was = Table.of<string>([
      [0, 'a'],
      [1, 'b'],
      [2, 'c'],
    ]);
    const is = keptTable(was, [[0, 'z']], (key) => key < 2);
    expect(Array.from(is.entries())).to.deep.equal([
      [0, 'z'],
      [1, 'b'],
    ]);
  });
});
