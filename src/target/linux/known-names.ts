import type { VfRef } from '../../isolation/action';
import { OUTSIDE } from '../../terms/party';
import { nearest } from '../../terms/nearest';
import { FeatureMistake } from '../target';
import type { LinuxPartition, LinuxSwitch, LinuxTestbed } from './testbed';

const mistake = (noun: string, name: string, known: readonly string[]): FeatureMistake =>
  new FeatureMistake(`there is no ${noun} "${name}"${nearest(name, known)}`);

/** @throws FeatureMistake with the nearest name where there is no such partition. */
export function knownPartition({ partitions }: LinuxTestbed, name: string): LinuxPartition {
  const found = partitions.find((each) => each.partition === name);
  if (found !== undefined) return found;
  const names = partitions.map((each) => each.partition);
  throw mistake('partition', name, names);
}

/** @throws FeatureMistake with the nearest name where there is no such switch. */
export function knownSwitch({ switches }: LinuxTestbed, name: string): LinuxSwitch {
  const found = switches.find((each) => each.switch === name);
  if (found !== undefined) return found;
  const names = switches.map((each) => each.switch);
  throw mistake('extensible switch', name, names);
}

/**
 * The wire's end that no scenario has to add is known too.
 * @throws FeatureMistake with the nearest name where there is no such station.
 */
export function knownStation({ stations }: LinuxTestbed, name: string): void {
  const names = [OUTSIDE, ...stations.map((each) => each.station)];
  if (!names.includes(name)) throw mistake('station', name, names);
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
