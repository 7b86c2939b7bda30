import { vfLink } from './devices';
import { carryOut, isRefusal, type Refusal, type Scene } from './performance';

/** The PCI address of a VF, for example `0000:01:10.2`, as the PF's folder links to it. */
export async function vfAddress(scene: Scene, vf: number): Promise<string | Refusal> {
  const results = await carryOut(scene, [{ kind: 'link', path: vfLink(scene.bench.subject, vf) }]);
  return isRefusal(results) ? results : (results[0]?.split('/').at(-1) ?? '');
}
