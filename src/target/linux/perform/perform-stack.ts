import type { PartitionSpec, StackAction, VfRef } from '../../../isolation/action';
import { unreachable } from '../../../terms/result';
import { FeatureMistake } from '../../target';
import { nearest } from '../../../terms/nearest';
import { deviceFolder } from '../subject';
import type { HeldVf, LinuxPartition, LinuxSwitch, LinuxTestbed } from '../testbed';
import { mayFail } from '../machine';
import { chooseVf } from './choose-vf';
import { connect, disconnect, makeGuest, withdrawAddress } from './connect-partition';
import { ip } from './devices';
import { handOverVf, takeVfBack } from './hand-over-vf';
import { FIRST_HOST } from './first-host';
import {
  cannot,
  carryOut,
  done,
  isRefusal,
  stackRefuses,
  type Performance,
  type Refusal,
  type Scene,
} from './performance';
import { setPower } from './set-power';
import { vfAddress } from './vf-address';
import { isWeight, noWeight } from './weight';

type Of<K extends StackAction['kind']> = Extract<StackAction, { kind: K }>;

export async function performStack(scene: Scene, action: StackAction): Promise<Performance> {
  switch (action.kind) {
    case 'start-partition':
      return start(scene, action.spec);
    case 'stop-partition':
      return stop(scene, action.partition);
    case 'attach-vf':
      return attach(scene, action);
    case 'detach-vf':
      return detach(scene, action);
    case 'connect-adapter':
      return reconnect(scene, action);
    case 'disconnect-adapter':
      return leave(scene, action.partition);
    case 'reset-vf':
      return resetVf(scene, action.vf);
    case 'set-vf-power':
      return setPower(scene, heldVf(scene.testbed, action.vf), action.state);
    case 'save-partition':
    case 'restore-partition':
    case 'suspend-partition':
    case 'resume-partition':
      return cannot('save-restore', 'a network namespace cannot be saved or suspended');
    case 'migrate-partition':
      return cannot('migration', 'there is one host, and a network namespace does not migrate');
    case 'expose-vf':
      return cannot('vf-stages', 'a VF with its driver bound is exposed; there is no step between');
    case 'add-adapter':
      return cannot('special-guests', 'a guest here has one network adapter and its VF');
    default:
      return unreachable(action);
  }
}

// ---------------------------------------------------------------- partitions

/** A VF that is on its way: the synthetic path is never announced. */
const COMING: HeldVf = { vf: -1, stage: 'RESERVED', inUse: false };

async function start(scene: Scene, spec: PartitionSpec): Promise<Performance> {
  const unfit = whyNotThisGuest(spec);
  if (unfit !== undefined) return unfit;
  if (!isWeight(spec.iovWeight)) return noWeight(spec.iovWeight);
  const { testbed } = scene;
  const known = testbed.partitions.find((each) => each.partition === spec.partition);
  if (known?.running === true)
    throw new FeatureMistake(`partition "${spec.partition}" exists already and is running`);
  const partition = newPartition(testbed, spec);
  const on = switchNamed(testbed, partition.switch);
  const started = withPartition(testbed, partition);
  const wants = wantsVf(started, partition) && chooseVf(started, partition) !== undefined;
  const made = await carryOut(scene, [
    ...makeGuest(partition),
    ...(on === undefined ? [] : connect(scene.bench, wants ? { ...partition, vf: COMING } : partition, on)),
  ]);
  if (isRefusal(made)) return made;
  return wants ? giveVf({ ...scene, testbed: started }, { ...partition, vf: COMING }) : done(started);
}

function whyNotThisGuest(spec: PartitionSpec): Performance | undefined {
  if (spec.host !== undefined && spec.host !== FIRST_HOST)
    return cannot('several-hosts', 'there is one host');
  if (spec.adapterKind === 'emulated')
    return cannot('special-guests', 'a guest here has no emulated network adapter');
  if (spec.guest !== undefined && spec.guest !== 'cooperative')
    return cannot('special-guests', `no guest here behaves "${spec.guest}"`);
  return undefined;
}

