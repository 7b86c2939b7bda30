import type { Observation } from '../terms/observation';

/** Entries that state invariants may look at for each action: so much that a sweep adds little to an action's own cost. */
const EARNED = 32;
/** Up to so many entries, every action is worth a sweep. */
const SMALL = 1024;

/** Rations checks whose cost grows with the adapter: always on small ones, now and then on large ones, and at the end. */
export class SweepBudget {
  private credit = 0;
  /** Something has changed since the last sweep. */
  pending = false;

  fork(): SweepBudget {
    const fork = new SweepBudget();
    fork.credit = this.credit;
    fork.pending = this.pending;
    return fork;
  }

  /** @returns whether to sweep now. */
  earn(observation: Observation): boolean {
    const cost = observation.reduce((sum, shelf) => sum + shelf.table.count, 0);
    this.credit = Math.min(this.credit + EARNED, cost);
    if (!this.pending || (cost > SMALL && this.credit < cost)) return false;
    this.credit = 0;
    this.pending = false;
    return true;
  }
}
