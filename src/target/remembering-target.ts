import type { Action } from '../isolation/action';
import type { AuditedTarget } from './auditing-target';
import type { AwaitedCopy, Outcome, Snapshot, TargetProfile } from './target';
import type { TestbedView } from './testbed-view';
import type { WatchEvidence } from './watch-figures';

/**
 * Scenarios begin alike: same adapter, same switch, same partitions; those of one feature stay alike for longer. Where a
 * target is a pure function of its actions and can be forked, the outcome of the same actions in the same order need not
 * be worked out again, and neither need the audit of them, which has found nothing (a finding is never remembered: it
 * throws). So each scenario walks along what earlier ones did and begins to act for itself where it first differs.
 *
 * What a report counts as watched is then what the scenario's actions were watched for, whenever that was done.
 */
export class TargetMemory {
  private root: Node | undefined;
  private topic: string | undefined;
  private nodes = 0;

  constructor(private readonly make: () => AuditedTarget) {}

  /** @param topic scenarios of one topic remember together; of another one only the beginnings stay, which bounds the memory. */
  open(topic: string): AuditedTarget {
    const root = (this.root ??= this.anew());
    if (topic !== this.topic) this.turnTo(topic, root);
    return root.target.fork === undefined ? this.make() : new RememberingTarget(root, this.mayGrow);
  }

  private anew(): Node {
    return { target: this.make(), children: new Map() };
  }

  private turnTo(topic: string, root: Node): void {
    this.topic = topic;
    this.nodes = 0;
    if (onlyBeginnings(root, BEGINNING) > MOST_BEGINNINGS) root.children.clear();
  }

  private readonly mayGrow = (): boolean => (this.nodes += 1) <= MOST_NODES;
}

/** Forgets what lies deeper. @returns how many nodes are left below this one. */
function onlyBeginnings({ children }: Node, depth: number): number {
  if (depth === 0) children.clear();
  let left = children.size;
  for (const child of children.values()) left += onlyBeginnings(child, depth - 1);
  return left;
}

/** Beyond so many remembered actions a topic's scenarios work everything else out by themselves. */
const MOST_NODES = 600;
/** How many actions an adapter, a switch and a few partitions take: what features have in common. */
const BEGINNING = 5;
/** Beginnings of so many kinds are worth their memory; a suite that has more starts over. */
const MOST_BEGINNINGS = 2000;
/** Scenarios differ from there on at the latest. */
const DEEPEST = 16;

interface Node {
  /** Stands after the actions up to here and acts no more; it is forked. */
  readonly target: AuditedTarget;
  /** What became of the action that led here. */
  readonly outcome?: Outcome;
  readonly children: Map<string, Node>;
}

class RememberingTarget implements AuditedTarget {
  private depth = 0;
  /** The scenario's own target, once it has left the beaten track. */
  private own: AuditedTarget | undefined;

  constructor(
    private node: Node,
    private readonly mayGrow: () => boolean,
  ) {}

  get profile(): TargetProfile {
    return this.node.target.profile;
  }

  async perform(action: Action, awaited?: readonly AwaitedCopy[]): Promise<Outcome> {
    if (this.own !== undefined) return this.own.perform(action, awaited);
    const key = keyOf(action);
    const known = this.node.children.get(key);
    if (known?.outcome !== undefined) {
      this.node = known;
      this.depth += 1;
      return known.outcome;
    }
    return this.explore(key, action, awaited);
  }

  private async explore(
    key: string,
    action: Action,
    awaited: readonly AwaitedCopy[] | undefined,
  ): Promise<Outcome> {
    const target = this.node.target.fork?.() ?? this.node.target;
    this.own = target;
    const outcome = await target.perform(action, awaited);
    if (this.depth < DEEPEST && this.mayGrow()) {
      const node: Node = { target, outcome, children: new Map() };
      this.node.children.set(key, node);
      this.node = node;
      this.depth += 1;
      this.own = undefined;
    }
    return outcome;
  }

  observe(): Promise<Snapshot> {
    return this.now().observe();
  }

  view(): Promise<TestbedView> {
    return this.now().view();
  }

  finish(): Promise<void> {
    return (this.own ?? this.node.target.fork?.() ?? this.node.target).finish();
  }

  watched(): WatchEvidence {
    return this.now().watched();
  }

  /** Remembered targets stay open for the next scenario. */
  async close(): Promise<void> {
    await this.own?.close();
  }

  private readonly now = (): AuditedTarget => this.own ?? this.node.target;
}

/**
 * The action itself as text; equal text, equal action. Bytes become members `"0"`, `"1"`, …, which no record has. Only
 * masks of blocks are too wide for JSON, and asking about every member for their sake would take longer than the rest.
 */
function keyOf(action: Action): string {
  try {
    return JSON.stringify(action);
  } catch {
    return JSON.stringify(action, (_name, value: unknown) =>
      typeof value === 'bigint' ? `${value}n` : value,
    );
  }
}
