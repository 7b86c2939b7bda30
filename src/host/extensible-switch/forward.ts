import type { Frame } from '../../wire/frame';
import { filterEgress, forwardingEgress } from './extension-egress';
import {
  assignByExtension,
  commitDestinations,
  passesFilters,
  passesForwardingFilter,
} from './extension-ingress';
import type { ExtensibleSwitch } from './extensible-switch';
import type { ForwardOptions, ForwardResult, SwitchDelivery } from './forward-result';
import { begin, dropAtForwarding, type FrameWay } from './frame-way';
import { applyEgressAcls, handOver } from './hand-over';
import { entersSwitch, passesBuiltInPolicies, passesStandardPolicies } from './ingress';
import { lookup } from './lookup';
import { addMonitors } from './mirror';
import { withinStormLimit } from './storm-limit';
import type { SwitchPortId } from './switch-port';

export type { ForwardOptions, ForwardResult, SwitchDelivery, SwitchDrop } from './forward-result';

/**
 * One frame from a port to all ports that are due to get it, the way of NDIS 6.40 (XSW-PATH-04, 05): capturing and
 * filtering extensions, the switch's own policies, the forwarding extension or in its place the switch, the miniport edge
 * and back. Takes no part in what goes over VFs. Every frame ends in a delivery or in a drop with one reason.
 */
export function forward(
  sw: ExtensibleSwitch,
  fromPort: SwitchPortId,
  frame: Frame,
  options: ForwardOptions,
): ForwardResult {
  const source = sw.ports.get(fromPort);
  if (source === undefined) return fromNowhere(sw, fromPort);
  const way = begin(sw, source, frame, options);
  const deliveries = ingress(way) ? egress(way) : [];
  return {
    switch: way.statistics === sw.statistics ? sw : { ...sw, statistics: way.statistics },
    deliveries,
    drops: way.drops,
    extensionEvents: way.events,
  };
}

/** A port that was deleted under the frame (XSW-PORT-18). */
const fromNowhere = (sw: ExtensibleSwitch, port: SwitchPortId): ForwardResult => ({
  switch: sw,
  deliveries: [],
  drops: [{ reason: 'not-connected', rule: 'XSW-PORT-18', port }],
  extensionEvents: [],
});

const ingress = (way: FrameWay): boolean =>
  entersSwitch(way) &&
  passesFilters(way) &&
  passesBuiltInPolicies(way) &&
  passesForwardingFilter(way) &&
  passesStandardPolicies(way) &&
  findDestinations(way) &&
  commitDestinations(way);

function findDestinations(way: FrameWay): boolean {
  const found = lookup(way.sw, way.source, way.frame.destination, way.vlan);
  if (found.isStorm && !withinStormLimit(way)) return dropAtForwarding(way, 'storm-limit', 'XSW-SEC-13');
  way.destinations = found.kind === 'found' ? found.destinations : [];
  assignByExtension(way);
  if (way.destinations.length > 0 || found.kind === 'found') return true;
  return dropAtForwarding(way, found.reason, found.rule);
}

function egress(way: FrameWay): readonly SwitchDelivery[] {
  addMonitors(way);
  forwardingEgress(way);
  applyEgressAcls(way);
  filterEgress(way);
  return handOver(way);
}
