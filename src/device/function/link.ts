import type { FunctionState } from './function-state';
import { raiseCause, unchanged, type FunctionStep } from './interrupts';
import { isPowered } from './power';
import { CAUSE_LINK } from './registers';

/** The port's link changed: STATUS shows it, and vector 0 gets its cause (channel C5). */
export function setLink(state: FunctionState, up: boolean): FunctionStep {
  if (state.linkUp === up) return unchanged(state);
  const changed = { ...state, linkUp: up };
  return isPowered(state) ? raiseCause(changed, 0, CAUSE_LINK) : unchanged(changed);
}
