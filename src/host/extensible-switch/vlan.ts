import { unreachable } from '../../terms/result';
import type { VlanMode } from './port-policy';
import type { SwitchPort } from './switch-port';

/** The VLAN of a frame that is in none. */
export const NO_VLAN = 0;

/** The external port carries every VLAN, tagged; all others have a mode. */
export type PortVlans = VlanMode | { readonly kind: 'external' };
const EXTERNAL: PortVlans = { kind: 'external' };

export const vlansOf = (port: SwitchPort): PortVlans =>
  port.type === 'external' ? EXTERNAL : port.policies.vlan;

/**
 * The VLAN into which a port puts a frame; undefined: it may not send it.
 * @param tag VLAN identifier of the frame's tag; 0 for none and for a priority tag.
 */
export function ingressVlan(vlans: PortVlans, tag: number): number | undefined {
  switch (vlans.kind) {
    case 'external':
      return tag;
    case 'trunk':
      return tag === NO_VLAN ? nativeOf(vlans) : carries(vlans, tag) ? tag : undefined;
    default: {
      // A guest may name the VLAN that it is in anyway, and never chooses another one (XSW-VLAN-14).
      const vlan = sendingVlan(vlans);
      return tag === NO_VLAN || tag === vlan ? vlan : undefined;
    }
  }
}

function sendingVlan(mode: Exclude<VlanMode, { kind: 'trunk' }>): number {
  switch (mode.kind) {
    case 'untagged':
      return NO_VLAN;
    case 'access':
      return mode.vlan;
    case 'isolated':
    case 'community':
      return mode.secondary;
    case 'promiscuous':
      return mode.primary;
    default:
      return unreachable(mode);
  }
}

/** Whether frames of this VLAN may be handed to the port (XSW-VLAN-13). */
export function receives(vlans: PortVlans, vlan: number): boolean {
  switch (vlans.kind) {
    case 'external':
      return true;
    case 'untagged':
      return vlan === NO_VLAN;
    case 'access':
      return vlan === vlans.vlan;
    case 'trunk':
      return carries(vlans, vlan);
    case 'isolated':
      return vlan === vlans.primary;
    case 'community':
      return vlan === vlans.primary || vlan === vlans.secondary;
    case 'promiscuous':
      return vlan === vlans.primary || vlans.secondaries.includes(vlan);
    default:
      return unreachable(vlans);
  }
}

/** Whether the port sees the VLAN in a tag: others have one VLAN for their owner (XSW-VLAN-02, 04). */
export function seesTag(vlans: PortVlans, vlan: number): boolean {
  if (vlans.kind === 'external') return vlan !== NO_VLAN;
  return vlans.kind === 'trunk' && vlan !== vlans.native && vlan !== NO_VLAN;
}

type Trunk = Extract<VlanMode, { kind: 'trunk' }>;

/** Pruned VLANs are blocked even if allowed, the native one included (XSW-VLAN-06). */
const isPruned = (trunk: Trunk, vlan: number): boolean => contains(trunk.pruned, vlan);

const nativeOf = (trunk: Trunk): number | undefined =>
  isPruned(trunk, trunk.native) ? undefined : trunk.native;

/** The native VLAN is carried without being listed, because untagged frames always pass a trunk (XSW-VLAN-03, 04). */
const carries = (trunk: Trunk, vlan: number): boolean =>
  (vlan === trunk.native || contains(trunk.allowed, vlan)) && !isPruned(trunk, vlan);

/** Lists belong to immutable settings, so each is turned into a set once. */
const sets = new WeakMap<readonly number[], ReadonlySet<number>>();

function contains(list: readonly number[] | undefined, vlan: number): boolean {
  if (list === undefined) return false;
  const known = sets.get(list) ?? new Set(list);
  sets.set(list, known);
  return known.has(vlan);
}
