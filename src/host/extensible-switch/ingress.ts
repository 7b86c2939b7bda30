import { isDenied, isMetered } from './acl';
import { usableMember } from './destination';
import { nicAt } from './extensible-switch';
import { count, countFrame, drop, dropAtForwarding, type FrameWay } from './frame-way';
import { isDhcpServerMessage, isRouterMessage } from './guard';
import { maySendFrom } from './source-address';
import { ingressVlan, vlansOf } from './vlan';

/** A port whose adapter is not connected sends nothing (XSW-NIC-17); the external one needs a physical adapter too. */
export function entersSwitch(way: FrameWay): boolean {
  const { sw, source, frame } = way;
  const connected =
    source.type === 'external'
      ? usableMember(sw, source.portId) !== undefined
      : nicAt(sw, source.portId)?.state === 'connected';
  if (!connected) return drop(way, source.portId, 'not-connected', 'XSW-NIC-17');
  countFrame(way, source.portId, 'Out', frame);
  return true;
}

/** Always the switch's, and above the forwarding extension (XSW-PATH-04, XSW-POLICY-02). */
export function passesBuiltInPolicies(way: FrameWay): boolean {
  const { source, frame } = way;
  const { acl, dhcpGuard, routerGuard } = source.policies;
  if (isDenied(acl, 'out', frame)) return drop(way, source.portId, 'policy-denied', 'XSW-ACL-06');
  if (isMetered(acl, 'out', frame)) count(way, source.portId, 'metered');
  if (dhcpGuard && isDhcpServerMessage(frame)) return drop(way, source.portId, 'guard', 'XSW-SEC-08');
  if (routerGuard && isRouterMessage(frame)) return drop(way, source.portId, 'guard', 'XSW-SEC-09');
  return true;
}

/** Source address, then VLAN: a frame that may not be sent at all is in no VLAN. */
export function passesStandardPolicies(way: FrameWay): boolean {
  if (!maySendFrom(way.sw, way.source, way.frame.source))
    return dropAtForwarding(way, 'spoofed-source', 'XSW-SEC-01');
  const vlans = vlansOf(way.source);
  const vlan = ingressVlan(vlans, way.tagVlan);
  if (vlan === undefined) return dropAtForwarding(way, 'vlan-not-allowed', ruleOfMode(vlans.kind));
  way.vlan = vlan;
  return true;
}

const ruleOfMode = (kind: ReturnType<typeof vlansOf>['kind']): string =>
  kind === 'trunk' ? 'XSW-VLAN-05' : kind === 'access' ? 'XSW-VLAN-01' : 'XSW-VLAN-13';
