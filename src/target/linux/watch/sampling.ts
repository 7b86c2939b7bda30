/** Bystanders that are swept with each action, in turn. */
const BYSTANDERS = 2;

/** Which VFs one look at the machine reads; numbers as sysfs counts. */
export interface SampledVfs {
  readonly vfs: readonly number[];
  /** After which VF the next bystanders are taken. */
  readonly turn: number;
}

/**
 * The concerned ones, two bystanders in turn, and the sentinel, which no action has touched (`isolation.md`).
 * @param turn the last bystander of the look before.
 */
export function sampledVfs(
  concerned: readonly number[],
  numVfs: number,
  sentinel: number | undefined,
  turn: number,
): SampledVfs {
  const wanted = new Set(concerned.filter((vf) => vf < numVfs));
  if (sentinel !== undefined && sentinel < numVfs) wanted.add(sentinel);
  const others = inTurn(numVfs, turn).filter((vf) => !wanted.has(vf));
  const bystanders = others.slice(0, BYSTANDERS);
  return {
    vfs: [...wanted, ...bystanders].sort((a, b) => a - b),
    turn: bystanders.at(-1) ?? turn,
  };
}

const inTurn = (numVfs: number, turn: number): readonly number[] =>
  Array.from({ length: numVfs }, (_, index) => (turn + 1 + index) % numVfs);

/**
 * The highest VF that nobody holds and no action has named; undefined where none is left. One that was chosen stays until
 * it is touched, and then no other takes its place: it would not be one that nothing ever touched.
 */
export const chooseSentinel = (numVfs: number, held: ReadonlySet<number>): number | undefined =>
  Array.from({ length: numVfs }, (_, index) => numVfs - 1 - index).find((vf) => !held.has(vf));
