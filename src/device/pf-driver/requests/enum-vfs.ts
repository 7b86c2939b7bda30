import { vfFunction, vfId } from '../../../terms/function-id';
import { succeeded, switchIdFault, withMembers } from '../oid-reply';
import { NIC_SWITCH_VF_INFO, NIC_SWITCH_VF_INFO_ARRAY } from '../structures/vf';
import { vfMembers } from './allocate-vf';
import { enumeration } from './enumeration';

/** Exactly the VFs that are allocated (VF-ENUM-07); through NDIS the answer comes from its cache (VF-ENUM-01). */
export const enumVfs = withMembers(NIC_SWITCH_VF_INFO_ARRAY, ({ context, state }, { SwitchId }) => {
  const fault = switchIdFault(SwitchId, 'VF-ENUM-04');
  if (fault !== undefined) return fault;
  const elements = [...state.allocations.entries()].map(([vf, { allocation }]) => ({
    ...vfMembers(allocation),
    VFId: vf,
    RequestorId: context.parts.pcie.routingIdOf(state.pcie, vfFunction(vfId(vf))),
  }));
  return succeeded(state, enumeration(NIC_SWITCH_VF_INFO_ARRAY, NIC_SWITCH_VF_INFO, elements));
});
