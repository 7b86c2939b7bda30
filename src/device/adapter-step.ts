import type { AdapterState } from './adapter-state';
import type { DeviceEffect } from './device';

/** What a request did so far: the next state, and the effects in the order in which they happened. */
export interface Step {
  readonly state: AdapterState;
  readonly effects: readonly DeviceEffect[];
}

const NO_EFFECTS: readonly DeviceEffect[] = [];

export const still = (state: AdapterState): Step => ({ state, effects: NO_EFFECTS });

export const withEffects = (state: AdapterState, ...effects: readonly DeviceEffect[]): Step => ({
  state,
  effects,
});

/** What comes next works on the state that this left; effects follow each other. */
export function andThen(step: Step, next: (state: AdapterState) => Step): Step {
  const following = next(step.state);
  if (step.effects.length === 0) return following;
  if (following.effects.length === 0) return { state: following.state, effects: step.effects };
  return { state: following.state, effects: [...step.effects, ...following.effects] };
}

/** The same for each of a list, in order. */
export function forEach<T>(
  state: AdapterState,
  items: Iterable<T>,
  act: (state: AdapterState, item: T) => Step,
): Step {
  let current = state;
  const effects: DeviceEffect[] = [];
  for (const item of items) {
    const step = act(current, item);
    current = step.state;
    effects.push(...step.effects);
  }
  return { state: current, effects };
}
