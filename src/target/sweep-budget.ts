import type { Facet } from '../terms/domain';
import type { Observation } from '../terms/observation';

/** Entries that state invariants may look at for each action: so much that a sweep adds little to an action's own cost. */
const EARNED = 32;
/** Up to so many entries, every action is worth a sweep. */
const SMALL = 1024;

/** Rations checks whose cost grows with the adapter: always on small ones, now and then on large ones, and at the end. */
export class SweepBudget {
  private credit = 0;
  private changed: Set<Facet> = new Set();

  fork(): SweepBudget {
    const fork = new SweepBudget();
    fork.credit = this.credit;
    fork.changed = new Set(this.changed);
    return fork;
  }

  /** What a sweep would look at has changed. */
  note(facet: Facet): void {
    this.changed.add(facet);
  }

  /** @returns facets that have changed since the last sweep, where it is time for one; it begins. */
  earn(observation: Observation): ReadonlySet<Facet> | undefined {
    const cost = observation.reduce((sum, shelf) => sum + shelf.table.count, 0);
    this.credit = Math.min(this.credit + EARNED, cost);
    if (this.changed.size === 0 || (cost > SMALL && this.credit < cost)) return undefined;
    this.credit = 0;
    return this.take();
  }

  /** The same at the end, when no budget counts any more. */
  rest(): ReadonlySet<Facet> | undefined {
    return this.changed.size === 0 ? undefined : this.take();
  }

  private take(): ReadonlySet<Facet> {
    const taken = this.changed;
    this.changed = new Set();
    return taken;
  }
}
