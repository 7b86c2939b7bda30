import type { OidName, OidRequest } from '../../terms/oid';
import type { AdapterContext, OidReply } from '../adapter-context';
import type { AdapterState } from '../adapter-state';
import { takesRequests } from './driver-state';
import { sriovOffReason } from './keywords';
import { isRefusal, notSupported, refusal, type Refusal } from './refusal';
import { bytesNeeded } from './structures/bytes-needed';
import { formOf, REQUEST_FORMS, usualMethod } from './structures/requests';

/** MiniportOidRequest. A refusal leaves the state as it was (ISO-LAW-16). */
export function handleOid(context: AdapterContext, state: AdapterState, request: OidRequest): OidReply {
  const reply = lifecycleFault(state) ?? enablementFault(state, request) ?? dispatch(context, state, request);
  return isRefusal(reply) ? { state, effects: [], answer: reply } : reply;
}

function lifecycleFault({ driver }: AdapterState): Refusal | undefined {
  if (takesRequests(driver)) return undefined;
  return driver.lifecycle === 'removed'
    ? refusal('NDIS_STATUS_NOT_ACCEPTED', 'the adapter has been removed', 'PF-REMOVE-04')
    : refusal('NDIS_STATUS_ADAPTER_NOT_READY', 'the PF miniport is not initialized', 'FSM-PFM-14');
}

/** Hardware capabilities are reported whatever the keywords say (CAP-SRIOV-13); all else needs SR-IOV (PF-OID-10). */
function enablementFault({ driver }: AdapterState, { oid }: OidRequest): Refusal | undefined {
  const always = oid.endsWith('_HARDWARE_CAPABILITIES') || REQUEST_FORMS[oid] === undefined;
  return always || driver.configuration.sriov
    ? undefined
    : notSupported(sriovOffReason(driver.configuration), 'PF-OID-10');
}

function dispatch(context: AdapterContext, state: AdapterState, request: OidRequest): OidReply | Refusal {
  const method = request.method ?? usualMethod(request.oid) ?? 'query';
  const handler = context.parts.requests[`${request.oid}:${method}`];
  if (handler === undefined) return unknownRequest(request.oid, method);
  const fault = lengthFault(request);
  return fault ?? handler({ context, state, request, members: request.members });
}

function unknownRequest(oid: OidName, method: string): Refusal {
  const usual = usualMethod(oid);
  if (usual !== undefined && usual !== method && formOf(oid, usual)?.answeredBy === 'pf-miniport')
    return notSupported(`${oid} is no ${method} request`, 'OID-ROUTE-03');
  return notSupported(`${oid} is not for this miniport`, 'OID-ROUTE-02');
}

/** Too short for the structure, or for what stands behind it (VF-ALLOC-25 and its kin). */
function lengthFault({ oid, method, members, bufferLength }: OidRequest): Refusal | undefined {
  const structure = formOf(oid, method)?.structure;
  if (structure === undefined || bufferLength === undefined) return undefined;
  const needed = bytesNeeded(structure, members);
  return bufferLength >= needed
    ? undefined
    : {
        ...refusal(
          'NDIS_STATUS_INVALID_LENGTH',
          `${bufferLength} bytes are too few; ${structure.name} needs ${needed}`,
        ),
        bytesNeeded: needed,
      };
}
