import type { TestbedAction } from '../../../isolation/action';
import { unreachable } from '../../../terms/result';
import { FeatureMistake } from '../../target';
import { UNTAGGED_VLAN, type InstalledAdapter, type LinuxSwitch, type LinuxTestbed } from '../testbed';
import { standAgain } from './begin-anew';
import { bridge, disableVfs, enableVfs, ip, readNumVfs } from './devices';
import { MANAGEMENT_MAC } from '../../../terms/well-known-addresses';
import { linuxMac } from './linux-mac';
import { FIRST_HOST } from '../first-host';
import { leave } from './connect-adapter';
import { knownSwitch } from '../known-names';
import { cannot, carryOut, done, isRefusal, stackRefuses, type Performance, type Scene } from './performance';

type Of<K extends TestbedAction['kind']> = Extract<TestbedAction, { kind: K }>;

export async function performTestbed(scene: Scene, action: TestbedAction): Promise<Performance> {
  const { testbed } = scene;
  switch (action.kind) {
    case 'install-adapter':
      return install(scene, action);
    case 'create-extensible-switch':
      return createSwitch(scene, action);
    case 'delete-extensible-switch':
      return deleteSwitch(scene, action);
    case 'add-station': {
      const { station, mac, vlan } = action;
      const others = testbed.stations.filter((each) => each.station !== station);
      return done({ ...testbed, stations: [...others, { station, mac, vlan }] });
    }
    case 'pass-time':
      await scene.bench.machine.run([{ kind: 'sleep', ms: action.seconds * 1000 }]);
      return done(testbed);
    default:
      return unreachable(action);
  }
}

async function install(scene: Scene, action: Of<'install-adapter'>): Promise<Performance> {
  const { subject, pace } = scene.bench;
  const unfit = whyNotThisAdapter(scene, action);
  if (unfit !== undefined) return unfit;
  const numVfs = action.numVfs ?? subject.totalVfs;
  if (numVfs > subject.totalVfs)
    return cannot('many-vfs', `it needs ${numVfs} VFs, and the adapter has ${subject.totalVfs}`);
  const enabled = await carryOut(scene, [readNumVfs(subject)]);
  const steps =
    !isRefusal(enabled) && enabled[0]?.trim() === String(numVfs)
      ? []
      : [...disableVfs(subject), ...enableVfs(subject, numVfs, pace.carrier)];
  const results = await carryOut(scene, steps);
  if (isRefusal(results)) return results;
  const adapter: InstalledAdapter = { adapter: action.adapter, numVfs, wire: 'up' };
  return done({ ...scene.testbed, adapter });
}

/** One real adapter is what it is: a scenario that wants another one, or a second one, cannot have it. */
function whyNotThisAdapter({ testbed }: Scene, action: Of<'install-adapter'>): Performance | undefined {
  if (testbed.adapter !== undefined)
    return cannot('several-adapters', 'there is one adapter on this machine');
  if (action.host !== undefined && action.host !== FIRST_HOST)
    return cannot('several-hosts', 'there is one host');
  if (action.profile.kind !== 'reference')
    return cannot('adapter-profiles', 'the adapter of this machine is what it is');
  if (Object.keys(action.overrides ?? {}).length > 0)
    return cannot('adapter-profiles', 'properties of a real adapter cannot be chosen');
  if (Object.keys(action.keywords ?? {}).length > 0)
    return cannot('oid-boundary', 'standardized keywords are those of another operating system');
  return action.upTo === undefined || action.upTo === 'switch-created'
    ? undefined
    : cannot('oid-boundary', 'this kernel has no state between a loaded PF driver and a usable NIC switch');
}

/** A bridge that learns nothing: where an address is, the kit says, so that the PF keeps its filters and stays unpromiscuous. */
async function createSwitch(scene: Scene, action: Of<'create-extensible-switch'>): Promise<Performance> {
  const { testbed, bench } = scene;
  const external = action.type === 'external';
  if (testbed.switches.some((each) => each.switch === action.switch))
    throw new FeatureMistake(`extensible switch "${action.switch}" exists already`);
  if (external && testbed.switches.some((each) => each.type === 'external'))
    return stackRefuses(`the adapter is bound to an extensible switch already`, 'XSW-SWITCH-03');
  const made: LinuxSwitch = {
    switch: action.switch,
    type: action.type,
    adapter: external ? (action.adapter ?? testbed.adapter?.adapter) : undefined,
    bridge: freeBridge(testbed),
    sriov: external && (action.sriov ?? true),
  };
  const results = await carryOut(scene, [
    ip('link', 'add', made.bridge, 'type', 'bridge', ...BRIDGE),
    ip('link', 'set', made.bridge, 'address', linuxMac(MANAGEMENT_MAC), 'up'),
    ...(external ? uplink(bench.subject.netdev, made.bridge) : []),
  ]);
  if (isRefusal(results)) return results;
  return done({ ...testbed, switches: [...testbed.switches, made] });
}

/** The first name that no bridge has: one that was deleted leaves its own free. */
function freeBridge({ switches }: LinuxTestbed): string {
  const names = switches.map((_each, at) => `bksw${at}`);
  const taken = new Set(switches.map((each) => each.bridge));
  return names.find((name) => !taken.has(name)) ?? `bksw${switches.length}`;
}

const BRIDGE = [
  ...['vlan_filtering', '1', 'vlan_default_pvid', String(UNTAGGED_VLAN)],
  ...['mcast_snooping', '0', 'stp_state', '0'],
];

/** Unknown addresses go out by the PF alone; its own port must stay the only one that floods, or it would turn promiscuous. */
const uplink = (netdev: string, onto: string) => [
  ip('link', 'set', netdev, 'master', onto),
  bridge('link', 'set', 'dev', netdev, 'learning', 'off', 'flood', 'on'),
];

async function deleteSwitch(scene: Scene, action: Of<'delete-extensible-switch'>): Promise<Performance> {
  const { testbed } = scene;
  const found = knownSwitch(testbed, action.switch);
  const emptied = await everybodyLeaves(scene, found.switch);
  if (emptied.kind !== 'done') return emptied;
  const results = await carryOut(scene, [ip('link', 'del', found.bridge)]);
  if (isRefusal(results)) {
    await standAgain(scene, everybodyOn(testbed, found.switch));
    return results;
  }
  return done({ ...emptied.testbed, switches: testbed.switches.filter((each) => each !== found) });
}

/** With their switch partitions lose their ports and their VFs; all of them, or none. */
async function everybodyLeaves(scene: Scene, name: string): Promise<Performance> {
  let { testbed } = scene;
  const gone: string[] = [];
  for (const each of everybodyOn(testbed, name)) {
    const left = await leave({ ...scene, testbed }, each);
    if (left.kind !== 'done') {
      await standAgain(scene, gone);
      return left;
    }
    gone.push(each);
    testbed = left.testbed;
  }
  return done(testbed);
}

const everybodyOn = ({ partitions }: LinuxTestbed, name: string): readonly string[] =>
  partitions.filter((each) => each.switch === name && each.running).map((each) => each.partition);
