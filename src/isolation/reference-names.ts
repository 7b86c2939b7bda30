import { vfName, vfId } from '../terms/function-id';
import type { FunctionRef, VfRef } from './action';

/** `VF 1`, `VF 1 of NIC2`, `the VF of "web"`: a VF in the words in which a sentence or an action named it. */
export function vfRefName(ref: VfRef): string {
  if (ref.kind === 'of-partition') return `the VF of "${ref.partition}"`;
  return onAdapter(vfName(vfId(ref.vf)), ref.adapter);
}

/** As `vfRefName`, or `the PF`, `the PF of NIC2`. */
export const functionRefName = (ref: FunctionRef): string =>
  ref.kind === 'pf' ? onAdapter('the PF', ref.adapter) : vfRefName(ref.vf);

const onAdapter = (name: string, adapter: string | undefined): string =>
  adapter === undefined ? name : `${name} of ${adapter}`;