function newPartition(testbed: LinuxTestbed, spec: PartitionSpec): LinuxPartition {
  const known = testbed.partitions.find((each) => each.partition === spec.partition);
  const number = known?.number ?? testbed.partitions.length + 1;
  return {
    partition: spec.partition,
    number,
    namespace: `bk${number}`,
    hostPort: `bkp${number}`,
    mac: spec.mac,
    vlan: spec.vlan,
    switch: spec.switch ?? testbed.switches[0]?.switch,
    iovWeight: spec.iovWeight,
    running: true,
    macSpoofing: false,
    vf: undefined,
  };
}

/** A VM's adapter gets a VF when it wants one and its switch is bound to an adapter with SR-IOV. */
export const wantsVf = (testbed: LinuxTestbed, { iovWeight, switch: on }: LinuxPartition): boolean =>
  iovWeight > 0 && switchNamed(testbed, on)?.sriov === true;

/** When VFs are scarce, the partition takes the VF of the lowest weight below its own; without any it stays synthetic. */
export async function giveVf(scene: Scene, partition: LinuxPartition): Promise<Performance> {
  const choice = chooseVf(scene.testbed, partition);
  if (choice === undefined) return done(scene.testbed);
  let { testbed } = scene;
  if (choice.from !== undefined) {
    const refusal = await takeVfBack(scene, choice.from, choice.vf, 'graceful');
    if (refusal !== undefined) return refusal;
    testbed = withPartition(testbed, { ...choice.from, vf: undefined });
  }
  return hand({ ...scene, testbed }, partition, choice.vf);
}

async function hand(scene: Scene, partition: LinuxPartition, vf: number): Promise<Performance> {
  const refusal = await handOverVf(scene, partition, vf);
  if (refusal !== undefined) return refusal;
  return done(withPartition(scene.testbed, { ...partition, vf: { vf, stage: 'ACTIVE', inUse: true } }));
}

async function stop(scene: Scene, name: string): Promise<Performance> {
  const partition = knownPartition(scene.testbed, name);
  if (!partition.running) return stackRefuses(`"${name}" is not running`);
  const refusal = await withoutVf(scene, partition, 'graceful');
  if (refusal !== undefined) return refusal;
  const results = await carryOut(scene, [
    withdrawAddress(partition),
    mayFail(ip('link', 'del', partition.hostPort)),
    ip('netns', 'del', partition.namespace),
  ]);
  if (isRefusal(results)) return results;
  return done(withPartition(scene.testbed, { ...partition, vf: undefined, running: false }));
}

const withoutVf = async (
  scene: Scene,
  partition: LinuxPartition,
  manner: 'graceful' | 'surprise',
): Promise<Refusal | undefined> =>
  partition.vf === undefined ? undefined : takeVfBack(scene, partition, partition.vf.vf, manner);

// ---------------------------------------------------------------- attachment

async function attach(scene: Scene, { partition: name, upTo }: Of<'attach-vf'>): Promise<Performance> {
  const partition = knownPartition(scene.testbed, name);
  if (upTo !== undefined && upTo !== 'ACTIVE')
    return cannot('vf-stages', `an attachment here cannot be held in state ${upTo}`);
  if (!partition.running) return stackRefuses(`"${name}" is not running`);
  if (partition.vf !== undefined) return stackRefuses(`"${name}" has a VF already`);
  if (switchNamed(scene.testbed, partition.switch)?.sriov !== true)
    return stackRefuses(`the switch of "${name}" has no SR-IOV`, 'XSW-IOV-12');
  const weight = Math.max(1, partition.iovWeight);
  const choice = chooseVf(scene.testbed, { ...partition, iovWeight: weight });
  if (choice === undefined) return stackRefuses('all VFs are in use', 'VF-ALLOC-03');
  return giveVf(scene, { ...partition, iovWeight: weight });
}

