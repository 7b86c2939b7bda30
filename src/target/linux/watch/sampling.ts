/** Bystanders that are swept with each action, in turn. */
const BYSTANDERS = 2;

/**
 * The concerned ones, two bystanders in turn, and the sentinel, which no action has touched (`isolation.md`). Numbers are
 * as sysfs counts.
 * @param turn how many actions of the scenario came before.
 */
export function sampledVfs(
  concerned: readonly number[],
  numVfs: number,
  sentinel: number | undefined,
  turn: number,
): readonly number[] {
  const wanted = new Set(concerned.filter((vf) => vf < numVfs));
  if (sentinel !== undefined && sentinel < numVfs) wanted.add(sentinel);
  const others = Array.from({ length: numVfs }, (_, vf) => vf).filter((vf) => !wanted.has(vf));
  const from = others.length === 0 ? 0 : (turn * BYSTANDERS) % others.length;
  const bystanders = [...others.slice(from), ...others.slice(0, from)].slice(0, BYSTANDERS);
  return [...wanted, ...bystanders].sort((a, b) => a - b);
}

/**
 * The highest VF that nobody holds and no action has named; undefined where none is left. One that was chosen stays until
 * it is touched, and then no other takes its place: it would not be one that nothing ever touched.
 */
export const chooseSentinel = (numVfs: number, held: ReadonlySet<number>): number | undefined =>
  Array.from({ length: numVfs }, (_, index) => numVfs - 1 - index).find((vf) => !held.has(vf));
