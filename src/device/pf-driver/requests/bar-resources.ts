import { vfFunction } from '../../../terms/function-id';
import { sliceOf } from '../../pcie/bars';
import { succeeded, withMembers } from '../oid-reply';
import { invalidParameter, refusal } from '../refusal';
import { sizeOf } from '../structures/layout';
import { SRIOV_BAR_RESOURCES_INFO } from '../structures/sriov';
import { allocatedVf } from '../vf-checks';

/** The slice of one VF BAR, as a CmResourceTypeMemory descriptor (BAR-RES-03, BAR-RES-04). */
export const barResources = withMembers(SRIOV_BAR_RESOURCES_INFO, ({ state }, members) => {
  const vf = allocatedVf(state, members.VFId, 'BAR-RES-06');
  if (!vf.ok) return vf.error;
  const fixed = sizeOf(SRIOV_BAR_RESOURCES_INFO);
  const { BarIndex, BarResourcesOffset = fixed } = members;
  if (BarResourcesOffset < fixed)
    return invalidParameter('BarResourcesOffset lies inside the structure', 'BAR-RES-02');
  const slice = sliceOf(state.pcie, vfFunction(vf.value), BarIndex);
  if (slice.size === 0) return invalidParameter(`a VF has no BAR ${BarIndex}`, 'BAR-RES-06');
  return slice.base === undefined
    ? refusal('NDIS_STATUS_FAILURE', `VF BAR ${BarIndex} is not decoded`, 'BAR-RES-08')
    : succeeded(state, {
        ...{ VFId: members.VFId, BarIndex, BarResourcesOffset },
        ...{ Type: 'CmResourceTypeMemory', Start: slice.base, Length: slice.size },
      });
});
