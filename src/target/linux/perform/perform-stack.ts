import type { StackAction } from '../../../isolation/action';
import { unreachable } from '../../../terms/result';
import { mayFail } from '../machine';
import { withPartition, type LinuxTestbed } from '../testbed';
import { standAgain } from './begin-anew';
import { chooseVf } from './choose-vf';
import { leave, reconnect } from './connect-adapter';
import { withdrawAddress } from './connect-partition';
import { ip } from './devices';
import { giveVf, withoutVf } from './give-vf';
import { heldVf, knownPartition } from '../known-names';
import { cannot, carryOut, done, isRefusal, stackRefuses, type Performance, type Scene } from './performance';
import { resetVf } from './reset-vf';
import { setPower } from './set-power';
import { startPartition } from './start-partition';

type Of<K extends StackAction['kind']> = Extract<StackAction, { kind: K }>;

export async function performStack(scene: Scene, action: StackAction): Promise<Performance> {
  switch (action.kind) {
    case 'start-partition':
      return startPartition(scene, action.spec);
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
      return resetVf(scene, heldVf(scene.testbed, action.vf));
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
  if (!isRefusal(results))
    return done(withPartition(scene.testbed, { ...partition, vf: undefined, running: false }));
  await standAgain(scene, [name]);
  return results;
}

async function attach(scene: Scene, { partition: name, upTo }: Of<'attach-vf'>): Promise<Performance> {
  const partition = knownPartition(scene.testbed, name);
  if (upTo !== undefined && upTo !== 'ACTIVE')
    return cannot('vf-stages', `an attachment here cannot be held in state ${upTo}`);
  if (!partition.running) return stackRefuses(`"${name}" is not running`);
  if (partition.vf !== undefined) return stackRefuses(`"${name}" has a VF already`);
  if (!hasSriov(scene.testbed, partition.switch))
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

const hasSriov = ({ switches }: LinuxTestbed, name: string | undefined): boolean =>
  switches.some((each) => each.switch === name && each.sriov);
