import type { Frame, VlanTag } from '../../wire/frame';
import type { OutOfBand } from '../../wire/trace';
import type { ForwardingPort } from './forwarding-port';

/** A frame as a function gets it. */
export interface HandedOver {
  readonly frame: Frame;
  readonly outOfBand: OutOfBand;
}

/**
 * Any tag leaves the data and goes out of band, a priority tag too (FILTER-VLAN-04, FILTER-VLAN-07). The same for every
 * VPort: a filter on MAC and VLAN asks for it, a MAC-only filter asks for it, and above the default VPort the extensible
 * switch reads the VLAN out of band. A PF VPort is named in the indication (VPORT-FLOW-03), a VF's is not (VPORT-FLOW-07).
 */
export function untagOnEgress(receiver: ForwardingPort, frame: Frame): HandedOver {
  const onPf = receiver.vport?.function.kind !== 'vf';
  if (frame.tag === undefined) return { frame, outOfBand: onPf ? { vport: receiver.id } : NOTHING };
  return {
    frame: untagged(frame),
    outOfBand: onPf ? { ...tagOf(frame.tag), vport: receiver.id } : tagOf(frame.tag),
  };
}

const NOTHING: OutOfBand = {};

const tagOf = ({ vlan, priority }: VlanTag): OutOfBand => ({ vlan, priority });

const untagged = ({ destination, source, etherType, payload }: Frame): Frame => ({
  destination,
  source,
  etherType,
  payload,
});
