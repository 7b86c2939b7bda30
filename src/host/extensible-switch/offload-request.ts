import type { Json } from '../../terms/json';
import type { NdisStatus } from '../../terms/ndis-status';
import { portOfType, type ExtensibleSwitch } from './extensible-switch';
import { refusal, refused, SUCCESS, type SwitchResult } from './switch-outcome';
import type { SwitchEvent } from './switch-event';
import { NDIS_SWITCH_DEFAULT_PORT_ID, type SwitchPortId } from './switch-port';
import { throughStack } from './veto';

/** Hardware offload requests that the extensions see on their way to the physical adapter (XSW-CTRL-10, EXT-VETO-01). */
export const WRAPPED_OIDS: readonly string[] = [
  'OID_NIC_SWITCH_ALLOCATE_VF',
  'OID_NIC_SWITCH_CREATE_VPORT',
  'OID_NIC_SWITCH_DELETE_VPORT',
  'OID_NIC_SWITCH_FREE_VF',
  'OID_RECEIVE_FILTER_SET_FILTER',
  'OID_RECEIVE_FILTER_CLEAR_FILTER',
  'OID_RECEIVE_FILTER_MOVE_FILTER',
];

/**
 * A request on its way from the stack to the physical adapter, wrapped in OID_SWITCH_NIC_REQUEST: destination is the
 * external port, source the port that it is for (XSW-CTRL-06, 07). The stack sends it on only after success. The switch
 * never changes by it.
 * @param forPort absent: for no partition.
 */
export function offerOffloadRequest(
  sw: ExtensibleSwitch,
  oid: string,
  forPort: SwitchPortId = NDIS_SWITCH_DEFAULT_PORT_ID,
): SwitchResult {
  const external = portOfType(sw, 'external');
  if (external === undefined)
    return refused(sw, refusal('XSW-IOV-01', `"${sw.settings.name}" has no external port`));
  const { seenBy, violations, refusal: veto } = throughStack(sw, oid);
  const status: NdisStatus = veto?.status ?? 'NDIS_STATUS_SUCCESS';
  const details: Readonly<Record<string, Json>> = {
    Oid: oid,
    DestinationPortId: external.portId,
    DestinationNicIndex: 1,
    SourcePortId: forPort,
    SourceNicIndex: 0,
  };
  const wrapped: SwitchEvent = { kind: 'oid', oid: 'OID_SWITCH_NIC_REQUEST', seenBy, status, details };
  return { switch: sw, outcome: veto ?? SUCCESS, events: [...violations, wrapped] };
}
