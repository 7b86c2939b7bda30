import type { Action } from '../isolation/action';
import { lawsDecided } from '../isolation/law-of';
import { showsPools } from '../isolation/laws-of-state';
import { POLICY } from '../isolation/policy';
import type { Due } from '../path/due';
import type { Actor } from '../terms/domain';
import type { Evidence, SamplingEvidence } from '../terms/evidence';
import type { Observation } from '../terms/observation';
import type { Capability, Outcome, Sampled } from './target';
import { tracesOf } from './expectations/deliveries';

export type WatchEvidence = Extract<Evidence, { kind: 'watch' }>;

const VICTIMS = ['the actor itself', 'another VF', 'another partition', 'PF', 'wire'] as const;

/** Class of an actor in the isolation matrix. */
export function actorClass(actor: Actor): string {
  if (actor.kind === 'pf-for') return `PF for one ${actor.target.kind === 'vf' ? 'VF' : actor.target.kind}`;
  if (actor.kind === 'pf-for-switch') return 'PF for all';
  return { pf: 'PF', vf: 'VF', partition: 'partition', wire: 'wire', device: 'device' }[actor.kind];
}

/** Laws over memory and over interrupts, which not every target shows. */
const NEEDED: Readonly<Record<string, Capability>> = {
  'ISO-LAW-08': 'dma-observation',
  'ISO-LAW-17': 'interrupt-observation',
};

const NOTHING_SAMPLED: SamplingEvidence = {
  vfsSwept: 0,
  vfsCarried: 0,
  fullSweeps: 0,
  withSentinel: 0,
  withoutSentinel: 0,
};

/** Counts what a scenario's watch has seen. */
export class WatchFigures {
  private readonly matrix = new Map<string, number>();
  private readonly laws = new Set<string>();
  private readonly rulings = new Set<string>();
  private actions = 0;
  private deliveries = 0;
  private sampling: SamplingEvidence | undefined;
  snapshots = 0;

  /** @param told what the target can show; a law over what it cannot show is not decided on it. */
  constructor(
    private readonly target: string,
    private readonly told: ReadonlySet<Capability> | undefined = undefined,
  ) {}

  fork(): WatchFigures {
    const fork = new WatchFigures(this.target, this.told);
    for (const [key, count] of this.matrix) fork.matrix.set(key, count);
    for (const law of this.laws) fork.laws.add(law);
    for (const ruling of this.rulings) fork.rulings.add(ruling);
    fork.actions = this.actions;
    fork.deliveries = this.deliveries;
    fork.snapshots = this.snapshots;
    fork.sampling = this.sampling;
    return fork;
  }

  /** Every action is watched for its effect on every class of domain. */
  count(action: Action, actor: Actor, outcome: Outcome, due: readonly Due[], seen: Observation): void {
    this.actions += 1;
    const from = actorClass(actor);
    for (const victim of VICTIMS) {
      const key = `${from} > ${victim}`;
      this.matrix.set(key, (this.matrix.get(key) ?? 0) + 1);
    }
    const frames = due.length > 0 && POLICY[action.kind].due.length > 0;
    for (const law of lawsDecided(action, actor, outcome.kind === 'refused', frames))
      if (this.canSee(law, seen)) this.laws.add(law);
    this.deliveries += Math.max(
      due.filter((each) => each.kind === 'delivered').length,
      tracesOf(outcome).filter((trace) => trace.end.kind === 'delivered').length,
    );
    for (const each of due) for (const rest of each.rests) this.rulings.add(rest);
    if (outcome.kind === 'refused' && outcome.rule?.startsWith('ruling') === true)
      this.rulings.add(outcome.rule);
  }

  private canSee(law: string, seen: Observation): boolean {
    const needed = NEEDED[law];
    if (law === 'ISO-LAW-09') return showsPools(seen);
    return needed === undefined || this.told === undefined || this.told.has(needed);
  }

  /** A snapshot of a target that samples. */
  sampled({ sweptVfs, carriedVfs, sentinel }: Sampled): void {
    const so = this.sampling ?? NOTHING_SAMPLED;
    const vfs = sweptVfs + carriedVfs;
    this.sampling = {
      vfsSwept: so.vfsSwept + sweptVfs,
      vfsCarried: so.vfsCarried + carriedVfs,
      fullSweeps: so.fullSweeps + (carriedVfs === 0 ? 1 : 0),
      withSentinel: so.withSentinel + (sentinel === undefined ? 0 : 1),
      withoutSentinel: so.withoutSentinel + (sentinel === undefined && vfs > 0 ? 1 : 0),
    };
  }

  decided(...laws: readonly string[]): void {
    for (const law of laws) this.laws.add(law);
  }

  evidence(): WatchEvidence {
    return {
      kind: 'watch',
      target: this.target,
      matrix: Object.fromEntries(
        Array.from(this.matrix.keys())
          .sort()
          .map((key) => [key, this.matrix.get(key) ?? 0] as const),
      ),
      actions: this.actions,
      snapshots: this.snapshots,
      deliveriesCompared: this.deliveries,
      ...(this.sampling !== undefined && { sampling: this.sampling }),
      laws: Array.from(this.laws).sort(),
      rulings: Array.from(this.rulings).sort(),
    };
  }
}
