import type { PathConfiguration } from './configuration';
import type { Due, FramesSent } from './due';

export function dueDeliveries(_configuration: PathConfiguration, _send: FramesSent): readonly Due[] {
  throw new Error('cannot happen: being written');
}
