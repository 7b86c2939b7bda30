import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { setWorldConstructor, World, type IWorldOptions } from '@cucumber/cucumber';
import type { Action, StreamSpec } from '../../src/isolation/action';
import type { Json } from '../../src/terms/json';
import { partyName } from '../../src/terms/party';
import { EVIDENCE_MEDIA_TYPE, type Evidence } from '../../src/terms/evidence';
import { difference, type OwnedChange } from '../../src/isolation/difference';
import type { AuditedTarget } from '../../src/target/auditing-target';
import { FeatureMistake, type Outcome, type Snapshot } from '../../src/target/target';
import type { TestbedView } from '../../src/target/testbed-view';
import { Capture } from './captures';
import type { SentFrame } from './frames';
import { lacksWhen, placeOf, type ScenarioText } from './place';
import { Compromised, NotApplicable, UnexpectedRefusal } from './mistakes';

export type Done = Extract<Outcome, { kind: 'done' }>;
export type Refused = Extract<Outcome, { kind: 'refused' }>;

/** What one When did: for "nothing has changed" and "no function but … was affected", which look at it alone. */
export interface Deed {
  readonly action: Action;
  readonly outcome: Done | Refused;
  readonly before: Snapshot;
  readonly viewBefore: TestbedView;
  readonly changes: () => readonly OwnedChange[];
}

/** A scenario's own memory. Steps translate sentences; this class talks to the target and keeps what Then asks about. */
export class BulkheadWorld extends World<Record<string, unknown>> {
  /** Absent only until the first hook, and after one that failed. */
  target!: AuditedTarget;
  /** Steps of the scenario that have not ended yet. */
  stepsLeft = 0;
  scenario: ScenarioText | undefined;
  /** What the most recent When did; probes of a Then do not replace it. */
  deed: Deed | undefined;
  /** Frames of the most recent sending sentence. */
  sent: readonly SentFrame[] = [];
  /** Streams that wait for the next When. */
  armed: StreamSpec[] = [];
  /** Streams that have run, with what became of them. */
  streamed: readonly StreamSpec[] = [];
  /** Positive controls: who has received, and whose frames arrived, at least once in this scenario. */
  readonly received = new Set<string>();
  readonly delivered = new Set<string>();
  /** Non-receipts that a scenario claims; each must have its positive control by the end. */
  readonly absences: {
    readonly who: string;
    readonly role: 'receiver' | 'sender';
    readonly sentence: string;
  }[] = [];
  readonly remembered = new Map<string, Json>();
  readonly capture = new Capture();
  private tokens = 0;
  private refusalOpen: Refused | undefined;

  constructor(options: IWorldOptions<Record<string, unknown>>) {
    super(options);
  }

  nextToken(): string {
    this.tokens += 1;
    return `f${this.tokens}`;
  }

  /** Carries an action out that must succeed. */
  async act(action: Action): Promise<Done> {
    const outcome = await this.attempt(action);
    if (outcome.kind === 'refused') {
      this.refusalOpen = undefined;
      throw new UnexpectedRefusal(outcome);
    }
    return outcome;
  }

  /** Carries an action out that may be refused; a later sentence must then say so. */
  async attempt(action: Action): Promise<Done | Refused> {
    this.checkRefusalExpected();
    const streams = this.armed;
    this.armed = [];
    const whole: Action = streams.length === 0 ? action : { kind: 'while-streaming', streams, action };
    await this.target.prepare?.(whole);
    const before = await this.target.observe();
    const viewBefore = await this.target.view();
    const outcome = this.decided(await this.target.perform(whole));
    this.capture.note(whole, outcome);
    const after = await this.target.observe();
    let changes: readonly OwnedChange[] | undefined;
    this.deed = {
      action,
      outcome,
      before,
      viewBefore,
      changes: () => (changes ??= difference(before.observation, after.observation)),
    };
    if (streams.length > 0) this.streamed = streams;
    if (outcome.kind === 'refused') this.refusalOpen = outcome;
    this.noteDeliveries(outcome);
    return outcome;
  }

  /** An action on behalf of a Then, for example a positive control: it must succeed and is not what the Then is about. */
  async probe(action: Action): Promise<Done> {
    const outcome = this.decided(await this.target.perform(action));
    this.capture.note(action, outcome);
    if (outcome.kind === 'refused') throw new UnexpectedRefusal(outcome);
    this.noteDeliveries(outcome);
    return outcome;
  }

  view(): Promise<TestbedView> {
    return this.target.view();
  }

  /** What the last When did. A Given acts too, but only a control among the Givens is about it. */
  theDeed(): Deed {
    if (this.deed === undefined || this.scenario === undefined || lacksWhen(this.scenario, this.stepsLeft))
      throw new FeatureMistake(
        'this sentence looks back at a When, but none stands before it; begin the sentence that acts with "When"',
      );
    return this.deed;
  }

  /** The refusal that a Then is about. Reading it counts as expecting it. */
  refusal(): Refused {
    this.refusalOpen = undefined;
    const { outcome } = this.theDeed();
    if (outcome.kind !== 'refused') expect.fail('it was expected to be refused, but it succeeded');
    return outcome;
  }

  success(): Done {
    const { outcome } = this.theDeed();
    if (outcome.kind === 'refused') {
      this.refusalOpen = undefined;
      throw new UnexpectedRefusal(outcome);
    }
    return outcome;
  }

  /** Called before the next action and at the end: a refusal that no sentence expected is a failure, never a pass. */
  checkRefusalExpected(): void {
    const open = this.refusalOpen;
    this.refusalOpen = undefined;
    if (open !== undefined) throw new UnexpectedRefusal(open);
  }

  /** A file that a feature names lies beside the feature, or is a path from the working folder. */
  fileNearFeature(file: string): string {
    const beside = join(dirname(this.scenario?.pickle.uri ?? ''), file);
    return existsSync(beside) ? beside : file;
  }

  /** `features/isolation/reset.feature:14:1` of the step that is being carried out. */
  place(): string {
    return this.scenario === undefined ? 'unknown:1:1' : placeOf(this.scenario, this.stepsLeft);
  }

  evidence(evidence: Evidence): void {
    void this.attach(JSON.stringify(evidence), EVIDENCE_MEDIA_TYPE);
  }

  private decided(outcome: Outcome): Done | Refused {
    if (outcome.kind === 'not-applicable') throw new NotApplicable(outcome.capability, outcome.reason);
    if (outcome.kind === 'compromised') throw new Compromised(outcome.reason);
    return outcome;
  }

  private noteDeliveries(outcome: Done | Refused): void {
    for (const trace of outcome.traces) {
      if (trace.end.kind !== 'delivered') continue;
      this.received.add(partyName(trace.end.receiver));
      this.delivered.add(partyName(trace.sender));
    }
  }
}

setWorldConstructor(BulkheadWorld);
