import { succeeded, withMembers } from '../oid-reply';
import { SRIOV_RESET_VF_PARAMETERS } from '../structures/sriov';
import { allocatedVf } from '../vf-checks';

/** Function level reset of exactly this VF. VPort, filters and allocation stay (ruling 13, VF-RESET-12). */
export const resetVf = withMembers(SRIOV_RESET_VF_PARAMETERS, ({ context, state }, { VFId }) => {
  const vf = allocatedVf(state, VFId, VFId === 0xffff ? 'VF-RESET-07' : 'VF-RESET-02');
  return vf.ok ? succeeded(context.parts.vf.resetVf(context, state, vf.value)) : vf.error;
});
