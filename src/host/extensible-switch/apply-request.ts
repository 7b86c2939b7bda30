import { unreachable } from '../../terms/result';
import type { ExtensibleSwitch } from './extensible-switch';
import { connectNic, createNic, deleteNic, disconnectNic, updateNic } from './nic-requests';
import { createPort, deletePort, tearDownPort, updatePort } from './port-requests';
import { deletePortProperty, setPortProperty } from './property-requests';
import { refusal, refused, type SwitchResult } from './switch-outcome';
import type { SwitchRequest } from './switch-request';

export type SwitchIssuer =
  { readonly kind: 'switch' } | { readonly kind: 'extension'; readonly extension: string };

/**
 * One request through the extension stack. What the switch itself would never issue in this state is refused and reaches
 * no extension; what it may issue visits the extensions, some of which may refuse it (XSW-CTRL-02).
 */
export function applyRequest(
  sw: ExtensibleSwitch,
  request: SwitchRequest,
  issuer: SwitchIssuer = { kind: 'switch' },
): SwitchResult {
  if (issuer.kind === 'extension') return originatedByExtension(sw, request, issuer.extension);
  switch (request.oid) {
    case 'OID_SWITCH_PORT_CREATE':
      return createPort(sw, request.port);
    case 'OID_SWITCH_PORT_UPDATED':
      return updatePort(sw, request.portId, request.friendlyName);
    case 'OID_SWITCH_PORT_TEARDOWN':
      return tearDownPort(sw, request.portId);
    case 'OID_SWITCH_PORT_DELETE':
      return deletePort(sw, request.portId);
    case 'OID_SWITCH_PORT_PROPERTY_ADD':
    case 'OID_SWITCH_PORT_PROPERTY_UPDATE':
      return setPortProperty(sw, request.oid, request.portId, request.policy);
    case 'OID_SWITCH_PORT_PROPERTY_DELETE':
      return deletePortProperty(sw, request.portId, request.property);
    case 'OID_SWITCH_NIC_CREATE':
      return createNic(sw, request.nic);
    case 'OID_SWITCH_NIC_CONNECT':
      return connectNic(sw, request.portId, request.nicIndex);
    case 'OID_SWITCH_NIC_UPDATED':
      return updateNic(sw, request.portId, request.nicIndex, request.change);
    case 'OID_SWITCH_NIC_DISCONNECT':
      return disconnectNic(sw, request.portId, request.nicIndex);
    case 'OID_SWITCH_NIC_DELETE':
      return deleteNic(sw, request.portId, request.nicIndex);
    default:
      return unreachable(request);
  }
}

/** Extensions originate none of these (XSW-PORT-22, XSW-NIC-27, XSW-POLICY-05). */
function originatedByExtension(
  sw: ExtensibleSwitch,
  request: SwitchRequest,
  extension: string,
): SwitchResult {
  const rule = request.oid.includes('PROPERTY')
    ? 'XSW-POLICY-05'
    : request.oid.includes('NIC')
      ? 'XSW-NIC-27'
      : 'XSW-PORT-22';
  const reason = `${request.oid} is issued by the switch, never by an extension`;
  return refused(sw, refusal(rule, reason), [{ kind: 'violation', extension, rule, reason }]);
}
