import { installed, type Testbed } from '../../host/testbed';
import { firstOf, vmAdapter } from '../../host/stack/vm-adapter-ref';
import type { FunctionRef, VfRef } from '../../isolation/action';
import { vfId, type FunctionId, type VfId } from '../../terms/function-id';
import { FeatureMistake } from '../target';
import { knownAdapter, knownPartition } from './known-names';

export interface VfOnAdapter {
  readonly adapter: string;
  readonly vf: VfId;
}

/** @throws FeatureMistake for a partition that holds no VF: the sentence has no object. */
export function heldVf(testbed: Testbed, ref: VfRef): VfOnAdapter {
  if (ref.kind === 'number') return { adapter: knownAdapter(testbed, ref.adapter).adapter, vf: vfId(ref.vf) };
  const { partition } = knownPartition(testbed, ref.partition);
  const { attachment } = vmAdapter(testbed, firstOf(partition));
  if (attachment === undefined)
    throw new FeatureMistake(`"${partition}" holds no VF now; attach one first, or name the VF by number`);
  return attachment;
}

export interface FunctionOnAdapter {
  readonly adapter: string;
  readonly function: FunctionId;
}

export function functionOnAdapter(testbed: Testbed, ref: FunctionRef): FunctionOnAdapter {
  if (ref.kind === 'pf')
    return { adapter: knownAdapter(testbed, ref.adapter).adapter, function: { kind: 'pf' } };
  const { adapter, vf } = heldVf(testbed, ref.vf);
  return { adapter: installed(testbed, adapter).adapter, function: { kind: 'vf', vf } };
}
