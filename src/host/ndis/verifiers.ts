import type { OidName } from '../../terms/oid';
import type { Verifier } from './admission';
import { verifyAllocateVf, verifyFreeVf } from './verify-vf';
import { verifyCreateVPort, verifyDeleteVPort, verifySetVPort } from './verify-vport';
import { verifyClearFilter, verifyMoveFilter, verifySetFilter } from './verify-filter';
import { verifyDeleteSwitch, verifyCreateSwitch, verifySetSwitch } from './verify-switch';

const VERIFIERS: Readonly<Partial<Record<OidName, Verifier>>> = {
  OID_NIC_SWITCH_CREATE_SWITCH: verifyCreateSwitch,
  OID_NIC_SWITCH_DELETE_SWITCH: verifyDeleteSwitch,
  OID_NIC_SWITCH_PARAMETERS: verifySetSwitch,
  OID_NIC_SWITCH_ALLOCATE_VF: verifyAllocateVf,
  OID_NIC_SWITCH_FREE_VF: verifyFreeVf,
  OID_NIC_SWITCH_CREATE_VPORT: verifyCreateVPort,
  OID_NIC_SWITCH_DELETE_VPORT: verifyDeleteVPort,
  OID_NIC_SWITCH_VPORT_PARAMETERS: verifySetVPort,
  OID_RECEIVE_FILTER_SET_FILTER: verifySetFilter,
  OID_RECEIVE_FILTER_CLEAR_FILTER: verifyClearFilter,
  OID_RECEIVE_FILTER_MOVE_FILTER: verifyMoveFilter,
};

const asAsked: Verifier = ({ issued }) => issued.request.members;

/** A request that NDIS does not look into goes on as it came. */
export const verifierOf = (oid: OidName): Verifier => VERIFIERS[oid] ?? asAsked;
