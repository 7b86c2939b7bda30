import type { Bench } from '../bench';
import type { LinuxTestbed } from '../testbed';
import { listenerAt, pointsOf, type Point } from './points';

/** The listeners that are open on the machine. */
export class Listening {
  private readonly open = new Set<string>();
  /** Every point of this scenario: what a closed one had seen may not be read yet. */
  private readonly known = new Map<string, Point>();

  constructor(private readonly bench: Pick<Bench, 'machine' | 'subject'>) {}

  get points(): ReadonlyMap<string, Point> {
    return this.known;
  }

  get names(): readonly string[] {
    return Array.from(this.known.keys());
  }

  /** What is open stays known. */
  begin(): void {
    for (const name of this.names) if (!this.open.has(name)) this.known.delete(name);
  }

  async forget(names: readonly string[]): Promise<void> {
    const open = names.filter((name) => this.open.delete(name));
    if (open.length > 0) await this.bench.machine.unlisten(open);
  }

  async follow(testbed: LinuxTestbed): Promise<void> {
    const points = pointsOf(testbed);
    await this.forget(Array.from(this.open).filter((name) => !points.has(name)));
    await this.add(Array.from(points));
  }

  /** All of them every time: which of them still stand on a living interface the machine knows best. */
  async add(points: readonly (readonly [string, Point])[]): Promise<void> {
    const { machine, subject } = this.bench;
    for (const [name, point] of points) {
      this.known.set(name, point);
      this.open.add(name);
    }
    await machine.listen(points.map(([name, point]) => listenerAt(name, point, subject)));
  }
}
