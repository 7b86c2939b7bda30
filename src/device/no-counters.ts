import type { Counters } from './device';

/** Where every counter begins: at a function, at a VPort, at the physical port. */
export const NO_COUNTERS: Counters = {
  framesIn: 0,
  framesOut: 0,
  bytesIn: 0,
  bytesOut: 0,
  broadcastIn: 0,
  multicastIn: 0,
  dropped: 0,
};
