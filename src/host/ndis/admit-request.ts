import {
  invalidParameter,
  isRefusal,
  notSupported,
  refusal,
  type Refusal,
} from '../../device/pf-driver/refusal';
import { bytesNeeded } from '../../device/pf-driver/structures/bytes-needed';
import { parseMembers } from '../../device/pf-driver/structures/parse-members';
import { formOf, type RequestForm } from '../../device/pf-driver/structures/requests';
import type { OidMembers, OidName } from '../../terms/oid';
import { fileNotFound, type Admission } from './admission';
import { answerFromRecord } from './answer-from-record';
import type { IssuedRequest, NdisAdapter } from './ndis-adapter';
import { verifierOf } from './verifiers';

/**
 * NDIS between an issuer and a PF miniport. In this order: is there a miniport to call, does the OID exist in this form,
 * may this issuer ask, is SR-IOV on, is the buffer long enough, are the members right, is what they name there and the
 * issuer's. Only a request that passes all of it reaches MiniportOidRequest (VF-ALLOC-10, VPORT-CREATE-06, FILTER-SET-10).
 */
export function admit(ndis: NdisAdapter, issued: IssuedRequest): Admission {
  const { request } = issued;
  const form = formOf(request.oid, request.method);
  const refused =
    notReady(ndis) ?? wrongForm(request.oid, form) ?? notForIssuer(issued) ?? switchedOff(ndis, issued);
  if (refused !== undefined) return { kind: 'answered', answer: refused };
  if (form === undefined || ndis.state === 'removed' || isLeftToMiniport(request.oid, form))
    return { kind: 'forward', request };
  return form.answeredBy === 'ndis'
    ? { kind: 'answered', answer: query(ndis, issued, form) }
    : verify(ndis, issued, form);
}

/** OID requests are valid while the miniport is initialized; a removed one answers for itself (FSM-PFM-14, PF-REMOVE-04). */
const notReady = ({ state }: NdisAdapter): Refusal | undefined =>
  state === 'halted' || state === 'shutdown'
    ? refusal('NDIS_STATUS_ADAPTER_NOT_READY', `the PF miniport is ${state}`, 'FSM-PFM-14')
    : undefined;

const OF_SRIOV = /^OID_(NIC_SWITCH|RECEIVE_FILTER|SRIOV)_/;

/** An OID of these families in a form that the documentation does not know; general OIDs pass (OID-KIND-*, OID-ROUTE-03). */
function wrongForm(oid: OidName, form: RequestForm | undefined): Refusal | undefined {
  if (form === undefined)
    return OF_SRIOV.test(oid) ? notSupported(`${oid} is not issued in this form`, 'OID-ROUTE-03') : undefined;
  return form.answeredBy === 'vf-miniport' ? notSupported(`${oid} is for VF miniports only`) : undefined;
}

const ONLY_NDIS: Readonly<Partial<Record<OidName, string>>> = {
  OID_NIC_SWITCH_CREATE_SWITCH: 'SWITCH-CREATE-02',
  OID_NIC_SWITCH_DELETE_SWITCH: 'SWITCH-DELETE-02',
};

function notForIssuer({ issuer, request }: IssuedRequest): Refusal | undefined {
  const rule = ONLY_NDIS[request.oid];
  return rule !== undefined && issuer.kind !== 'ndis'
    ? notSupported(`only NDIS issues ${request.oid}`, rule)
    : undefined;
}

/** These work on a switch that without SR-IOV cannot exist. Enumerating none still succeeds (SWITCH-ENUM-03). */
const NEEDS_SRIOV = /^OID_(NIC_SWITCH_(?!HARDWARE|CURRENT|ENUM_SWITCHES)|RECEIVE_FILTER_MOVE|SRIOV_PF_LUID)/;

const switchedOff = (
  { sriovEnabled, state }: NdisAdapter,
  { request }: IssuedRequest,
): Refusal | undefined =>
  !sriovEnabled && state !== 'removed' && NEEDS_SRIOV.test(request.oid)
    ? notSupported('SR-IOV is not supported or not enabled', 'VF-FREE-11')
    : undefined;

/** The PF miniport verifies OID_SRIOV_* itself, lengths included (BLOCK-READ-06, VF-RESET-10). */
const isLeftToMiniport = (oid: OidName, form: RequestForm): boolean =>
  oid.startsWith('OID_SRIOV_') && form.answeredBy === 'pf-miniport';

function query(
  ndis: NdisAdapter,
  issued: IssuedRequest,
  form: RequestForm,
): ReturnType<typeof answerFromRecord> {
  const members = check(issued, form);
  return isRefusal(members) ? members : answerFromRecord({ ndis, issued, members });
}

function verify(ndis: NdisAdapter, issued: IssuedRequest, form: RequestForm): Admission {
  const members = check(issued, form);
  const verified = isRefusal(members) ? members : verifierOf(issued.request.oid)({ ndis, issued, members });
  return isRefusal(verified)
    ? { kind: 'answered', answer: verified }
    : { kind: 'forward', request: { ...issued.request, members: verified } };
}

function check({ request }: IssuedRequest, { structure }: RequestForm): OidMembers | Refusal {
  const needed = bytesNeeded(structure, request.members);
  if (request.bufferLength !== undefined && request.bufferLength < needed) return tooShort(needed);
  const parsed = parseMembers(structure, request.members);
  return parsed.ok ? parsed.value : inOwnWords(request.oid, parsed.error);
}

export const tooShort = (needed: number): Refusal => ({
  ...refusal('NDIS_STATUS_INVALID_LENGTH', `the information buffer needs ${needed} bytes`, 'OID-ROUTE-08'),
  bytesNeeded: needed,
});

const NAMES_A_THING: Readonly<Partial<Record<OidName, string>>> = {
  OID_NIC_SWITCH_FREE_VF: 'VF-FREE-10',
  OID_NIC_SWITCH_DELETE_SWITCH: 'OID-SWDELETE-06',
  OID_RECEIVE_FILTER_CLEAR_FILTER: 'OID-RFCLEAR-04',
};

/** Three requests report invalid members as FILE_NOT_FOUND (ruling 12). */
function inOwnWords(oid: OidName, error: Refusal): Refusal {
  const rule = NAMES_A_THING[oid];
  return rule === undefined ? invalidParameter(error.reason, error.rule) : fileNotFound(error.reason, rule);
}
