import type { Frame, VlanTag } from '../../wire/frame';
import type { OutOfBand } from '../../wire/trace';
import { isDenied, isMetered } from './acl';
import { throughSwitch, type Destination } from './destination';
import type { SwitchDelivery } from './forward-result';
import { count, countFrame, drop, type FrameWay } from './frame-way';
import { originalOf } from './mirror';

/** The switch's own policies on egress: whoever is denied the frame does not keep it from the others (XSW-ACL-07). */
export function applyEgressAcls(way: FrameWay): void {
  way.destinations = way.destinations.map((each) => {
    if (each.isExcluded) return each;
    const { portId, policies } = each.port;
    if (isMetered(policies.acl, 'in', way.frame)) count(way, portId, 'metered');
    if (!isDenied(policies.acl, 'in', way.frame)) return each;
    drop(way, portId, 'policy-denied', 'XSW-ACL-06');
    return { ...each, isExcluded: true };
  });
}

/** Once per destination that is not excluded (XSW-PATH-08). */
export function handOver(way: FrameWay): readonly SwitchDelivery[] {
  const hops = throughSwitch(way.sw);
  return way.destinations
    .filter((each) => isDelivered(way, each))
    .map((each) => {
      const { portId, owner } = each.port;
      const handed = frameFor(way, each);
      countFrame(way, portId, 'In', handed.frame);
      return { port: portId, nicIndex: each.nicIndex, owner, ...handed, hops };
    });
}

/** A copy of what the monitored port does not get in the end is none. */
function isDelivered(way: FrameWay, { isExcluded, monitored }: Destination): boolean {
  if (isExcluded) return false;
  if (monitored === undefined || monitored === way.source.portId) return true;
  return originalOf(way, monitored)?.isExcluded === false;
}

interface Handed {
  readonly frame: Frame;
  readonly outOfBand: OutOfBand;
}

function frameFor(way: FrameWay, destination: Destination): Handed {
  const { monitored } = destination;
  if (monitored === undefined) return shapedFor(way, destination);
  const original = originalOf(way, monitored);
  return original === undefined ? { frame: way.frame, outOfBand: {} } : shapedFor(way, original);
}

/** Tag and priority as the destination wants them (XSW-FWD-06, 07). A guest gets its priority beside the frame. */
function shapedFor(way: FrameWay, destination: Destination): Handed {
  const vlan = destination.preserveVlan ? way.vlan : 0;
  const priority = destination.preservePriority ? way.priority : 0;
  const tagged = vlan > 0 || (priority > 0 && destination.port.type === 'external');
  const dropEligible = destination.preservePriority && way.dropEligible;
  if (tagged)
    return {
      frame: tagWith(way.frame, { vlan, priority, ...(dropEligible && { dropEligible }) }),
      outOfBand: {},
    };
  return { frame: untag(way.frame), outOfBand: priority > 0 ? { priority } : {} };
}

const sameTag = (a: VlanTag | undefined, b: VlanTag): boolean =>
  a?.vlan === b.vlan && a.priority === b.priority && a.dropEligible === b.dropEligible;

const tagWith = (frame: Frame, tag: VlanTag): Frame => (sameTag(frame.tag, tag) ? frame : { ...frame, tag });

function untag(frame: Frame): Frame {
  if (frame.tag === undefined) return frame;
  const { destination, source, etherType, payload } = frame;
  return { destination, source, etherType, payload };
}
