import type { PolicyAction, PortPolicy } from '../../../isolation/action';
import type { MacAddress } from '../../../terms/mac-address';
import {
  addressOf,
  hasPort,
  UNTAGGED_VLAN,
  withPartition,
  type LinuxPartition,
  type LinuxTestbed,
} from '../testbed';
import type { Step } from '../machine';
import {
  accessVlan,
  announceAddress,
  followStoppedGuest,
  guardSource,
  withdrawAddress,
} from './connect-partition';
import { bridgeBatch, ip } from './devices';
import { takeVfBack } from './hand-over-vf';
import { follow } from './follow-address';
import { isWeight, noWeight } from './weight';
import { leaveVlans, vlansOf } from './uplink-vlans';
import { giveVf, wantsVf } from './give-vf';
import { knownPartition } from '../known-names';
import { cannot, carryOut, done, isRefusal, type Performance, type Scene } from './performance';

/** What `ip link set … vf` and a bridge port can be told; the rest belongs to another operating system's switch. */
export async function performPolicy(scene: Scene, { partition, policy }: PolicyAction): Promise<Performance> {
  const port = knownPartition(scene.testbed, partition);
  switch (policy.kind) {
    case 'mac-spoofing':
      return changePort(scene, spoofing(port, policy.allowed), (changed) => [
        ...(addressOf(changed) === addressOf(port) ? [] : follow(scene, port, changed)),
        ...administered(scene, changed, 'spoofchk', changed.macSpoofing ? 'off' : 'on'),
        ...(hasPort(port) ? [guardSource(changed)] : []),
      ]);
    case 'mac-address':
      return changeAddress(scene, port, policy.mac);
    case 'vlan':
      return changeVlan(scene, port, policy);
    case 'iov-weight':
      return isWeight(policy.weight)
        ? changeWeight(scene, { ...port, iovWeight: policy.weight })
        : noWeight(policy.weight);
    default:
      return cannot('port-policies', `neither a VF nor a bridge port here has the policy "${policy.kind}"`);
  }
}

async function changePort(
  scene: Scene,
  changed: LinuxPartition,
  steps: (changed: LinuxPartition) => readonly Step[],
): Promise<Performance> {
  const results = await carryOut(scene, steps(changed));
  return isRefusal(results) ? results : done(withPartition(scene.testbed, changed));
}

const administered = (
  scene: Scene,
  { vf }: LinuxPartition,
  ...setting: readonly string[]
): readonly Step[] =>
  vf === undefined ? [] : [ip('link', 'set', scene.bench.subject.netdev, 'vf', String(vf.vf), ...setting)];

/** Without the policy the port goes back to its permanent address (XSW-SEC-06). */
const spoofing = (port: LinuxPartition, allowed: boolean): LinuxPartition => ({
  ...(allowed ? port : withPermanentAddress(port)),
  macSpoofing: allowed,
});

const withPermanentAddress = ({ currentMac: _own, ...port }: LinuxPartition): LinuxPartition => port;

const changeAddress = (scene: Scene, port: LinuxPartition, mac: MacAddress): Promise<Performance> =>
  changePort(scene, { ...withPermanentAddress(port), mac }, (changed) => follow(scene, port, changed));

async function changeVlan(
  scene: Scene,
  port: LinuxPartition,
  { mode }: Extract<PortPolicy, { kind: 'vlan' }>,
): Promise<Performance> {
  if (mode.kind !== 'untagged' && mode.kind !== 'access')
    return cannot('port-policies', `a VF has one VLAN, and no mode "${mode.kind}"`);
  const vlan = mode.kind === 'access' ? mode.vlan : undefined;
  return changePort(scene, { ...port, vlan }, (changed) => [
    ...administered(scene, changed, 'vlan', String(vlan ?? 0)),
    ...(hasPort(port) ? moveToVlan(scene, port, changed) : []),
  ]);
}

function moveToVlan(
  { bench, testbed }: Scene,
  port: LinuxPartition,
  changed: LinuxPartition,
): readonly Step[] {
  const left = leaveVlan(port);
  const entered = accessVlan(changed, isExternal(testbed, port) ? bench.subject.netdev : undefined);
  return [
    withdrawAddress(port),
    ...(left.length + entered.length === 0 ? [] : [bridgeBatch([...left, ...entered])]),
    ...leaveVlans(bench, vlansOf(testbed), vlansOf(withPartition(testbed, changed))),
    ...(port.vf === undefined ? [announceAddress(changed)] : []),
    ...(port.vf?.inUse === false ? [followStoppedGuest(changed)] : []),
  ];
}

/** The PF is a port of the partition's bridge. */
const isExternal = ({ switches }: LinuxTestbed, { switch: on }: LinuxPartition): boolean =>
  switches.some((each) => each.switch === on && each.type === 'external');

const leaveVlan = ({ vlan, hostPort }: LinuxPartition): readonly string[] =>
  vlan === undefined
    ? []
    : [`vlan del dev ${hostPort} vid ${vlan}`, `vlan add dev ${hostPort} vid ${UNTAGGED_VLAN} pvid untagged`];

/** A weight of 0 takes the VF away; one above 0 asks for one (XSW-IOV-10). */
async function changeWeight(scene: Scene, port: LinuxPartition): Promise<Performance> {
  const testbed = withPartition(scene.testbed, port);
  if (port.iovWeight === 0 && port.vf !== undefined) {
    const refusal = await takeVfBack(scene, port, port.vf.vf, 'graceful');
    return refusal ?? done(withPartition(testbed, { ...port, vf: undefined }));
  }
  const wants = port.running && port.vf === undefined && wantsVf(testbed, port);
  return wants ? giveVf({ ...scene, testbed }, port) : done(testbed);
}
