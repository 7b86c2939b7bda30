import { BROADCAST, isGroupAddress, type MacAddress } from '../../terms/mac-address';
import type { DropReason } from '../../wire/trace';
import { candidates } from './key-index';
import { destinationAt, usableMember, type Destination } from './destination';
import { nicAt, portOfType, type ExtensibleSwitch } from './extensible-switch';
import type { SwitchNic } from './switch-nic';
import type { SwitchPort } from './switch-port';
import { receives, vlansOf } from './vlan';

export type Lookup =
  | {
      readonly kind: 'found';
      /** What the storm limit counts: all but unicast to an adapter of the switch (XSW-SEC-13). */
      readonly isStorm: boolean;
      readonly destinations: readonly Destination[];
    }
  | { readonly kind: 'none'; readonly isStorm: boolean; readonly reason: DropReason; readonly rule: string };

/** Where a frame in a VLAN goes, as the published sample decides it (XSW-FWD-16 to 20, ruling 26). */
export const lookup = (
  sw: ExtensibleSwitch,
  source: SwitchPort,
  destination: MacAddress,
  vlan: number,
): Lookup =>
  isGroupAddress(destination) ? toAll(sw, source, destination, vlan) : toOne(sw, source, destination, vlan);

const none = (reason: DropReason, rule: string, isStorm = false): Lookup => ({
  kind: 'none',
  isStorm,
  reason,
  rule,
});

const found = (destinations: readonly Destination[], isStorm = false): Lookup => ({
  kind: 'found',
  isStorm,
  destinations,
});

/** Group membership is not used (XSW-FWD-18). */
function toAll(sw: ExtensibleSwitch, source: SwitchPort, group: MacAddress, vlan: number): Lookup {
  const destinations: Destination[] = [];
  for (const port of sw.ports.values()) {
    if (port.portId === source.portId || !receives(vlansOf(port), vlan)) continue;
    const nicIndex = port.type === 'external' ? usableMember(sw, port.portId)?.nicIndex : ownIndex(sw, port);
    if (nicIndex !== undefined) destinations.push(destinationAt(port, nicIndex, vlan));
  }
  if (destinations.length > 0) return found(destinations, true);
  return none('no-due-receiver', group === BROADCAST ? 'XSW-FWD-18' : 'XSW-FWD-03', true);
}

/** An adapter on its VF gets its copy there, by way of the external port, and only there (ruling 29, XSW-IOV-13). */
function ownIndex(sw: ExtensibleSwitch, port: SwitchPort): number | undefined {
  const nic = nicAt(sw, port.portId);
  return nic?.state === 'connected' && !nic.vfDataPathActive ? 0 : undefined;
}

function toOne(sw: ExtensibleSwitch, source: SwitchPort, destination: MacAddress, vlan: number): Lookup {
  const holders = holdersOf(sw, destination);
  if (holders.length === 0) return toExternal(sw, source, vlan);
  const inVlan = holders.filter(({ portId }) => isIn(sw, portId, vlan));
  const nic = preferred(inVlan, destination);
  // The address is known here: the frame is not for the wire, and another VLAN's adapter does not get it (XSW-VLAN-13).
  if (nic === undefined) return none('vlan-not-allowed', 'XSW-VLAN-13');
  if (nic.portId === source.portId) return none('own-frame', 'XSW-FWD-20');
  if (nic.state !== 'connected') return none('not-connected', 'XSW-FWD-19');
  if (nic.vfDataPathActive) return { ...toExternal(sw, source, vlan), isStorm: false };
  const port = sw.ports.get(nic.portId);
  if (port === undefined) throw new Error(`cannot happen: adapter on port ${nic.portId}, which is not there`);
  return found([destinationAt(port, 0, vlan)]);
}

const holdersOf = (sw: ExtensibleSwitch, mac: MacAddress): readonly SwitchNic[] =>
  candidates(sw.byMac, mac)
    .map((portId) => nicAt(sw, portId))
    .filter((nic): nic is SwitchNic => nic?.currentMac === mac);

function isIn(sw: ExtensibleSwitch, portId: number, vlan: number): boolean {
  const port = sw.ports.get(portId);
  return port !== undefined && receives(vlansOf(port), vlan);
}

/**
 * One address on several ports of a VLAN: an adapter that is connected before one that is not, one that took it over in
 * its team, then the one whose own it is, so that a guest that may spoof cannot draw a neighbour's frames to itself.
 */
function preferred(nics: readonly SwitchNic[], mac: MacAddress): SwitchNic | undefined {
  const rank = (nic: SwitchNic): number =>
    (nic.state === 'connected' ? 0 : 4) + (nic.failedOverMac === mac ? 0 : nic.permanentMac === mac ? 1 : 2);
  return [...nics].sort((a, b) => rank(a) - rank(b) || a.portId - b.portId)[0];
}

/** Unknown here: to the wire alone, never back to it, never to guests (XSW-FWD-17). */
function toExternal(sw: ExtensibleSwitch, source: SwitchPort, vlan: number): Lookup {
  const external = source.type === 'external' ? undefined : portOfType(sw, 'external');
  if (external === undefined) return none('no-due-receiver', 'XSW-FWD-17', true);
  const member = usableMember(sw, external.portId);
  return member === undefined
    ? none('not-connected', 'XSW-NIC-35', true)
    : found([destinationAt(external, member.nicIndex, vlan)], true);
}
