import type { Action } from '../../isolation/action';
import { unreachable } from '../../terms/result';
import type { AwaitedCopy, Outcome, Snapshot, TargetProfile } from '../target';
import type { TestbedEvent, TestbedView } from '../testbed-view';
import type { Bench } from './bench';
import { aftermathOf, keyOf, lasts, type Deed } from './history';
import { linuxProfile } from './linux-profile';
import { Compromised } from './machine';
import { perform } from './perform/perform';
import type { Performance, Scene } from './perform/performance';
import { beginAnew } from './perform/begin-anew';
import { plugIn } from './perform/plug-in';
import { wipe } from './perform/wipe';
import { EMPTY_TESTBED, type LinuxTestbed } from './testbed';
import { stepwise } from './stepwise-machine';
import type { Between } from './traffic/streams';
import { syntheticPoint, vfPoint } from './traffic/points';
import type { Carried, Traffic } from './traffic/traffic';
import type { LinuxWatch } from './watch/linux-watch';
import { sweptWith } from './watch/swept-with';

/**
 * One machine through many scenarios. A scenario that begins as the one before it did finds its testbed standing: as
 * long as it repeats what was done, its actions are answered from the history; before the first that differs, what the
 * earlier scenario left behind is put right, partition by partition or from the ground up.
 */
export class LinuxSession {
  readonly profile: TargetProfile;
  private deeds: Deed[] = [];
  /**
   * Deeds after which the scenario went on: the watch has found nothing wrong with them. One with a finding was the last of
   * its scenario, and is done anew, so that every scenario that begins so is told.
   */
  private followed = 0;
  /** Deeds that the scenario has repeated so far; undefined once it goes its own way. */
  private repeated: number | undefined = 0;
  /** The last deed that could be repeated, from when the machine stands for it until the scenario asks for it. */
  private lastRepeated: Deed | undefined;
  /** Actions of the scenario so far. */
  private position = 0;
  private testbed: LinuxTestbed = EMPTY_TESTBED;
  private concerned: readonly number[] | 'all' = [];
  private wiped = false;
  /** Why nothing that this machine says can be believed any more. */
  broken: Compromised | undefined;

  constructor(
    readonly bench: Bench,
    private readonly traffic: Traffic,
    private readonly watch: LinuxWatch,
  ) {
    this.profile = linuxProfile(bench);
  }

  beginScenario(): void {
    this.repeated = 0;
    this.lastRepeated = undefined;
    this.position = 0;
    this.testbed = EMPTY_TESTBED;
    this.concerned = [];
    this.traffic.begin();
    this.watch.begin();
  }

  /**
   * Before an action: makes the machine stand where the scenario stands.
   * @returns whether snapshots of before no longer hold.
   */
  async prepare(action: Action): Promise<boolean> {
    return (await this.guarded(() => this.standFor(action))) === true;
  }

  async perform(action: Action, awaited: readonly AwaitedCopy[]): Promise<Outcome> {
    const outcome = await this.guarded(async () => {
      await this.standFor(action);
      this.position += 1;
      return this.repeat() ?? (await this.act(action, awaited));
    });
    return typeof outcome === 'object' ? outcome : { kind: 'compromised', reason: this.why() };
  }

  /** @throws Compromised, and the session is broken from then on; so do the two that follow. */
  observe(): Promise<Snapshot> {
    return this.believing(() =>
      this.repeated === undefined
        ? this.watch.observe(this.testbed, this.concerned, this.position)
        : this.watch.carried(this.testbed),
    );
  }

  sweep(): Promise<Snapshot> {
    return this.believing(() =>
      this.repeated === undefined
        ? this.watch.observe(this.testbed, 'all', this.position)
        : this.watch.carried(this.testbed),
    );
  }

  view(log: readonly TestbedEvent[]): Promise<TestbedView> {
    return this.believing(() => this.watch.view(this.testbed, log));
  }

  /** Everything that the kit made is taken away again. */
  async putBack(): Promise<void> {
    if (this.broken === undefined) await wipe(this.bench);
  }

  private why(): string {
    return this.broken?.message ?? 'the machine cannot be believed any more';
  }

  private async believing<T>(work: () => Promise<T>): Promise<T> {
    if (this.broken !== undefined) throw this.broken;
    try {
      return await work();
    } catch (error) {
      if (error instanceof Compromised) this.broken = error;
      throw error;
    }
  }

  /** @returns undefined when the machine broke. */
  private guarded<T>(work: () => Promise<T>): Promise<T | undefined> {
    return this.believing(work).catch((error: unknown) => {
      if (error instanceof Compromised) return undefined;
      throw error;
    });
  }

  /** @throws Compromised, and then nothing must be done on that machine any more. */
  private async standFor(action: Action): Promise<boolean> {
    if (this.repeated === undefined) return false;
    const at = this.repeated;
    if (!this.mayRepeat(at) || this.deeds[at]?.key !== keyOf(action)) return this.partWays(at);
    return this.mayRepeat(at + 1) ? false : this.repeatLast(at);
  }

  private mayRepeat(at: number): boolean {
    const deed = this.deeds[at];
    return at < this.followed && deed !== undefined && lasts(deed);
  }

