import type { Action } from '../isolation/action';
import type { LabelOf } from '../isolation/actor-of';
import { judge } from '../isolation/audit';
import { difference, type OwnedChange } from '../isolation/difference';
import type { Finding } from '../isolation/finding';
import { brokenCells, brokenInvariants, invariantFinding, type Broken } from '../isolation/invariants';
import { lawsOfCells, lawsOfConfiguration } from '../isolation/laws-of-state';
import { leftoversOf } from '../isolation/leftovers';
import { poolsOutOfBalance } from '../isolation/pool-conservation';
import { streamDues } from '../isolation/stream-dues';
import { alsoReached, isReachable } from '../isolation/stream-reach';
import { vacatedVf } from '../isolation/vacated-vf';
import { dueDeliveries, dueFromVPort } from '../path/due-deliveries';
import type { Due } from '../path/due';
import type { Actor, Facet } from '../terms/domain';
import { tracesOf } from './expectations/deliveries';
import { IsolationViolation } from './isolation-violation';
import { LateFrames } from './late-frames';
import { PristineVfs } from './pristine-vfs';
import { SweepBudget } from './sweep-budget';
import { SweepWindows, type WatchedDeed } from './sweep-windows';
import type { AwaitedCopy, Outcome, Snapshot, Target, TargetProfile } from './target';
import type { TestbedView } from './testbed-view';
import { WatchFigures, type WatchEvidence } from './watch-figures';

/** What the watch saw of one action. */
export interface WatchRecord {
  readonly action: Action;
  readonly actor: Actor;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly outcome: Outcome;
  readonly due: readonly Due[];
  readonly changes: readonly OwnedChange[];
  readonly findings: readonly Finding[];
}

export interface AuditedTarget extends Target {
  /** Checks that wait for the end of a scenario. @throws IsolationViolation */
  finish(): Promise<void>;
  /** Figures of this scenario so far. */
  watched(): WatchEvidence;
  /** As `Target.fork`, with all that the watch knows. Absent where the watched target cannot be copied. */
  readonly fork?: (() => AuditedTarget) | undefined;
}

/** Watches every action of a target. @throws IsolationViolation from `perform` when a law does not hold. */
export const auditing = (target: Target, onRecord: (record: WatchRecord) => void = () => {}): AuditedTarget =>
  new AuditingTarget(target, onRecord);

/** Facets over which the state invariants speak; an action that changes none of them cannot break one. */
const STRUCTURE: readonly Facet[] = ['vport', 'filters', 'lifecycle', 'capability', 'pool', 'switch'];

class AuditingTarget implements AuditedTarget {
  readonly profile: TargetProfile;
  private figures: WatchFigures;
  private budget = new SweepBudget();
  private late = new LateFrames();
  /** The snapshot after the last action: the one before the next. */
  private last: Snapshot | undefined;
  private pristine = new PristineVfs();
  private firstAdapter: string | undefined;
  /** Only of targets that sample. */
  private windows = new SweepWindows();
  private lastDeed: { readonly action: Action; readonly actor: Actor } | undefined;
  /** What the target has been prepared for and not yet asked to do: a step prepares before it looks, the watch before it acts. */
  private prepared: Action | undefined;

  constructor(
    private readonly target: Target,
    private readonly onRecord: (record: WatchRecord) => void,
  ) {
    this.profile = target.profile;
    this.figures = new WatchFigures(target.profile.name, target.profile.capabilities);
  }

  private copy(of: Target): AuditedTarget {
    const fork = new AuditingTarget(of, this.onRecord);
    fork.figures = this.figures.fork();
    fork.budget = this.budget.fork();
    fork.late = this.late.fork();
    fork.pristine = this.pristine.fork();
    fork.last = this.last;
    fork.firstAdapter = this.firstAdapter;
    fork.lastDeed = this.lastDeed;
    fork.windows = this.windows.fork();
    fork.prepared = this.prepared;
    return fork;
  }

