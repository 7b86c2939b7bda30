import type { AdapterState } from '../adapter-state';
import type { InjectedFailure } from '../device';

/** The state without the injected failure that strikes now; undefined when none waits. */
export function strickenBy(state: AdapterState, what: InjectedFailure): AdapterState | undefined {
  const at = state.failNext.indexOf(what);
  return at < 0 ? undefined : { ...state, failNext: state.failNext.toSpliced(at, 1) };
}
