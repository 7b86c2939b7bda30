import { isGroupAddress } from '../terms/mac-address';
import type { PortPaths, SwitchPaths } from './configuration';
import { dropped, losable, restingOn, undecided, vlanOf, withVlan, type Flight } from './flight';
import type { ExtensionEffects } from './extension-effects';
import type { Admission } from './nic-switch-ingress';
import { aclVerdict } from './port-acl';
import { guardVerdict } from './port-guard';
import { switchIngressVlan } from './port-vlan';
import { ownerName } from './switch-ports';

const drop = (
  flight: Flight,
  ...why: Parameters<typeof dropped> extends [unknown, ...infer R] ? R : never
): Admission => ({
  kind: 'ended',
  due: dropped(flight, ...why),
});
const open = (flight: Flight, why: string): Admission => ({
  kind: 'ended',
  due: undecided(flight, 'all', why),
});

/** Policies of the sending port, in the order of XSW-PATH-04; the VLAN it puts the frame in is then in the tag. */
export function admitFromPort(
  at: SwitchPaths,
  port: PortPaths,
  effects: ExtensionEffects,
  flight: Flight,
): Admission {
  const { frame } = flight;
  if (!port.connected) return drop(flight, 'not-connected', 'XSW-FWD-04');
  if (effects.silenced.includes(ownerName(port))) return drop(flight, 'excluded-by-extension', 'XSW-EXT-09');
  if (!maySendFrom(at, port, frame.source)) return drop(flight, 'spoofed-source', 'XSW-SEC-01');
  const vlan = switchIngressVlan(port.vlan, vlanOf(frame));
  if (vlan === undefined) return drop(flight, 'vlan-not-allowed', 'XSW-VLAN-13');
  if (vlan === 'undecided') return open(flight, 'a tag of the native VLAN, which the trunk does not list');
  const acl = aclVerdict(port, 'out', frame.destination, frame.etherType);
  if (acl === 'denied') return drop(flight, 'policy-denied', 'XSW-ACL-06');
  const guard = guardVerdict(port, frame);
  if (guard === 'denied') return drop(flight, 'guard', 'XSW-SEC-08');
  if (acl === 'undecided' || guard === 'undecided')
    return open(flight, 'the policies of the port leave it open');
  return { kind: 'in', flight: limited(at, port, { ...flight, frame: withVlan(frame, vlan) }) };
}

/** XSW-SEC-01 to -04. A port whose addresses are unknown is not judged by them. */
function maySendFrom(at: SwitchPaths, port: PortPaths, source: PortPaths['permanentMac']): boolean {
  if (source !== undefined && isGroupAddress(source)) return false;
  if (port.allowMacSpoofing || port.permanentMac === undefined || source === port.permanentMac) return true;
  return port.allowTeaming && at.ports.some((other) => sameVm(other, port) && other.currentMac === source);
}

const sameVm = (a: PortPaths, b: PortPaths): boolean =>
  a.owner.kind === 'partition' && b.owner.kind === 'partition' && a.owner.partition === b.owner.partition;

/** XSW-SEC-13 counts frames within a second; there is no clock here, so under a limit such frames may get lost. */
function limited(at: SwitchPaths, port: PortPaths, flight: Flight): Flight {
  const { destination } = flight.frame;
  const known = !isGroupAddress(destination) && at.ports.some((each) => each.currentMac === destination);
  return port.stormLimit === 0 || known
    ? flight
    : losable(restingOn(flight, 'XSW-SEC-13'), 'the port has a storm limit, and seconds are not modelled');
}