  get fork(): (() => AuditedTarget) | undefined {
    const { target } = this;
    return target.fork === undefined ? undefined : () => this.copy(target.fork?.() ?? target);
  }

  view(): Promise<TestbedView> {
    return this.target.view();
  }

  get prepare(): ((action: Action) => Promise<boolean>) | undefined {
    return this.target.prepare === undefined ? undefined : (action) => this.prepareOnce(action);
  }

  private async prepareOnce(action: Action): Promise<boolean> {
    if (this.prepared === action) return false;
    const stale = (await this.target.prepare?.(action)) === true;
    this.prepared = action;
    if (stale) this.last = undefined;
    return stale;
  }

  /** Between two actions nothing happens that a snapshot could show. */
  async observe(): Promise<Snapshot> {
    return (this.last ??= await this.snapshot());
  }

  close(): Promise<void> {
    return this.target.close();
  }

  watched(): WatchEvidence {
    return this.figures.evidence();
  }

  async perform(action: Action): Promise<Outcome> {
    if (this.target.prepare !== undefined) await this.prepareOnce(action);
    this.prepared = undefined;
    const before = await this.observe();
    this.last = undefined;
    this.learnAdapter(action, before);
    const asked = dueBefore(action, before);
    const outcome = await this.target.perform(action, awaitedOf(asked));
    const after = await this.snapshot();
    this.last = after;
    if (outcome.kind === 'done' || outcome.kind === 'refused')
      await this.reviewed(action, before, after, outcome, asked);
    return outcome;
  }

  /** After a sweep that failed, everything is swept: what else the culprit did belongs to the same finding. */
  private async reviewed(...reviewed: Parameters<AuditingTarget['review']>): Promise<void> {
    try {
      this.review(...reviewed);
    } catch (error) {
      if (!(error instanceof IsolationViolation)) throw error;
      throw new IsolationViolation([...error.findings, ...(await this.sweptWhole())]);
    }
  }

  /** Everything that was carried over is read, and held against all that was done since it was read last. */
  private async sweptWhole(): Promise<readonly Finding[]> {
    const swept = await this.target.sweep?.();
    const before = this.last;
    if (swept === undefined || before === undefined) return [];
    const findings = difference(before.observation, swept.observation).flatMap((each) =>
      this.windows.judge(each),
    );
    this.last = swept;
    this.took(swept);
    return findings;
  }

  async finish(): Promise<void> {
    const findings = [...(await this.sweptWhole()), ...(await this.pendingInvariants())];
    if (findings.length > 0) throw new IsolationViolation(findings);
  }

  private async pendingInvariants(): Promise<readonly Finding[]> {
    const changed = this.budget.rest();
    if (changed === undefined || this.lastDeed === undefined) return [];
    const { action, actor } = this.lastDeed;
    const now = await this.observe();
    this.figures.decided(...lawsOfConfiguration(now, changed));
    return brokenInvariants(now).map((each) => invariantFinding(each, action, actor));
  }

  private async snapshot(): Promise<Snapshot> {
    const snapshot = await this.target.observe();
    if (this.windows.isEmpty) this.windows.swept(snapshot);
    this.took(snapshot);
    return snapshot;
  }

  private took({ sampled }: Snapshot): void {
    this.figures.snapshots += 1;
    if (sampled !== undefined) this.figures.sampled(sampled);
  }

