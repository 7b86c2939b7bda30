import type { RoutingId } from './routing-id';

/** NDIS VFId: zero-based index of a VF on its adapter, 0 to 65534. Features and reports say "VF 1" for VFId 0. */
export type VfId = number & { readonly term: 'VfId' };

/** One PCI function of an adapter. */
export type FunctionId = { readonly kind: 'pf' } | { readonly kind: 'vf'; readonly vf: VfId };

export const PF: FunctionId = { kind: 'pf' };
export const vfId = (value: number): VfId => value as VfId;
export const vfFunction = (vf: VfId): FunctionId => ({ kind: 'vf', vf });

/** NDIS_PF_FUNCTION_ID, and at the same time NDIS_INVALID_VF_FUNCTION_ID: never a target of reset, free or power (ruling 17). */
export const NDIS_PF_FUNCTION_ID = 0xffff;
export const NDIS_INVALID_VF_FUNCTION_ID = 0xffff;
export const NDIS_INVALID_RID = 0xffffffff;

/** The name that people use, counted from 1 as in PCI Express: `VF 1` is VFId 0 (decision 0001). */
export const vfName = (vf: VfId): string => `VF ${vf + 1}`;
export const vfFromName = (ordinal: number): VfId => (ordinal - 1) as VfId;
export const functionName = (id: FunctionId): string => (id.kind === 'pf' ? 'PF' : vfName(id.vf));
export const sameFunction = (a: FunctionId, b: FunctionId): boolean =>
  a.kind === 'pf' ? b.kind === 'pf' : b.kind === 'vf' && a.vf === b.vf;

/** NDIS_MAKE_RID for segment 0. */
export const ndisRid = (rid: RoutingId): number => rid;
