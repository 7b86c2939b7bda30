import type { FunctionView } from '../../device/device';
import { adapterOf } from '../../host/host-machine';
import type { Testbed } from '../../host/testbed';
import type { FunctionOnAdapter } from './held-vf';

export function functionView(
  testbed: Testbed,
  { adapter, function: id }: FunctionOnAdapter,
): FunctionView | undefined {
  const { device, state } = adapterOf(testbed.machine, adapter);
  const view = device.view(state);
  return id.kind === 'pf' ? view.pf : view.vfs.get(id.vf);
}

/** Bus address of a register; undefined where the BAR is not decoded, or ends before it. */
export function sliceAddress(
  view: FunctionView | undefined,
  bar: number,
  offset: number,
): number | undefined {
  const slice = view?.bars.find((each) => each.index === bar);
  return slice?.base === undefined || offset < 0 || offset + 4 > slice.size ? undefined : slice.base + offset;
}
