import type { Action } from '../isolation/action';
import { actorOf, type LabelOf } from '../isolation/actor-of';
import { actorWords, changesOutside, victimRole } from '../isolation/audit-changes';
import { briefChange } from '../isolation/brief-change';
import { describeAction } from '../isolation/describe-action';
import type { OwnedChange } from '../isolation/difference';
import type { Finding, StateFinding } from '../isolation/finding';
import { footprint, type Footprint } from '../isolation/footprint';
import { lawOfChange } from '../isolation/law-of';
import type { Due } from '../path/due';
import { domainKey, domainName, type Actor, type Domain } from '../terms/domain';
import type { Outcome, Snapshot } from './target';

/** What was done, as far as later sweeps must know. */
export interface WatchedDeed {
  readonly action: Action;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly outcome: Outcome;
  readonly due: readonly Due[];
  readonly labelOf: LabelOf;
}

interface Deed extends Pick<WatchedDeed, 'action' | 'before' | 'after'> {
  readonly actor: Actor;
  readonly granted: Footprint;
}

/**
 * For targets that sample: who was last swept when. A change that shows when a bystander is swept may be the work of any
 * action since that bystander's last sweep; it is a finding when none of them may have made it.
 */
export class SweepWindows {
  /** @param sweptAfter how many deeds were done when a domain was last swept. */
  constructor(
    private readonly deeds: Deed[] = [],
    private readonly sweptAfter: Map<string, number> = new Map(),
  ) {}

  fork(): SweepWindows {
    return new SweepWindows([...this.deeds], new Map(this.sweptAfter));
  }

  get isEmpty(): boolean {
    return this.deeds.length === 0;
  }

  note({ action, before, after, outcome, due, labelOf }: WatchedDeed): void {
    const actor = actorOf(action, (partition) => before.holderOf(partition), labelOf);
    const refused = outcome.kind === 'refused' && action.kind !== 'while-streaming';
    const granted = refused ? new Map<string, never>() : footprint(action, { before, after, due, labelOf });
    this.deeds.push({ action, before, after, actor, granted });
  }

  swept({ sampled }: Snapshot): void {
    for (const key of sampled?.domains ?? []) this.sweptAfter.set(key, this.deeds.length);
  }

  /** What an audit of the last deed found, without what earlier deeds explain; the rest names all that may be guilty. */
  settled(findings: readonly Finding[]): readonly Finding[] {
    return findings.flatMap((finding): readonly Finding[] =>
      finding.kind !== 'state' || this.since(finding.victim).length === 1
        ? [finding]
        : this.judge({ ...finding, owner: finding.victim }),
    );
  }

  /** Changes that only a full sweep showed. With no deed since, the last one may still have had its effect. */
  judge(change: OwnedChange): readonly StateFinding[] {
    const since = this.since(change.owner);
    const suspects = since.length > 0 ? since : this.deeds.slice(-1);
    const latest = suspects.at(-1);
    if (latest === undefined || suspects.some((deed) => mayHave(deed, change))) return [];
    return [this.finding(change, latest, suspects)];
  }

  private since(owner: Domain): readonly Deed[] {
    return this.deeds.slice(this.sweptAfter.get(domainKey(owner)) ?? 0);
  }

  private finding(change: OwnedChange, latest: Deed, suspects: readonly Deed[]): StateFinding {
    const { owner: victim, facet, cell, was, is } = change;
    const law = lawOfChange(latest.action, latest.actor, facet);
    const words = suspects.map(({ action, actor }) => `${describeAction(action)} by ${actorWords(actor)}`);
    return {
      kind: 'state',
      law,
      actor: latest.actor,
      action: suspects.map(({ action }) => describeAction(action)).join(', then '),
      victim,
      facet,
      cell,
      was,
      is,
      sentence: `${facet} of ${domainName(victim)} has changed since its last sweep: "${cell}" ${briefChange(was, is)}; none of the actions since may do that: ${words.join(', then ')}`,
      identity: ['sweep', law, victimRole(victim, latest.actor), facet].join('/'),
    };
  }
}

const mayHave = ({ granted, ...scene }: Deed, change: OwnedChange): boolean =>
  changesOutside([change], granted, scene).length === 0;
