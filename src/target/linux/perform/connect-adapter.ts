import type { StackAction } from '../../../isolation/action';
import { FeatureMistake } from '../../target';
import { withPartition } from '../testbed';
import { connect, disconnect, withdrawAddress } from './connect-partition';
import { giveVf, wantsVf, withoutVf } from './give-vf';
import { knownPartition } from './known-names';
import { carryOut, done, isRefusal, type Performance, type Scene } from './performance';

type Connection = Extract<StackAction, { kind: 'connect-adapter' }>;

/** From one extensible switch to another, with a VF where the other gives one. */
export async function reconnect(
  scene: Scene,
  { partition: name, switch: onto }: Connection,
): Promise<Performance> {
  const left = await leave(scene, name);
  if (left.kind !== 'done') return left;
  const testbed = left.testbed;
  const on = testbed.switches.find((each) => each.switch === onto);
  if (on === undefined) throw new FeatureMistake(`there is no extensible switch "${onto}"`);
  const partition = { ...knownPartition(testbed, name), switch: onto };
  const results = await carryOut(scene, connect(scene.bench, partition, on));
  if (isRefusal(results)) return results;
  const connected = withPartition(testbed, partition);
  return wantsVf(connected, partition)
    ? giveVf({ ...scene, testbed: connected }, partition)
    : done(connected);
}

/** Off its extensible switch, and so without a VF. */
export async function leave(scene: Scene, name: string): Promise<Performance> {
  const partition = knownPartition(scene.testbed, name);
  const refusal = await withoutVf(scene, partition, 'graceful');
  if (refusal !== undefined) return refusal;
  const results = await carryOut(scene, [withdrawAddress(partition), ...disconnect(partition)]);
  if (isRefusal(results)) return results;
  return done(withPartition(scene.testbed, { ...partition, vf: undefined, switch: undefined }));
}
