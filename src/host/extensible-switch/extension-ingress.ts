import { MANAGEMENT_OS, OUTSIDE } from '../../terms/party';
import { destinationAt, type Destination } from './destination';
import type { Extension, ExtensionRule } from './extension';
import { nicAt, portsOf } from './extensible-switch';
import { filter, seen, violation, type FrameWay } from './frame-way';
import type { PortOwner } from './switch-port';
import { receives, vlansOf } from './vlan';

/** How a rule names the owner of a port. */
export const ownerName = (owner: PortOwner): string =>
  owner.kind === 'partition' ? owner.partition : owner.kind === 'external' ? OUTSIDE : MANAGEMENT_OS;

/** Capturing and filtering extensions, before there is any destination (XSW-EXT-10). False: one of them dropped it. */
export const passesFilters = (way: FrameWay): boolean =>
  way.extensions.filter(({ type }) => type !== 'forwarding').every((extension) => passes(way, extension));

/** The forwarding extension's own filtering, if there is one. */
export const passesForwardingFilter = (way: FrameWay): boolean =>
  way.forwarding === undefined || passes(way, way.forwarding);

function passes(way: FrameWay, extension: Extension): boolean {
  seen(way, extension, 'ingress');
  if (extension.type !== 'forwarding') reportDestinationAttempts(way, extension);
  if (!extension.rules.some((rule) => dropsSource(rule, way.source.owner))) return true;
  if (extension.type !== 'capture')
    return filter(way, extension, way.source.portId, 'excluded-by-extension', 'XSW-PATH-10');
  violation(way, extension, 'XSW-EXT-07', `the capturing extension "${extension.extension}" drops a frame`);
  return true;
}

const dropsSource = (rule: ExtensionRule, owner: PortOwner): boolean =>
  rule.kind === 'drop-from' && rule.partition === ownerName(owner);

/** Only the forwarding extension chooses destinations (XSW-EXT-09, 13). */
function reportDestinationAttempts(way: FrameWay, extension: Extension): void {
  for (const rule of extension.rules)
    if (rule.kind === 'add-destination' && rule.on === 'ingress')
      violation(
        way,
        extension,
        'XSW-EXT-13',
        `the ${extension.type} extension "${extension.extension}" adds "${rule.partition}" as a destination`,
      );
}

/** Destinations that the forwarding extension adds, and how it wants frames delivered; then the set is frozen (XSW-FWD-09). */
export function assignByExtension(way: FrameWay): void {
  const { forwarding } = way;
  if (forwarding === undefined) return;
  for (const rule of forwarding.rules) {
    if (rule.kind === 'add-destination' && rule.on === 'ingress') add(way, forwarding, rule.partition);
    if (rule.kind === 'preserve') preserve(way, rule);
  }
}

/** False: there was no room for more than one destination, and nobody gets the frame (XSW-FWD-14). */
export function commitDestinations(way: FrameWay): boolean {
  const { forwarding } = way;
  if (forwarding === undefined) return true;
  if (way.destinations.length > 1 && forwarding.rules.some(({ kind }) => kind === 'grow-fails'))
    return filter(way, forwarding, way.source.portId, 'excluded-by-extension', 'XSW-FWD-14');
  way.events.push({ kind: 'commit', extension: forwarding.extension });
  return true;
}

function add(way: FrameWay, extension: Extension, partition: string): void {
  const port = portsOf(way.sw, partition)[0];
  if (port === undefined || port.portId === way.source.portId) return;
  if (way.destinations.some((each) => each.port === port)) return;
  if (nicAt(way.sw, port.portId)?.state !== 'connected')
    violation(way, extension, 'XSW-FWD-04', `the adapter of "${partition}" is not connected`);
  else if (!receives(vlansOf(port), way.vlan))
    violation(way, extension, 'XSW-VLAN-13', `"${partition}" is not in the VLAN of the frame`);
  else way.destinations = [...way.destinations, destinationAt(port, 0, way.vlan)];
}

function preserve(way: FrameWay, rule: Extract<ExtensionRule, { kind: 'preserve' }>): void {
  way.destinations = way.destinations.map((each): Destination =>
    ownerName(each.port.owner) === rule.partition
      ? { ...each, preserveVlan: rule.vlan, preservePriority: rule.priority }
      : each,
  );
}
