import type { Bench } from '../bench';
import type { LinuxTestbed } from '../testbed';
import { listenerAt, pointsOf, type Point } from './points';

/** The listeners that are open on the machine. */
export class Listening {
  /** What each stands on: the interface, and for a VF which VF it is, for another one is another interface. */
  private readonly open = new Map<string, string>();
  /** Every point of this scenario, for frames that came before it was closed. */
  private readonly known = new Map<string, Point>();

  constructor(private readonly bench: Pick<Bench, 'machine' | 'subject'>) {}

  get points(): ReadonlyMap<string, Point> {
    return this.known;
  }

  /** Also of those that are closed again: what they had seen may not be read yet. */
  get names(): readonly string[] {
    return Array.from(this.known.keys());
  }

  /** What is open stays known. */
  begin(): void {
    for (const name of this.known.keys()) if (!this.open.has(name)) this.known.delete(name);
  }

  /** They are gone with their interfaces, whatever became of these. */
  forget(names: readonly string[]): void {
    for (const name of names) this.open.delete(name);
  }

  async follow(testbed: LinuxTestbed): Promise<void> {
    const points = Array.from(pointsOf(testbed));
    const names = new Set(points.map(([name]) => name));
    const closed = Array.from(this.open.keys()).filter((name) => !names.has(name));
    await this.bench.machine.unlisten(closed);
    this.forget(closed);
    await this.add(points);
  }

  /** Opens what is not open yet, and closes nothing. */
  async add(points: readonly (readonly [string, Point])[]): Promise<void> {
    const { machine, subject } = this.bench;
    for (const [name, point] of points) this.known.set(name, point);
    const wanted = points.filter(([name, point]) => this.open.get(name) !== standingOf(point));
    await machine.listen(wanted.map(([name, point]) => listenerAt(name, point, subject)));
    for (const [name, point] of wanted) this.open.set(name, standingOf(point));
  }
}

function standingOf(point: Point): string {
  switch (point.kind) {
    case 'vf':
      return `${point.partition.namespace} ${point.partition.vf?.vf ?? ''}`;
    case 'synthetic':
      return `${point.partition.namespace} ${point.partition.switch ?? ''}`;
    case 'switch':
      return point.switch.bridge;
    case 'pf':
      return point.kind;
  }
}
