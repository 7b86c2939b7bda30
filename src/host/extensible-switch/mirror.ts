import { destinationAt, type Destination } from './destination';
import { nicAt, portsOf } from './extensible-switch';
import type { FrameWay } from './frame-way';
import type { SwitchPort, SwitchPortId } from './switch-port';

/**
 * Copies for monitoring ports, added by the miniport edge with or without a forwarding extension, and only where the
 * monitor is no destination already (XSW-FWD-15, XSW-MIRROR-02). A copy shows what the monitored port sent, or what it
 * is handed: so it carries that port's view of the VLAN and needs no VLAN of the monitor's.
 */
export function addMonitors(way: FrameWay): void {
  addMonitor(way, way.source.policies.mirrorTo, way.source.portId);
  for (const { port, monitored } of way.destinations)
    if (monitored === undefined) addMonitor(way, port.policies.mirrorTo, port.portId);
}

function addMonitor(way: FrameWay, partition: string | undefined, monitored: SwitchPortId): void {
  const port = partition === undefined ? undefined : monitorPort(way, partition);
  if (port === undefined || port.portId === way.source.portId) return;
  if (way.destinations.some((each) => each.port.portId === port.portId)) return;
  way.destinations = [...way.destinations, { ...destinationAt(port, 0, way.vlan), monitored }];
}

const monitorPort = (way: FrameWay, partition: string): SwitchPort | undefined =>
  portsOf(way.sw, partition).find(({ portId }) => nicAt(way.sw, portId)?.state === 'connected');

/** The destination whose frame a copy shows; undefined when that is what the source sent. */
export const originalOf = (way: FrameWay, monitored: SwitchPortId): Destination | undefined =>
  way.destinations.find((each) => each.port.portId === monitored && each.monitored === undefined);
