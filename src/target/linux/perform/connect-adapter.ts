import type { StackAction } from '../../../isolation/action';
import { withPartition } from '../testbed';
import { standAgain } from './begin-anew';
import { connect, disconnect, withdrawAddress } from './connect-partition';
import { giveVf, wantsVf, withoutVf } from './give-vf';
import { knownPartition, knownSwitch } from '../known-names';
import { carryOut, done, isRefusal, type Performance, type Scene } from './performance';

type Connection = Extract<StackAction, { kind: 'connect-adapter' }>;

/**
 * From one extensible switch to another, with a VF where the other gives one.
 * @throws FeatureMistake, before anything is done, where the partition or the switch is not known.
 */
export async function reconnect(
  scene: Scene,
  { partition: name, switch: onto }: Connection,
): Promise<Performance> {
  const on = knownSwitch(scene.testbed, onto);
  const left = await leave(scene, name);
  if (left.kind !== 'done') return left;
  const testbed = left.testbed;
  const partition = { ...knownPartition(testbed, name), switch: onto };
  const results = await carryOut(scene, connect(scene.bench, partition, on));
  const connected = withPartition(testbed, partition);
  const performed = isRefusal(results)
    ? results
    : wantsVf(connected, partition)
      ? await giveVf({ ...scene, testbed: connected }, partition)
      : done(connected);
  if (performed.kind !== 'done') await standAgain(scene, [name]);
  return performed;
}

/** Off its extensible switch, and so without a VF. @throws FeatureMistake where the partition is not known. */
export async function leave(scene: Scene, name: string): Promise<Performance> {
  const partition = knownPartition(scene.testbed, name);
  const refusal = await withoutVf(scene, partition, 'graceful');
  if (refusal !== undefined) return refusal;
  const results = await carryOut(scene, [withdrawAddress(partition), ...disconnect(partition)]);
  if (!isRefusal(results))
    return done(withPartition(scene.testbed, { ...partition, vf: undefined, switch: undefined }));
  await standAgain(scene, [name]);
  return results;
}
