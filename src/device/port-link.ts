import { PF, vfFunction, vfId } from '../terms/function-id';
import type { AdapterContext } from './adapter-context';
import type { AdapterState } from './adapter-state';
import { andThen, forEach, still, type Step } from './adapter-step';
import { performEvents, withFunctionState } from './function-events';

/** The physical port's link, as each function learns it (channel C5): PF first, then VFs in their order. */
export function changeLink(context: AdapterContext, state: AdapterState, up: boolean): Step {
  if (state.linkUp === up) return still(state);
  const functions = [PF, ...[...state.vfs.keys()].map((key) => vfFunction(vfId(key)))];
  return forEach({ ...state, linkUp: up }, functions, (current, id) => {
    const held = id.kind === 'pf' ? current.pf : current.vfs.get(id.vf);
    if (held === undefined) return still(current);
    const step = context.parts.function.setLink(held, up);
    const changed = withFunctionState(current, id, step.state);
    return andThen(performEvents(context, changed, id, step.events), (next) => ({
      state: next,
      effects: [{ kind: 'link-indication', function: id, up }],
    }));
  });
}
