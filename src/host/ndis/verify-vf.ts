import { invalidParameter } from '../../device/pf-driver/refusal';
import { NDIS_INVALID_RID, NDIS_INVALID_VF_FUNCTION_ID } from '../../terms/function-id';
import { fileNotFound, type Verifier } from './admission';
import { sameIssuer } from './ndis-adapter';
import { namesTheSwitch } from './verify-switch';

const ETHERNET_ADDRESS_LENGTH = 6;

export const verifyAllocateVf: Verifier = ({ ndis, issued, members }) => {
  if (!namesTheSwitch(ndis, members.SwitchId)) return invalidParameter('no such switch', 'VF-ALLOC-02');
  if (members.VFId !== NDIS_INVALID_VF_FUNCTION_ID)
    return invalidParameter('VFId must be NDIS_INVALID_VF_FUNCTION_ID', 'VF-ALLOC-03');
  if (members.RequestorId !== NDIS_INVALID_RID)
    return invalidParameter('RequestorId must be NDIS_INVALID_RID', 'VF-ALLOC-04');
  if (members.MacAddressLength !== ETHERNET_ADDRESS_LENGTH)
    return invalidParameter('an Ethernet address has 6 bytes', 'VF-ALLOC-09');
  return issued.request.members;
};

/** Not there, still with a VPort, or another driver's: all three are "not found" at this boundary (VF-FREE-10, ISO-PRIV-04). */
export const verifyFreeVf: Verifier = ({ ndis, issued, members }) => {
  const id = members.VFId as number;
  const vf = ndis.vfs.get(id);
  if (vf === undefined) return fileNotFound(`VFId ${id} is not allocated`, 'VF-FREE-10');
  if (ndis.vportOfVf.has(id)) return fileNotFound(`VFId ${id} has a VPort`, 'VF-FREE-10');
  return sameIssuer(vf.owner, issued.issuer)
    ? issued.request.members
    : fileNotFound(`VFId ${id} was allocated by another driver`, 'ISO-PRIV-04');
};
