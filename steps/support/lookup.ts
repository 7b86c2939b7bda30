import type { FunctionRef, VfRef, VfStage } from '../../src/isolation/action';
import { vfRefName } from '../../src/isolation/reference-names';
import { nearest } from '../../src/terms/nearest';
import { vportId, type VPortId } from '../../src/terms/switch-ids';
import { FeatureMistake } from '../../src/target/target';
import type {
  AdapterInTestbed,
  FunctionInTestbed,
  TestbedView,
  VPortInTestbed,
} from '../../src/target/testbed-view';
import { partyName, type Party } from '../../src/terms/party';
import { partition } from './frames';
import { oneOf } from './one-of';
import { portOf } from './ports';
import type { VPortRef } from './references';

/** The named adapter, or the only one, or the first. */
export function adapterOf(view: TestbedView, name?: string): AdapterInTestbed {
  const names = view.adapters.map((each) => each.adapter);
  const found = name === undefined ? view.adapters[0] : view.adapters.find((each) => each.adapter === name);
  if (found !== undefined) return found;
  if (names.length === 0) throw new FeatureMistake('the scenario has no adapter yet');
  throw new FeatureMistake(
    `there is no adapter "${name}"${nearest(name ?? '', names)}; known are ${names.join(', ')}`,
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

/** A VPort by number is one of the first adapter. */
export const adapterOfVPort = (view: TestbedView, ref: VPortRef): AdapterInTestbed =>
  ref.kind === 'number' ? adapterOf(view) : holderOf(view, ref.vf).adapter;

/** Undefined where a sentence names a number that no VPort has. */
export function vportInTestbed(view: TestbedView, ref: VPortRef): VPortInTestbed | undefined {
  const id = vportIdOf(view, ref);
  return adapterOfVPort(view, ref).vports.find((each) => each.vport === id);
}

export function vportIdOf(view: TestbedView, ref: VPortRef): VPortId {
  if (ref.kind === 'number') return vportId(ref.vport);
  const { adapter, vf } = holderOf(view, ref.vf);
  const found = adapter.vports.find((each) => each.function.kind === 'vf' && each.function.vf === vf);
  if (found === undefined) throw new FeatureMistake(`${vfRefName(ref.vf)} has no VPort now`);
  return found.vport;
}

/** @throws FeatureMistake when nobody here is called so: that nobody of that name received a frame would always be true. */
export function knownParty(view: TestbedView, party: Party): Party {
  if (party.kind === 'partition') {
    partition(view, party.partition);
    if (party.adapter !== undefined) portOf(view, partyName(party));
  }
  if (party.kind === 'outside' && party.station !== undefined)
    oneOf(
      'a station outside',
      view.stations.map((each) => each.station),
      party.station,
    );
  return party;
}
