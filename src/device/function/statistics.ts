import { BROADCAST, isGroupAddress } from '../../terms/mac-address';
import { frameSize, type Frame } from '../../wire/frame';
import type { Counters } from '../device';
import type { FunctionState } from './function-state';

const counting = (state: FunctionState, changes: Partial<Counters>): FunctionState => ({
  ...state,
  statistics: { ...state.statistics, ...changes },
});

/** A frame that reached this function's driver. Broadcast counts as broadcast, not also as multicast. */
export function countReceived(state: FunctionState, frame: Frame): FunctionState {
  const was = state.statistics;
  const broadcast = frame.destination === BROADCAST;
  return counting(state, {
    framesIn: was.framesIn + 1,
    bytesIn: was.bytesIn + frameSize(frame),
    broadcastIn: was.broadcastIn + (broadcast ? 1 : 0),
    multicastIn: was.multicastIn + (!broadcast && isGroupAddress(frame.destination) ? 1 : 0),
  });
}

/** A frame that this function handed to the NIC switch, whatever becomes of it there. */
export const countSent = (state: FunctionState, frame: Frame): FunctionState =>
  counting(state, {
    framesOut: state.statistics.framesOut + 1,
    bytesOut: state.statistics.bytesOut + frameSize(frame),
  });

/** Frames lost in either direction at this function. The NIC switch adds those that it drops on this function's account. */
export const countDropped = (state: FunctionState, frames = 1): FunctionState =>
  counting(state, { dropped: state.statistics.dropped + frames });
