import { invalidParameter } from '../../device/pf-driver/refusal';
import { NDIS_DEFAULT_SWITCH_ID } from '../../terms/switch-ids';
import { fileNotFound, type Verifier } from './admission';
import type { NdisAdapter } from './ndis-adapter';

/** The one switch there can be, and only once it was created (ARCH-COMP-05). */
export const namesTheSwitch = (ndis: NdisAdapter, switchId: unknown): boolean =>
  ndis.nicSwitch !== undefined && switchId === NDIS_DEFAULT_SWITCH_ID;

/** A second creation goes on to the miniport, which knows best what it has (SWITCH-CREATE-08). */
export const verifyCreateSwitch: Verifier = ({ issued, members }) =>
  members.SwitchId === NDIS_DEFAULT_SWITCH_ID
    ? issued.request.members
    : invalidParameter('only the default switch can be created', 'OID-SWCREATE-03');

export const verifyDeleteSwitch: Verifier = ({ ndis, issued, members }) =>
  namesTheSwitch(ndis, members.SwitchId)
    ? issued.request.members
    : fileNotFound('no such switch', 'SWITCH-DELETE-13');

export const verifySetSwitch: Verifier = ({ ndis, issued, members }) =>
  namesTheSwitch(ndis, members.SwitchId)
    ? issued.request.members
    : invalidParameter('no such switch', 'SWITCH-SET-02');
