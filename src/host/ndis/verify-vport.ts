import { invalidParameter, noResources, type Refusal } from '../../device/pf-driver/refusal';
import { NDIS_PF_FUNCTION_ID } from '../../terms/function-id';
import type { OidMembers } from '../../terms/oid';
import { NDIS_DEFAULT_VPORT_ID } from '../../terms/switch-ids';
import type { Verifier } from './admission';
import { sameIssuer, type NdisAdapter } from './ndis-adapter';
import { namesTheSwitch } from './verify-switch';

export const verifyCreateVPort: Verifier = ({ ndis, issued, members }) => {
  if (!namesTheSwitch(ndis, members.SwitchId)) return invalidParameter('no such switch', 'VPORT-CREATE-03');
  if ((members.VPortId ?? NDIS_DEFAULT_VPORT_ID) !== NDIS_DEFAULT_VPORT_ID)
    return invalidParameter('VPortId must be NDIS_DEFAULT_VPORT_ID', 'VPORT-CREATE-04');
  const fault = functionFault(ndis, members);
  if (fault !== undefined) return fault;
  const id = lowestFreeVPort(ndis);
  return id === undefined
    ? noResources('every VPort is in use', 'VPORT-CREATE-17')
    : { ...issued.request.members, VPortId: id };
};

const functionFault = (ndis: NdisAdapter, members: OidMembers): Refusal | undefined =>
  members.AttachedFunctionId === NDIS_PF_FUNCTION_ID ? pfFault(members) : vfFault(ndis, members);

function pfFault({ VPortState, ProcessorAffinity }: OidMembers): Refusal | undefined {
  if (ProcessorAffinity === undefined || ProcessorAffinity === 0)
    return invalidParameter('a VPort of the PF needs a processor', 'VPORT-CREATE-14');
  return (VPortState ?? 'NdisNicSwitchVPortStateDeactivated') === 'NdisNicSwitchVPortStateDeactivated'
    ? undefined
    : invalidParameter('a VPort of the PF starts deactivated', 'VPORT-STATE-04');
}

function vfFault(ndis: NdisAdapter, { AttachedFunctionId, VPortState }: OidMembers): Refusal | undefined {
  const vf = AttachedFunctionId as number;
  if (!ndis.vfs.has(vf)) return invalidParameter(`VFId ${vf} is not allocated`, 'VPORT-CREATE-05');
  if (ndis.vportOfVf.has(vf)) return invalidParameter(`VFId ${vf} has a VPort already`, 'VF-ATTACH-10');
  return (VPortState ?? 'NdisNicSwitchVPortStateActivated') === 'NdisNicSwitchVPortStateActivated'
    ? undefined
    : invalidParameter('a VPort of a VF starts activated', 'VPORT-STATE-04');
}

/** 1 to NumVPorts - 1 (VPORT-CREATE-07); the default VPort's identifier is never given (VPORT-CREATE-08). */
function lowestFreeVPort(ndis: NdisAdapter): number | undefined {
  let id = ndis.vportHint;
  while (ndis.vports.has(id)) id++;
  return id < ndis.numVPorts ? id : undefined;
}

export const verifyDeleteVPort: Verifier = ({ ndis, issued, members }) => {
  const id = members.VPortId as number;
  if (id === NDIS_DEFAULT_VPORT_ID)
    return invalidParameter('the default VPort goes only with the switch', 'VPORT-DELETE-05');
  const vport = ndis.vports.get(id);
  if (vport === undefined) return invalidParameter(`there is no VPort ${id}`, 'VPORT-DELETE-04');
  if (!sameIssuer(vport.owner, issued.issuer))
    return invalidParameter(`VPort ${id} was created by another driver`, 'VPORT-DELETE-02');
  return (ndis.filtersOnVPort.get(id) ?? 0) === 0
    ? issued.request.members
    : invalidParameter(`filters are still set on VPort ${id}`, 'VPORT-DELETE-03');
};

export const verifySetVPort: Verifier = ({ ndis, issued, members }) =>
  namesTheSwitch(ndis, members.SwitchId) && ndis.vports.has(members.VPortId as number)
    ? issued.request.members
    : invalidParameter('no such VPort', 'VPORT-SET-02');
