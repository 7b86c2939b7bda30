import type { Due } from '../path/due';
import { isDelivered, tracesOf } from './expectations/deliveries';
import type { Outcome } from './target';

/** Frames that may still arrive after the action that sent them, because a subject may queue them (ruling 18). */
export class LateFrames {
  constructor(private readonly waiting: Map<string, readonly Due[]> = new Map()) {}

  fork(): LateFrames {
    return new LateFrames(new Map(this.waiting));
  }

  /** Dues of earlier actions whose frames an outcome shows. */
  arriving(own: readonly Due[], outcome: Outcome): readonly Due[] {
    if (this.waiting.size === 0) return [];
    const asked = new Set(own.map((due) => due.token));
    const seen = new Set(tracesOf(outcome).map((trace) => trace.token));
    return Array.from(seen)
      .filter((token) => !asked.has(token))
      .flatMap((token) => this.waiting.get(token) ?? []);
  }

  remember(own: readonly Due[], outcome: Outcome): void {
    const arrived = new Set(
      tracesOf(outcome)
        .filter(isDelivered)
        .map((trace) => trace.token),
    );
    for (const token of arrived) this.waiting.delete(token);
    for (const due of own)
      if ((due.kind === 'undecided' || (due.kind === 'delivered' && !due.must)) && !arrived.has(due.token))
        this.waiting.set(due.token, [...(this.waiting.get(due.token) ?? []), due]);
  }
}
