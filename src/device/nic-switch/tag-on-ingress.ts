import type { Frame } from '../../wire/frame';
import type { ForwardingPort } from './forwarding-port';
import type { DropCause } from './forwarding';

const NOT_ALLOWED: DropCause = { reason: 'vlan-not-allowed', rule: 'ISO-LAW-07' };

/**
 * The frame as it travels inside the switch, or why it may not (ruling 5):
 *
 * - access port (its filters name one VLAN n and nothing else): untagged and priority-tagged frames get the tag n; a frame
 *   that its guest put on a VLAN is dropped, on n too.
 * - any other VPort of a VF: as it is, if the VLAN (none: untagged-or-zero) is one of its filters'.
 * - a VPort of the PF: as it is. There is no guest behind it, and the extensible switch has put the VLAN already.
 */
export function tagOnIngress(sender: ForwardingPort, frame: Frame): Frame | DropCause {
  if (sender.vport?.function.kind !== 'vf') return frame;
  const vlan = frame.tag === undefined ? 0 : frame.tag.vlan;
  const access = sender.accessVlan();
  if (access === undefined) return sender.belongsTo(vlan) ? frame : NOT_ALLOWED;
  return vlan === 0 ? tagged(frame, access) : NOT_ALLOWED;
}

const tagged = (frame: Frame, vlan: number): Frame => ({
  destination: frame.destination,
  source: frame.source,
  tag: { vlan, priority: frame.tag === undefined ? 0 : frame.tag.priority },
  etherType: frame.etherType,
  payload: frame.payload,
});
