import { availableParallelism } from 'node:os';
import type { TargetName } from './target-names';

/** Machines that a whole suite keeps busy; each boots for itself, which a few scenarios do not repay. */
const MOST_MACHINES = 2;

/**
 * Worker processes where nobody named a number; 0: none besides the run's own. Most of the time an emulated machine waits
 * for silence or for its drivers, so that two of them, one a worker, share the processors well.
 * @param isWhole the whole suite runs.
 */
export function workersFor(
  target: TargetName,
  isWhole: boolean,
  processors = availableParallelism(),
): number {
  const machines = target === 'igb' && isWhole ? Math.min(MOST_MACHINES, processors) : 0;
  return machines > 1 ? machines : 0;
}
