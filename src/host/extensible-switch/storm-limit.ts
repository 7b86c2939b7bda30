import { statisticsOf, type FrameWay } from './frame-way';
import { isVmPort } from './switch-port';

/**
 * Whether one more broadcast, multicast or unknown unicast frame is within the limit of this second; counts it. The
 * window is the whole second of `now`, and 0 is no limit (XSW-SEC-13).
 */
export function withinStormLimit(way: FrameWay): boolean {
  const { source, now } = way;
  const limit = source.policies.stormLimit;
  if (limit === 0 || !isVmPort(source)) return true;
  const was = statisticsOf(way, source.portId);
  const stormSecond = Math.floor(now);
  const stormFrames = was.stormSecond === stormSecond ? was.stormFrames + 1 : 1;
  way.statistics = way.statistics.set(source.portId, { ...was, stormSecond, stormFrames });
  return stormFrames <= limit;
}
