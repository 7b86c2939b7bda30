import { vfFunction } from '../../../terms/function-id';
import { firstRefusal, succeeded, switchIdFault, withMembers } from '../oid-reply';
import { NIC_SWITCH_VF_PARAMETERS_QUERY } from '../structures/vf';
import { allocatedVf } from '../vf-checks';
import { vfMembers } from './allocate-vf';

/** The configuration of a VF as it was allocated (VF-QUERY-05). */
export const queryVfParameters = withMembers(
  NIC_SWITCH_VF_PARAMETERS_QUERY,
  ({ context, state }, { SwitchId, VFId }) => {
    const vf = allocatedVf(state, VFId, 'VF-QUERY-01');
    if (!vf.ok) return vf.error;
    const fault = firstRefusal(switchIdFault(SwitchId, 'DDI-VFPARAM-03'));
    const held = state.allocations.get(vf.value);
    if (fault !== undefined || held === undefined) return fault ?? neverUnallocated();
    const RequestorId = context.parts.pcie.routingIdOf(state.pcie, vfFunction(vf.value));
    return succeeded(state, { ...vfMembers(held.allocation), VFId, RequestorId });
  },
);

function neverUnallocated(): never {
  throw new Error('cannot happen: allocatedVf lets only allocated VFs pass');
}
