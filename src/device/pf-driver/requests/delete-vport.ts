import { vportId, type VPortId } from '../../../terms/switch-ids';
import type { OidReply } from '../../adapter-context';
import type { AdapterState } from '../../adapter-state';
import { withMembers } from '../oid-reply';
import { fromSwitch, switchReply } from '../switch-answer';
import { refusal } from '../refusal';
import { NIC_SWITCH_DELETE_VPORT_PARAMETERS } from '../structures/vport';
import { createdSwitch } from '../vf-checks';

/**
 * The VPort leaves the switch at once, so nothing more is indicated from it (VPORT-DELETE-11). The request is complete
 * when every packet indicated from it has come back (VPORT-DELETE-10); until then it is pending.
 */
export const deleteVPort = withMembers(NIC_SWITCH_DELETE_VPORT_PARAMETERS, (exchange, { VPortId }) => {
  const { context, state, request } = exchange;
  const nicSwitch = createdSwitch(state, 'VPORT-DELETE-04');
  if (!nicSwitch.ok) return nicSwitch.error;
  const vport = vportId(VPortId);
  const deleted = context.parts.nicSwitch.deleteVPort(nicSwitch.value, vport);
  if (!deleted.ok) return fromSwitch(deleted.error);
  if (!hasHeldPackets(state, vport)) return switchReply(state, deleted);
  return pended({ ...state, nicSwitch: deleted.value, pending: [...state.pending, { vport, request }] });
});

export const hasHeldPackets = ({ indications }: AdapterState, vport: VPortId): boolean =>
  indications.held.count > 0 && [...indications.held.values()].includes(vport);

const pended = (state: AdapterState): OidReply => ({
  state,
  effects: [],
  answer: refusal('NDIS_STATUS_PENDING', 'indicated packets have not been returned', 'VPORT-DELETE-10'),
});