  private review(
    action: Action,
    before: Snapshot,
    after: Snapshot,
    outcome: Outcome,
    asked: readonly Due[],
  ): void {
    const own = [...asked, ...dueOfStreams(action, before, after, outcome)];
    const due = [...own, ...this.late.arriving(own, outcome)];
    const verdict = judge({
      before,
      after,
      action,
      outcome,
      due,
      labelOf: this.labelOf,
      judgePaths: this.judgesPaths(),
    });
    const broken = this.brokenBy(action, before, after, outcome, verdict.changes);
    const findings = [
      ...this.overWindows({ action, before, after, outcome, due, labelOf: this.labelOf }, verdict.findings),
      ...broken.map((each) => invariantFinding(each, action, verdict.actor)),
    ];
    this.lastDeed = { action, actor: verdict.actor };
    this.late.remember(own, outcome);
    this.figures.count(action, verdict.actor, outcome, due, after.observation);
    this.onRecord({
      action,
      before,
      after,
      outcome,
      due,
      findings,
      actor: verdict.actor,
      changes: verdict.changes,
    });
    if (findings.length > 0) throw new IsolationViolation(findings);
  }

  /** Where the target samples, what shows now may be the work of earlier actions. */
  private overWindows(deed: WatchedDeed, findings: readonly Finding[]): readonly Finding[] {
    if (deed.after.sampled === undefined) return findings;
    this.windows.note(deed);
    const settled = this.windows.settled(findings);
    this.windows.swept(deed.after);
    return settled;
  }

  private brokenBy(
    action: Action,
    before: Snapshot,
    after: Snapshot,
    outcome: Outcome,
    changes: readonly OwnedChange[],
  ): readonly Broken[] {
    this.pristine.learn(changes, after.observation);
    for (const { facet } of changes) if (STRUCTURE.includes(facet)) this.budget.note(facet);
    const vacated =
      outcome.kind === 'done' ? vacatedVf(action, before, after, changes, this.labelOf) : undefined;
    const original = vacated === undefined ? undefined : this.pristine.of(vacated);
    const kept =
      vacated === undefined || original === undefined
        ? []
        : leftoversOf(vacated, original, after.observation);
    if (original !== undefined) this.figures.decided('ISO-LAW-04');
    return [...kept, ...poolsOutOfBalance(changes), ...this.swept(after, changes)];
  }

  private swept(after: Snapshot, changes: readonly OwnedChange[]): readonly Broken[] {
    this.figures.decided(...lawsOfCells(after.observation, changes));
    const changed = this.budget.earn(after.observation);
    if (changed === undefined) return brokenCells(after.observation, changes);
    this.figures.decided(...lawsOfConfiguration(after, changed));
    return brokenInvariants(after, changes);
  }

  private judgesPaths(): boolean {
    return this.profile.capabilities.has('traces');
  }

  /** Domains leave out the first adapter of a testbed; the configuration tells which, once a scenario. */
  private learnAdapter(action: Action, before: Snapshot): void {
    if (this.firstAdapter !== undefined) return;
    const installed = action.kind === 'install-adapter' ? action.adapter : undefined;
    this.firstAdapter = before.configuration.adapters[0]?.adapter ?? installed;
  }

  private readonly labelOf: LabelOf = (adapter) => (adapter === this.firstAdapter ? undefined : adapter);
}

const awaitedOf = (due: readonly Due[]): readonly AwaitedCopy[] =>
  due.flatMap((each) =>
    each.kind === 'delivered' && each.must ? [{ token: each.token, receiver: each.receiver }] : [],
  );

/** What the oracle calls due before the action runs. */
function dueBefore(action: Action, before: Snapshot): readonly Due[] {
  if (action.kind === 'send') return dueDeliveries(before.configuration, action);
  if (action.kind === 'pf-send')
    return dueFromVPort(before.configuration, { ...action, adapter: action.adapter });
  return action.kind === 'while-streaming' ? dueBefore(action.action, before) : [];
}

function dueOfStreams(action: Action, before: Snapshot, after: Snapshot, outcome: Outcome): readonly Due[] {
  if (action.kind !== 'while-streaming') return [];
  return streamDues(
    action.streams,
    tracesOf(outcome),
    (stream) => isReachable(before.configuration, stream) && isReachable(after.configuration, stream),
    (stream) => [before, after].flatMap(({ configuration }) => alsoReached(configuration, stream)),
  );
}
