import type { PartitionSpec } from '../../../isolation/action';
import { FeatureMistake } from '../../target';
import { withPartition, type LinuxPartition, type LinuxTestbed } from '../testbed';
import { standAgain } from './begin-anew';
import { chooseVf } from './choose-vf';
import { makeGuest } from './connect-partition';
import { FIRST_HOST } from '../first-host';
import { COMING, giveVf, wantsVf } from './give-vf';
import { cannot, carryOut, done, isRefusal, type Performance, type Scene } from './performance';
import { knownSwitch } from '../known-names';
import { isWeight, noWeight } from './weight';

/**
 * A guest, its port, and the VF that it wants.
 * @throws FeatureMistake where one of that name is running, or its switch is not known.
 */
export async function startPartition(scene: Scene, spec: PartitionSpec): Promise<Performance> {
  const unfit = whyNotThisGuest(spec);
  if (unfit !== undefined) return unfit;
  if (!isWeight(spec.iovWeight)) return noWeight(spec.iovWeight);
  const { testbed } = scene;
  const known = testbed.partitions.find((each) => each.partition === spec.partition);
  if (known?.running === true)
    throw new FeatureMistake(`partition "${spec.partition}" exists already and is running`);
  const partition = newPartition(testbed, spec);
  const on = partition.switch === undefined ? undefined : knownSwitch(testbed, partition.switch);
  const started = withPartition(testbed, partition);
  const wants = wantsVf(started, partition) && chooseVf(started, partition) !== undefined;
  const coming = wants ? { ...partition, vf: COMING } : partition;
  const made = await carryOut(scene, makeGuest(scene.bench, coming, on));
  const performed = isRefusal(made)
    ? made
    : wants
      ? await giveVf({ ...scene, testbed: started }, coming)
      : done(started);
  if (performed.kind !== 'done') await standAgain(scene, [partition.partition], started);
  return performed;
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