async function detach(
  scene: Scene,
  { partition: name, manner, downTo }: Of<'detach-vf'>,
): Promise<Performance> {
  const partition = knownPartition(scene.testbed, name);
  if (downTo !== undefined && downTo !== 'RESERVED' && downTo !== 'NOT_PRESENT')
    return cannot('vf-stages', `a detachment here cannot be held in state ${downTo}`);
  if (partition.vf === undefined) return stackRefuses(`"${name}" has no VF`);
  const refusal = await withoutVf(scene, partition, manner ?? 'graceful');
  return refusal ?? done(withPartition(scene.testbed, { ...partition, vf: undefined }));
}

async function reconnect(
  scene: Scene,
  { partition: name, switch: onto }: Of<'connect-adapter'>,
): Promise<Performance> {
  const left = await leave(scene, name);
  if (left.kind !== 'done') return left;
  const testbed = left.testbed;
  const on = switchNamed(testbed, onto);
  if (on === undefined) throw new FeatureMistake(`there is no extensible switch "${onto}"`);
  const partition = { ...knownPartition(testbed, name), switch: onto };
  const results = await carryOut(scene, connect(scene.bench, partition, on));
  if (isRefusal(results)) return results;
  const connected = withPartition(testbed, partition);
  return wantsVf(connected, partition)
    ? giveVf({ ...scene, testbed: connected }, partition)
    : done(connected);
}

export async function leave(scene: Scene, name: string): Promise<Performance> {
  const partition = knownPartition(scene.testbed, name);
  const refusal = await withoutVf(scene, partition, 'graceful');
  if (refusal !== undefined) return refusal;
  const results = await carryOut(scene, [withdrawAddress(partition), ...disconnect(partition)]);
  if (isRefusal(results)) return results;
  return done(withPartition(scene.testbed, { ...partition, vf: undefined, switch: undefined }));
}

// ---------------------------------------------------------------- resets

/** A function level reset; what the VF's driver makes of it is its own affair. */
async function resetVf(scene: Scene, ref: VfRef): Promise<Performance> {
  const vf = heldVf(scene.testbed, ref);
  const address = await vfAddress(scene, vf);
  if (typeof address !== 'string') return address;
  const results = await carryOut(scene, [
    { kind: 'write', path: `${deviceFolder(address)}/reset`, text: '1' },
  ]);
  return isRefusal(results) ? results : done(scene.testbed);
}

// ---------------------------------------------------------------- names

export function knownPartition({ partitions }: LinuxTestbed, name: string): LinuxPartition {
  const found = partitions.find((each) => each.partition === name);
  if (found !== undefined) return found;
  const names = partitions.map((each) => each.partition);
  throw new FeatureMistake(`there is no partition "${name}"${nearest(name, names)}`);
}

/** @throws FeatureMistake where a partition is named that holds no VF, or a number that no VF has. */
export function heldVf(testbed: LinuxTestbed, ref: VfRef): number {
  const numVfs = testbed.adapter?.numVfs ?? 0;
  if (ref.kind === 'number') {
    if (ref.vf >= 0 && ref.vf < numVfs) return ref.vf;
    throw new FeatureMistake(`there is no VF ${ref.vf + 1}; the adapter has ${numVfs} VFs enabled`);
  }
  const vf = knownPartition(testbed, ref.partition).vf?.vf;
  if (vf === undefined) throw new FeatureMistake(`"${ref.partition}" holds no VF`);
  return vf;
}

const switchNamed = ({ switches }: LinuxTestbed, name: string | undefined): LinuxSwitch | undefined =>
  switches.find((each) => each.switch === name);

export function withPartition(testbed: LinuxTestbed, partition: LinuxPartition): LinuxTestbed {
  const others = testbed.partitions.filter((each) => each.number !== partition.number);
  const partitions = [...others, partition].sort((a, b) => a.number - b.number);
  return { ...testbed, partitions };
}
