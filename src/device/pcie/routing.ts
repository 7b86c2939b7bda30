import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import { routingId, type RoutingId } from '../../terms/routing-id';
import type { PcieState } from './pcie-state';
import { firstVfOffset, vfStride } from './sriov-capability';

/** PCI Express counts VFs from 1; `index` is the VFId, from 0 (PCIE-RID-03). Not yet modulo 2^16. */
export const vfRoutingSum = (state: PcieState, index: number): number =>
  state.blueprint.profile.pfRoutingId + firstVfOffset(state) + index * vfStride(state);

/** By arithmetic alone: a VF that does not exist has the Routing ID that it would have. */
export const routingIdOf = (state: PcieState, id: FunctionId): RoutingId =>
  routingId(id.kind === 'pf' ? state.blueprint.profile.pfRoutingId : vfRoutingSum(state, id.vf));

/** The function that answers at a Routing ID; undefined where a request ends as an Unsupported Request. */
export function functionAt(state: PcieState, rid: RoutingId): FunctionId | undefined {
  const pf = state.blueprint.profile.pfRoutingId;
  if (rid === pf) return PF;
  if (state.vfs.count === 0) return undefined;
  const distance = (rid - pf - firstVfOffset(state)) & 0xffff;
  const index = distance === 0 ? 0 : distance / vfStride(state);
  return Number.isInteger(index) && state.vfs.has(index) ? vfFunction(vfId(index)) : undefined;
}
