import { adapterOf } from '../host-machine';
import type { Testbed } from '../testbed';
import type { SwitchOnHost } from '../testbed-switch';
import type { VmAdapter } from './partition';

/** The extensible switch that is bound to a physical adapter. */
export function boundSwitch(testbed: Testbed, adapter: string): SwitchOnHost | undefined {
  const name = testbed.adapters.get(adapter)?.boundTo;
  return name === undefined ? undefined : testbed.switches.get(name);
}

/** The physical adapter under the switch that a VM adapter is connected to. */
export function adapterUnder(
  testbed: Testbed,
  { switch: name }: Pick<VmAdapter, 'switch'>,
): string | undefined {
  return name === undefined ? undefined : testbed.switches.get(name)?.adapter;
}

/** Whether the adapter has a NIC switch, so that filters can be set on its default VPort. */
export const hasNicSwitch = (testbed: Testbed, adapter: string): boolean =>
  adapterOf(testbed.machine, adapter).ndis.nicSwitch !== undefined;
