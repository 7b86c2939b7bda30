import { deviceFolder } from '../subject';
import { carryOut, done, isRefusal, type Performance, type Scene } from './performance';
import { vfAddress } from './vf-address';

/** A function level reset by the kernel; what the VF's driver makes of it is its own affair. */
export async function resetVf(scene: Scene, vf: number): Promise<Performance> {
  const address = await vfAddress(scene, vf);
  return typeof address === 'string' ? resetFunction(scene, deviceFolder(address)) : address;
}

/** @param folder the function's, in sysfs. */
export async function resetFunction(scene: Scene, folder: string): Promise<Performance> {
  const results = await carryOut(scene, [{ kind: 'write', path: `${folder}/reset`, text: '1' }]);
  return isRefusal(results) ? results : done(scene.testbed);
}
