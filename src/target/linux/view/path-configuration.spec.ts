import { expect } from 'chai';
import { renderPath } from '../../../path/render-path';
import { dueDeliveries } from '../../../path/due-deliveries';
import type { PathConfiguration } from '../../../path/configuration';
import { MANAGEMENT_MAC } from '../../../terms/well-known-addresses';
import type { Party } from '../../../terms/party';
import type { Frame } from '../../../wire/frame';
import {
  DB,
  RecordedMachine,
  SUBJECT,
  SYN,
  TESTBED,
  WEB,
  type Moment,
} from '../readings/recorded-machine.fixture';
import { NOTHING_READ, readMachine } from '../readings/read-machine';
import type { LinuxTestbed } from '../testbed';
import { linuxView } from './linux-view';
import { pathConfiguration } from './path-configuration';

const readingAt = (moment: Moment) =>
  readMachine(
    new RecordedMachine(moment).bench,
    TESTBED,
    { vfs: [0, 1, 2, 3], partitions: TESTBED.partitions },
    NOTHING_READ,
  );
const configurationAt = async (moment: Moment, testbed: LinuxTestbed = TESTBED) =>
  pathConfiguration(SUBJECT, testbed, await readingAt(moment));

const vm = (partition: string): Party => ({ kind: 'partition', partition });

function ways(where: PathConfiguration, sender: Party, source: Frame['source'], to: Frame['source']) {
  const frame: Frame = { source, destination: to, etherType: 0x88b5, payload: new Uint8Array(46) };
  return dueDeliveries(where, { sender, frames: [{ token: 't', frame }] }).map((due) =>
    due.kind === 'delivered' ? renderPath({ ...due, end: { ...due, kind: 'delivered' } }) : due.kind,
  );
}

describe('the configuration that a machine shows', () => {
  it('has the filters of VFs on their VPorts, those of bridge ports on the default VPort', async () => {
    const [adapter] = (await configurationAt('first')).adapters;
    expect(adapter?.filters).to.deep.equal([
      { vport: 0, mac: MANAGEMENT_MAC, vlan: { kind: 'untagged-or-zero' } },
      { vport: 0, mac: SYN, vlan: { kind: 'untagged-or-zero' } },
      { vport: 1, mac: WEB, vlan: { kind: 'untagged-or-zero' } },
      { vport: 2, mac: DB, vlan: { kind: 'id', id: 10 } },
    ]);
  });

  it('tells what gates a function, and whose it is', async () => {
    const [adapter] = (await configurationAt('first')).adapters;
    const [, web, , idle] = adapter?.functions ?? [];
    expect(web).to.deep.include({ busMasterEnable: true, powered: true, receiveEnabled: true });
    expect(web).to.deep.include({ partition: 'web', maxFrameSize: 1518, promiscuous: false });
    expect(idle).to.deep.include({ busMasterEnable: false, receiveEnabled: false, partition: undefined });
    expect(
      adapter?.vports.map(({ vport, active, allowMacSpoofing }) => [vport, active, allowMacSpoofing]),
    ).to.deep.equal([
      [0, true, true],
      [1, true, false],
      [2, true, true],
    ]);
  });

  it('leads frames as the adapter does', async () => {
    const where = await configurationAt('first');
    expect(ways(where, vm('web'), WEB, SYN)[0]).to.match(/^web > VF 1 .*NIC switch.* > syn$/);
    expect(ways(where, vm('syn'), SYN, WEB)[0]).to.match(/^syn > .*NIC switch.*VF 1 > web$/);
    expect(ways(where, vm('web'), WEB, DB), 'another VLAN').not.to.match(/db/);
  });

  it('follows what the machine says and not what was meant', async () => {
    const [adapter] = (await configurationAt('changed')).adapters;
    expect(adapter?.filters.find(({ vport }) => vport === 1)?.mac).to.equal('00-15-5D-00-00-77');
    expect(adapter?.functions[1]?.promiscuous).to.equal(true);
    expect(adapter?.functions[1]?.groups).to.include('01-00-5E-00-00-05');
    expect(adapter?.vports[2]?.active).to.equal(true);
    expect(adapter?.functions[2]?.receiveEnabled, 'the device of VF 2 is down').to.equal(false);
  });

  it('has VLANs and locks of bridge ports', async () => {
    const [on] = (await configurationAt('first')).switches;
    expect(on?.ports.map(({ owner, vlan }) => [owner.kind, vlan.kind])).to.deep.equal([
      ['external', 'untagged'],
      ['management-os', 'untagged'],
      ['partition', 'untagged'],
      ['partition', 'access'],
      ['partition', 'untagged'],
    ]);
    expect(on?.ports.every(({ connected }) => connected)).to.equal(true);
    const open = on?.ports.map(({ allowMacSpoofing }) => allowMacSpoofing);
    expect(open, 'ports of guests on their VFs are not locked').to.deep.equal([
      false,
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('the testbed of a machine in words', () => {
  it('tells functions with Routing IDs, holders and slices', async () => {
    const view = linuxView(SUBJECT, TESTBED, await readingAt('frames'), []);
    const [adapter] = view.adapters;
    expect(
      adapter?.vfs.map(({ routingId, allocatedTo, stage }) => [routingId, allocatedTo, stage]),
    ).to.deep.equal([
      [0x180, 'web', 'ACTIVE'],
      [0x182, 'db', 'ACTIVE'],
      [0x184, undefined, 'RESERVED'],
      [0x186, undefined, 'RESERVED'],
    ]);
    expect(adapter?.vfs[0]?.bars.map(({ index, size }) => [index, size])).to.deep.equal([
      [0, 0x4000],
      [3, 0x4000],
    ]);
    expect(adapter?.vfs[0]?.counters).to.deep.include({ framesIn: 1, framesOut: 1 });
  });

  it('tells which devices a guest sees, and the state of its VF’s driver', async () => {
    const at = async (moment: Moment) => linuxView(SUBJECT, TESTBED, await readingAt(moment), []).partitions;
    expect((await at('first')).map(({ devices, vfDriver }) => [devices.length, vfDriver])).to.deep.equal([
      [2, 'running'],
      [2, 'running'],
      [1, 'not-present'],
    ]);
    expect((await at('changed'))[1]?.vfDriver).to.equal('halted');
    expect((await at('unbound'))[1]).to.deep.include({ vfDriver: 'not-present', path: 'VF' });
  });
});
