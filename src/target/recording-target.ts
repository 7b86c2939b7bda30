import type { Action } from '../isolation/action';
import type { Outcome, Target } from './target';

/** What was done to a target and what became of it, in order: enough to replay a scenario. */
export interface Deed {
  readonly action: Action;
  readonly outcome: Outcome;
}

/** Tells of every action after it was carried out; an action that throws is not told. */
export function recording(target: Target, onDeed: (deed: Deed) => void): Target {
  return {
    profile: target.profile,
    observe: () => target.observe(),
    view: () => target.view(),
    close: () => target.close(),
    perform: async (action, awaited) => {
      const outcome = await target.perform(action, awaited);
      onDeed({ action, outcome });
      return outcome;
    },
  };
}
