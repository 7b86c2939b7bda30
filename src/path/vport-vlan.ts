import type { Frame } from '../wire/frame';
import type { DropReason } from '../wire/trace';
import type { AdapterPaths } from './configuration';

export type FilterPaths = AdapterPaths['filters'][number];

/** FILTER-VLAN-01, -05, ruling 6. @param vlan 0 is "untagged or priority-tagged". */
export function acceptsVlan(filter: FilterPaths, vlan: number): boolean {
  if (filter.vlan.kind === 'id') return filter.vlan.id === vlan;
  return filter.vlan.kind === 'any' || vlan === 0;
}

export type VPortVlan =
  | { readonly kind: 'vlan'; readonly vlan: number; readonly rests: string }
  | { readonly kind: 'dropped'; readonly reason: DropReason; readonly rule: string }
  /** `carriedIn`: the VLAN that the frame travels in where it is let in all the same. */
  | { readonly kind: 'undecided'; readonly why: string; readonly carriedIn?: number };

const drop: VPortVlan = { kind: 'dropped', reason: 'vlan-not-allowed', rule: 'ISO-LAW-07' };

/** The VLAN that a frame from a VF's VPort enters the switch in (ruling 5). @param filters those of the VPort. */
export function ingressVlan(filters: readonly FilterPaths[], frame: Frame): VPortVlan {
  const access = accessVlan(filters);
  if (access !== undefined) return accessIngress(access, frame);
  if (filters.length === 0) return { kind: 'undecided', why: 'a VPort without filters names no VLAN' };
  const vlan = frame.tag?.vlan ?? 0;
  if (!filters.some((filter) => acceptsVlan(filter, vlan))) return drop;
  return { kind: 'vlan', vlan, rests: 'ruling 5' };
}

function accessIngress(access: number, { tag }: Frame): VPortVlan {
  if (tag === undefined) return { kind: 'vlan', vlan: access, rests: 'ruling 5' };
  if (tag.vlan !== 0) return drop;
  const why = 'no rule says whether a priority tag counts as a tag on an access VPort';
  return { kind: 'undecided', why, carriedIn: access };
}

/** The one VLAN that all filters of the VPort name, if there is one. */
function accessVlan(filters: readonly FilterPaths[]): number | undefined {
  const [first] = filters;
  if (first?.vlan.kind !== 'id') return undefined;
  const { id } = first.vlan;
  return filters.every((filter) => filter.vlan.kind === 'id' && filter.vlan.id === id) ? id : undefined;
}
