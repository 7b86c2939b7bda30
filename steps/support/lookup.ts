import type { FunctionRef, VfRef, VfStage } from '../../src/isolation/action';
import { vfName, type VfId } from '../../src/terms/function-id';
import { nearest } from '../../src/terms/nearest';
import { vportId, type VPortId } from '../../src/terms/switch-ids';
import { FeatureMistake } from '../../src/target/target';
import type { AdapterInTestbed, FunctionInTestbed, TestbedView } from '../../src/target/testbed-view';
import { partition } from './frames';
import type { VPortRef } from './references';

export const vfRefName = (vf: VfRef): string =>
  vf.kind === 'of-partition' ? `the VF of "${vf.partition}"` : vfName(vf.vf as VfId);

/** The named adapter, or the only one, or the first. */
export function adapterOf(view: TestbedView, name?: string): AdapterInTestbed {
  const names = view.adapters.map((each) => each.adapter);
  const found = name === undefined ? view.adapters[0] : view.adapters.find((each) => each.adapter === name);
  if (found !== undefined) return found;
  if (name === undefined) throw new FeatureMistake('the scenario has no adapter yet');
  throw new FeatureMistake(
    `there is no adapter "${name}"${nearest(name, names)}; known are ${names.join(', ')}`,
  );
}

function holderOf(
  view: TestbedView,
  vf: VfRef,
): { readonly adapter: AdapterInTestbed; readonly vf: number | undefined } {
  if (vf.kind === 'number') return { adapter: adapterOf(view, vf.adapter), vf: vf.vf };
  const holder = partition(view, vf.partition);
  return { adapter: adapterOf(view, holder.adapter), vf: holder.vf };
}

export function functionInTestbed(view: TestbedView, ref: FunctionRef): FunctionInTestbed | undefined {
  if (ref.kind === 'pf') return adapterOf(view, ref.adapter).pf;
  const { adapter, vf } = holderOf(view, ref.vf);
  return adapter.vfs.find((each) => each.function.kind === 'vf' && each.function.vf === vf);
}

/** A VF that does not exist is NOT_PRESENT. */
export function stageOf(view: TestbedView, vf: VfRef): VfStage | undefined {
  const found = functionInTestbed(view, { kind: 'vf', vf });
  return found === undefined ? 'NOT_PRESENT' : found.stage;
}

/** The zero-based VFId that a request carries. */
export function vfIdOf(view: TestbedView, vf: VfRef): number {
  const found = holderOf(view, vf).vf;
  if (found === undefined) throw new FeatureMistake(`${vfRefName(vf)}: it holds none now`);
  return found;
}

export function vportIdOf(view: TestbedView, ref: VPortRef): VPortId {
  if (ref.kind === 'number') return vportId(ref.vport);
  const { adapter, vf } = holderOf(view, ref.vf);
  const found = adapter.vports.find((each) => each.function.kind === 'vf' && each.function.vf === vf);
  if (found === undefined) throw new FeatureMistake(`${vfRefName(ref.vf)} has no VPort now`);
  return found.vport;
}
