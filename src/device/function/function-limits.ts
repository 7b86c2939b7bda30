import type { AdapterProfile } from '../adapter-profile';
import type { FunctionId } from '../../terms/function-id';
import { HIGHEST_FRAME_SIZE_LIMIT, LOWEST_FRAME_SIZE_LIMIT, MAX_QUEUE_PAIRS, MAX_VECTORS } from './registers';

/** What the silicon gives one function; never changes, and is shared by all functions of a kind. */
export interface FunctionLimits {
  /** 1 to 32. */
  readonly queuePairs: number;
  /** 1 to 32. A function without MSI-X still has one vector's registers, for polling. */
  readonly vectors: number;
  /** Reset value of MAX_FRAME_SIZE. */
  readonly maxFrameSize: number;
  /** Only the PF may see what is not addressed to it (ruling 10). */
  readonly mayBePromiscuous: boolean;
}

const clamp = (value: number, lowest: number, highest: number): number =>
  Math.min(Math.max(value, lowest), highest);

export function functionLimits(id: FunctionId, profile: AdapterProfile): FunctionLimits {
  const { nicSwitch } = profile;
  const queuePairs = id.kind === 'pf' ? nicSwitch.maxQueuePairs : nicSwitch.maxQueuePairsPerNondefaultVPort;
  return {
    queuePairs: clamp(queuePairs, 1, MAX_QUEUE_PAIRS),
    vectors: clamp(id.kind === 'pf' ? profile.pfMsixVectors : profile.vfMsixVectors, 1, MAX_VECTORS),
    maxFrameSize: clamp(profile.maxFrameSize, LOWEST_FRAME_SIZE_LIMIT, HIGHEST_FRAME_SIZE_LIMIT),
    mayBePromiscuous: id.kind === 'pf',
  };
}
