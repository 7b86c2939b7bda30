import type { HeldVf, LinuxPartition, LinuxTestbed } from '../testbed';
import { withPartition } from '../testbed';
import { chooseVf } from './choose-vf';
import { handOverVf, returnVf, takeVfBack } from './hand-over-vf';
import { done, type Performance, type Refusal, type Scene } from './performance';

/** A VF that is on its way: the synthetic path is never announced. */
export const COMING: HeldVf = { vf: -1, stage: 'RESERVED', inUse: false };

/** A VM's adapter gets a VF when it wants one and its switch is bound to an adapter with SR-IOV. */
export const wantsVf = (testbed: LinuxTestbed, { iovWeight, switch: on }: LinuxPartition): boolean =>
  iovWeight > 0 && testbed.switches.some((each) => each.switch === on && each.sriov);

/**
 * When VFs are scarce, the partition takes the VF of the lowest weight below its own; without any it stays synthetic.
 * Refused half-way, all hold what they held.
 * @throws Compromised where they do not.
 */
export async function giveVf(scene: Scene, partition: LinuxPartition): Promise<Performance> {
  const choice = chooseVf(scene.testbed, partition);
  if (choice === undefined) return done(scene.testbed);
  const { from, vf } = choice;
  if (from === undefined) return hand(scene, partition, vf);
  const refusal = await takeVfBack(scene, from, vf, 'graceful');
  if (refusal !== undefined) return refusal;
  const testbed = withPartition(scene.testbed, { ...from, vf: undefined });
  const given = await hand({ ...scene, testbed }, partition, vf);
  if (given.kind !== 'done') await returnVf(scene, from, vf);
  return given;
}

async function hand(scene: Scene, partition: LinuxPartition, vf: number): Promise<Performance> {
  const refusal = await handOverVf(scene, partition, vf);
  if (refusal !== undefined) return refusal;
  return done(withPartition(scene.testbed, { ...partition, vf: { vf, stage: 'ACTIVE', inUse: true } }));
}

/** @returns undefined where it has none, or gave it up. */
export const withoutVf = async (
  scene: Scene,
  partition: LinuxPartition,
  manner: 'graceful' | 'surprise',
): Promise<Refusal | undefined> =>
  partition.vf === undefined ? undefined : takeVfBack(scene, partition, partition.vf.vf, manner);
