import { usableSwitch, type AdapterState } from '../../adapter-state';
import { vportOfVf } from '../../nic-switch-lookup';
import { succeeded, withMembers } from '../oid-reply';
import { invalidParameter, type Refusal } from '../refusal';
import { NIC_SWITCH_FREE_VF_PARAMETERS } from '../structures/vf';
import { allocatedVf } from '../vf-checks';
import type { VfId } from '../../../terms/function-id';

/** The reverse of ALLOCATE_VF; refused while a VPort is attached (VF-FREE-04 to -08, ruling 12). */
export const freeVf = withMembers(NIC_SWITCH_FREE_VF_PARAMETERS, ({ context, state }, { VFId }) => {
  const vf = allocatedVf(state, VFId, 'VF-FREE-05');
  if (!vf.ok) return vf.error;
  const fault = attachedVPort(state, vf.value);
  return fault ?? succeeded(context.parts.vf.releaseVf(context, state, vf.value));
});

function attachedVPort(state: AdapterState, vf: VfId): Refusal | undefined {
  const nicSwitch = usableSwitch(state);
  const vport = nicSwitch && vportOfVf(nicSwitch, vf);
  return vport === undefined
    ? undefined
    : invalidParameter(`VPort ${vport} is attached to VFId ${vf}`, 'VF-FREE-06');
}
