/** `count` consecutive queue pairs from `first`. */
export interface QueueRange {
  readonly first: number;
  readonly count: number;
}

/**
 * Takes `count` consecutive queue pairs from the shortest range that holds them, so that long ranges stay whole.
 * Undefined when no range is long enough: with asymmetric VPorts that can happen while the sum of the rest would do,
 * because a VPort's queues are consecutive and are never moved under traffic.
 */
export function takeQueues(
  free: readonly QueueRange[],
  count: number,
): { readonly first: number; readonly free: readonly QueueRange[] } | undefined {
  const range = shortestWith(free, count);
  if (range === undefined) return undefined;
  const rest = { first: range.first + count, count: range.count - count };
  return {
    first: range.first,
    free: free.flatMap((each) => (each !== range ? [each] : rest.count > 0 ? [rest] : [])),
  };
}

/** Gives a range back and joins it with its neighbours (VPORT-DELETE-06). */
export function giveQueues(free: readonly QueueRange[], range: QueueRange): readonly QueueRange[] {
  const joined: QueueRange[] = [];
  for (const each of [...free, range].sort((a, b) => a.first - b.first)) {
    const last = joined.at(-1);
    if (last !== undefined && last.first + last.count === each.first)
      joined[joined.length - 1] = { first: last.first, count: last.count + each.count };
    else joined.push(each);
  }
  return joined;
}

export const countQueues = (free: readonly QueueRange[]): number =>
  free.reduce((sum, range) => sum + range.count, 0);

function shortestWith(free: readonly QueueRange[], count: number): QueueRange | undefined {
  let best: QueueRange | undefined;
  for (const range of free)
    if (range.count >= count && (best === undefined || range.count < best.count)) best = range;
  return best;
}
