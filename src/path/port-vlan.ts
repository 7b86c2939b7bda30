import { unreachable } from '../terms/result';
import type { PortPaths } from './configuration';

type Mode = PortPaths['vlan'];

/** The VLAN that a port puts a frame in on ingress (XSW-VLAN-01 to -17); 0 is none, undefined: the frame is dropped. */
export function switchIngressVlan(mode: Mode, tag: number): number | 'undecided' | undefined {
  switch (mode.kind) {
    case 'untagged':
      return tag === 0 ? 0 : undefined;
    case 'access':
      return ownVlanOnly(mode.vlan, tag);
    case 'trunk':
      return trunkIngress(mode, tag);
    case 'isolated':
    case 'community':
      return ownVlanOnly(mode.secondary, tag);
    case 'promiscuous':
      return ownVlanOnly(mode.primary, tag);
    default:
      return unreachable(mode);
  }
}

/** XSW-VLAN-14: a guest's own tag never chooses another VLAN. */
const ownVlanOnly = (vlan: number, tag: number): number | undefined =>
  tag === 0 || tag === vlan ? vlan : undefined;

/** XSW-VLAN-06: pruning blocks the native VLAN too. */
function trunkIngress(mode: Extract<Mode, { kind: 'trunk' }>, tag: number): number | 'undecided' | undefined {
  const vlan = tag === 0 ? mode.native : tag;
  if (mode.pruned?.includes(vlan) === true) return undefined;
  if (tag === 0 || mode.allowed.includes(tag)) return vlan;
  return tag === mode.native ? 'undecided' : undefined;
}

const trunkCarries = (mode: Extract<Mode, { kind: 'trunk' }>, vlan: number): boolean =>
  mode.allowed.includes(vlan) && mode.pruned?.includes(vlan) !== true;

export type Admittance = 'untagged' | 'tagged' | 'no' | 'undecided';

/** Whether a port takes a frame of a VLAN on egress, and whether its owner sees the tag. */
export function switchEgress(mode: Mode, vlan: number): Admittance {
  switch (mode.kind) {
    case 'untagged':
      return yes(vlan === 0);
    case 'access':
      return yes(vlan === mode.vlan);
    case 'trunk':
      return trunkEgress(mode, vlan);
    case 'isolated':
      return yes(vlan === mode.primary);
    case 'community':
      return yes(vlan === mode.primary || vlan === mode.secondary);
    case 'promiscuous':
      return yes(vlan === mode.primary || mode.secondaries.includes(vlan));
    default:
      return unreachable(mode);
  }
}

const yes = (accepted: boolean): Admittance => (accepted ? 'untagged' : 'no');

/** XSW-VLAN-03 to -06. A frame of no VLAN at a trunk with a native VLAN, and a native VLAN outside the bitmap, are open. */
function trunkEgress(mode: Extract<Mode, { kind: 'trunk' }>, vlan: number): Admittance {
  if (vlan === 0) return mode.native === 0 ? 'untagged' : 'undecided';
  if (vlan !== mode.native) return trunkCarries(mode, vlan) ? 'tagged' : 'no';
  return trunkCarries(mode, vlan) ? 'untagged' : 'undecided';
}
