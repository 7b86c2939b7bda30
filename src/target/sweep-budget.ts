import type { Observation } from '../terms/observation';

/** Entries that state invariants may look at, earned by each action, so that a sweep costs the same per action on any adapter. */
const EARNED = 512;

/** Rations checks whose cost grows with the adapter: always on small ones, now and then on large ones, and at the end. */
export class SweepBudget {
  private credit = 0;
  /** Something has changed since the last sweep. */
  pending = false;

  /** @returns whether to sweep now. */
  earn(observation: Observation): boolean {
    const cost = observation.reduce((sum, shelf) => sum + shelf.table.count, 0);
    this.credit = Math.min(this.credit + EARNED, Math.max(cost, EARNED));
    if (!this.pending || this.credit < cost) return false;
    this.credit -= cost;
    this.pending = false;
    return true;
  }
}
