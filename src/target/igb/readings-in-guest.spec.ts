import { expect } from 'chai';

import { connectToAgent } from '../linux/agent-machine';
import { exec, write, type Machine, type Step, type StepResult } from '../linux/machine';
import type { Bridging } from '../linux/readings/bridge-reading';
import type { Links } from '../linux/readings/link-reading';
import { BRIDGING, linksOf } from '../linux/readings/machine-questions';
import { parsePrintedBridging } from '../linux/readings/printed-bridging.fixture';
import { parsePrintedLinks } from '../linux/readings/printed-links.fixture';
import { answersOf } from '../linux/readings/question';
import { startEmulatedMachine } from './emulated-machine';
import { setupOrSkip } from './setup-or-skip.fixture';

const PF = '/sys/class/net/eth0/device';
const words = (text: string): Step => exec(...text.split(' '));
const batch = (program: string, lines: readonly string[]): Step => ({
  kind: 'exec',
  argv: [...program.split(' '), '-batch', '-'],
  input: `${lines.join('\n')}\n`,
});

/** Every setting away from its default, as far as the adapter takes it. */
const SET_UP: readonly Step[] = [
  words('ip link set eth0 up'),
  write(`${PF}/sriov_numvfs`, '3'),
  words('ip link set eth0 vf 0 mac 00:15:5d:00:00:01'),
  words('ip link set eth0 vf 1 vlan 10 qos 3'),
  words('ip link set eth0 vf 2 spoofchk off'),
  words('ip link set eth0 vf 2 trust on'),
  words('ip link add bk0 type bridge vlan_filtering 1 vlan_default_pvid 9'),
  words('ip link set eth0 promisc on master bk0'),
  words('ip link add bkp1 type veth peer name bkq1'),
  words('ip link set bkp1 up master bk0'),
  words('ip link set bkq1 up allmulticast on'),
  // Up, and without carrier.
  words('ip link add bkp2 type veth peer name bkq2'),
  words('ip link set bkp2 up'),
  words('bridge vlan add dev bkp1 vid 10 pvid untagged'),
  words('bridge vlan add dev eth0 vid 10'),
  words('bridge fdb add 00:15:5d:00:00:09 dev bkp1 master static vlan 10'),
  words('bridge fdb add 00:15:5d:00:00:0a dev eth0 self'),
  words(
    'bridge link set dev bkp1 learning off isolated on locked on flood off mcast_flood off bcast_flood off',
  ),
  words('bridge link set dev eth0 hairpin on'),
  // What settles by itself would differ between two readings.
  { kind: 'wait-carrier', interface: 'eth0', within: 15_000 },
  // Of a link whose speed is known.
  words('ip link set eth0 vf 2 max_tx_rate 100'),
  { kind: 'sleep', ms: 500 },
];

const text = (result: StepResult | undefined): string => (result?.ok === true ? result.out : '');

describe('devices and bridges of the emulated machine, read by netlink', function () {
  this.timeout(120_000);
  let machine: Machine | undefined;
  let links: readonly [printed: Links, read: Links];
  let bridging: readonly [printed: Bridging, read: Bridging];

  before(async function () {
    const setup = await setupOrSkip(this);
    const emulated = await startEmulatedMachine({ setup });
    machine = await connectToAgent(emulated.channel, 'the machine', () => emulated.stop());
    const made = await machine.run(SET_UP);
    expect(
      made.every(({ ok }) => ok),
      JSON.stringify(made.at(-1)),
    ).to.equal(true);
    const [ip, bridge, ...own] = await machine.run([
      batch('ip -j -d -s', ['link show', 'maddr show']),
      batch('bridge -j -d', ['link show', 'vlan show', 'fdb show']),
      ...linksOf().steps,
      ...BRIDGING.steps,
    ]);
    const told = answersOf(own);
    const read = linksOf().answer(told.slice(0, 2));
    if (read === undefined) throw new Error('the devices could not be read');
    links = [parsePrintedLinks(text(ip)), read];
    bridging = [parsePrintedBridging(text(bridge)), BRIDGING.answer(told.slice(2))];
  });
  after(() => machine?.close());

  it('are what ip prints: devices by name and by PCI address', () => {
    const [printed, read] = links;
    expect(read.byName.get('eth0')).to.deep.include({ promiscuous: true, master: 'bk0' });
    expect(read.byName.get('bkp2')).to.deep.include({ up: true, carrier: false });
    expect(read.byName).to.deep.equal(printed.byName);
    expect(read.byParent).to.deep.equal(printed.byParent);
  });

  it('are what ip prints: what the PF has set for its VFs', () => {
    const [printed, read] = links;
    const vfs = read.vfs.get('eth0');
    expect(vfs?.get(0)).to.deep.include({ mac: '00-15-5D-00-00-01', spoofCheck: true, trusted: false });
    expect(vfs?.get(1)).to.deep.include({ vlan: 10, qos: 3 });
    expect(vfs?.get(2)).to.deep.include({ spoofCheck: false, trusted: true, maxRate: 100 });
    expect(read.vfs).to.deep.equal(printed.vfs);
  });

  it('are what bridge prints: ports with VLANs, addresses and switches', () => {
    const [printed, read] = bridging;
    expect(read.ports.get('bkp1')).to.deep.include({ locked: true, isolated: true, learning: false });
    expect(read.ports.get('bkp1')?.addresses).to.deep.equal([{ mac: '00-15-5D-00-00-09', vlan: 10 }]);
    expect(read.ports.get('eth0')).to.deep.include({ hairpin: true, flood: true });
    expect(read.ports).to.deep.equal(printed.ports);
    expect(read.unicast).to.deep.equal(printed.unicast);
  });
});
