import type { FunctionRef } from '../../src/isolation/action';
import type { OwnedChange } from '../../src/isolation/difference';
import { domainKey } from '../../src/terms/domain';
import { changesOf } from '../../src/target/expectations/changes';
import type { CountersInTestbed, TestbedView } from '../../src/target/testbed-view';
import { FeatureMistake } from '../../src/target/target';
import type { CounterName } from './references';
import { functionInTestbed, adapterOf } from './lookup';
import type { BulkheadWorld } from './world';

/** The owner's key in an observation. A VF that existed before the When counts even if it is gone now. */
export async function ownerKeyOf(world: BulkheadWorld, ref: FunctionRef): Promise<string> {
  const view = world.deed?.viewBefore ?? (await world.view());
  const found = functionInTestbed(view, ref) ?? functionInTestbed(await world.view(), ref);
  if (found === undefined) throw new FeatureMistake('the function that this sentence names does not exist');
  const name =
    ref.kind === 'pf'
      ? ref.adapter
      : ref.vf.kind === 'number'
        ? ref.vf.adapter
        : view.partitions.find(
            (each) => ref.vf.kind === 'of-partition' && each.partition === ref.vf.partition,
          )?.adapter;
  const adapter = adapterOf(view, name).adapter === view.adapters[0]?.adapter ? undefined : name;
  const on = adapter === undefined ? {} : { adapter };
  return domainKey(
    found.function.kind === 'pf' ? { kind: 'pf', ...on } : { kind: 'vf', vf: found.function.vf, ...on },
  );
}

/** What the last When changed in one function. */
export const changesIn = async (world: BulkheadWorld, ref: FunctionRef): Promise<readonly OwnedChange[]> =>
  changesOf(world.theDeed().changes(), await ownerKeyOf(world, ref));

type Counters = CountersInTestbed & { readonly filtered?: number };

/** How far a counter went on since before the last When. A counter that did not exist before counts from 0. */
export async function countersGained(
  world: BulkheadWorld,
  read: (view: TestbedView) => Counters | undefined,
  counter: CounterName,
): Promise<number> {
  const now = read(await world.view());
  if (now === undefined) throw new FeatureMistake('there is nothing that could count here');
  const count = now[counter];
  if (count === undefined) throw new FeatureMistake('frames are counted as filtered at switch ports alone');
  const { viewBefore } = world.theDeed();
  return count - (read(viewBefore)?.[counter] ?? 0);
}
