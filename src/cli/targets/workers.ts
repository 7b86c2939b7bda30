import { availableParallelism } from 'node:os';
import type { TargetName } from './target-names';

/** Emulated machines that a whole suite keeps busy; each boots for itself, which a few scenarios do not repay. */
const MACHINES = 4;

/**
 * Worker processes where nobody named a number; 0: none besides the run's own. Half of its time an emulated machine waits
 * for silence or for its drivers, so that four of them, one a worker, share two processors well.
 * @param isWhole the whole suite runs.
 */
export const workersFor = (
  target: TargetName,
  isWhole: boolean,
  processors = availableParallelism(),
): number => (target === 'igb' && isWhole && processors > 1 ? MACHINES : 0);