  /**
   * Nothing after this deed can be repeated, so the earlier scenario's remains are put right now: whoever looks at the
   * testbed next, be it a sentence that acts or one that only looks, sees it as it should stand.
   */
  private async repeatLast(at: number): Promise<boolean> {
    const before = this.testbed;
    const deed = this.deeds[at];
    const changed = await this.partWays(at + 1);
    this.testbed = before;
    this.lastRepeated = deed;
    return changed;
  }

  private repeat(): Outcome | undefined {
    const deed = this.repeated === undefined ? this.lastRepeated : this.deeds[this.repeated];
    if (deed === undefined) return undefined;
    if (this.repeated !== undefined) this.repeated += 1;
    this.lastRepeated = undefined;
    this.testbed = deed.after;
    return deed.outcome;
  }

  /** @returns whether the machine had to be changed. */
  private async partWays(at: number): Promise<boolean> {
    const forgotten = this.deeds.slice(at);
    const before = this.deeds[at - 1]?.after ?? EMPTY_TESTBED;
    const last = this.deeds.at(-1)?.after ?? EMPTY_TESTBED;
    this.repeated = undefined;
    this.deeds = this.deeds.slice(0, at);
    this.followed = Math.min(this.followed, at);
    const aftermath = this.wiped ? aftermathOf(forgotten, before) : ({ kind: 'everything' } as const);
    switch (aftermath.kind) {
      case 'none':
        this.testbed = before;
        return false;
      case 'partitions':
        await this.traffic.forget(pointsOfPartitions(last, aftermath.partitions));
        await beginAnew(this.bench, last, before, aftermath.partitions);
        break;
      case 'everything':
        await this.fromTheGround(last);
        break;
      default:
        return unreachable(aftermath);
    }
    this.testbed = before;
    await this.traffic.follow(before);
    this.watch.forget();
    return true;
  }

  /** Wipes the machine and does again what is to stand. */
  private async fromTheGround(last: LinuxTestbed): Promise<void> {
    if (last.adapter?.wire === 'down') await plugIn(this.bench);
    await this.traffic.follow(EMPTY_TESTBED);
    await wipe(this.bench);
    this.wiped = true;
    let testbed = EMPTY_TESTBED;
    for (const { action, after } of this.deeds) {
      if (action.kind === 'send' || action.kind === 'while-streaming') continue;
      const again = await perform({ bench: this.bench, testbed }, action);
      if (again.kind !== 'done')
        throw new Compromised(`what had been set up could not be set up again: ${reasonOf(again)}`);
      testbed = after;
    }
  }

  private async act(action: Action, awaited: readonly AwaitedCopy[]): Promise<Outcome> {
    this.followed = this.deeds.length;
    const before = this.testbed;
    const outcome = await this.carryOut(action, awaited);
    // Frames leave every interface as it was; a stream follows by itself.
    if (action.kind !== 'send' && action.kind !== 'while-streaming') await this.traffic.follow(this.testbed);
    this.deeds.push({ key: keyOf(action), action, outcome, after: this.testbed });
    this.concerned = sweptWith(action, awaited, before, this.testbed);
    return outcome;
  }

  private async carryOut(
    action: Action,
    awaited: readonly AwaitedCopy[],
    between?: Between,
  ): Promise<Outcome> {
    switch (action.kind) {
      case 'send': {
        await this.traffic.follow(this.testbed);
        return withTraces(await this.traffic.send(this.testbed, action, awaited));
      }
      case 'while-streaming':
        return this.whileStreaming(action);
      default: {
        const performed = await perform(this.scene(between), action);
        return this.concluded(performed);
      }
    }
  }

  private scene(between?: Between): Scene {
    const { machine } = this.bench;
    return {
      bench: between === undefined ? this.bench : { ...this.bench, machine: stepwise(machine, between) },
      testbed: this.testbed,
      onVfInGuest: (partition) => this.traffic.listenAtVf(partition),
    };
  }

  private async whileStreaming(action: Extract<Action, { kind: 'while-streaming' }>): Promise<Outcome> {
    await this.traffic.follow(this.testbed);
    const { result, traces } = await this.traffic.whileStreaming(
      this.testbed,
      action.streams,
      async (between) => {
        const inner = await this.carryOut(action.action, [], between);
        return { testbed: this.testbed, result: inner };
      },
    );
    return 'traces' in result ? { ...result, traces: [...result.traces, ...traces] } : result;
  }

  private concluded(performed: Performance): Outcome {
    if (performed.kind === 'not-applicable') return performed;
    if (performed.kind === 'refused') return { ...performed, traces: [], events: [] };
    this.testbed = performed.testbed;
    const { value, traces } = performed;
    return { kind: 'done', traces: traces ?? [], events: [], ...(value === undefined ? {} : { value }) };
  }
}

const pointsOfPartitions = ({ partitions }: LinuxTestbed, names: ReadonlySet<string>): readonly string[] =>
  partitions
    .filter((each) => names.has(each.partition))
    .flatMap((each) => [vfPoint(each), syntheticPoint(each)]);

const withTraces = ({ traces }: Carried): Outcome => ({ kind: 'done', traces, events: [] });

const reasonOf = (performed: Exclude<Performance, { kind: 'done' }>): string => performed.reason;
