import { vportId, type VPortId } from '../../../terms/switch-ids';
import type { FunctionId } from '../../../terms/function-id';
import { functionOf, withFunctionState } from '../../function-events';
import { cancelTransmits } from '../../function/transmit';
import type { OidReply } from '../../adapter-context';
import type { AdapterState } from '../../adapter-state';
import { succeeded, withMembers } from '../oid-reply';
import { freed } from '../shared-memory';
import { fromSwitch } from '../switch-answer';
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
  const attached = nicSwitch.value.vports.get(vport)?.function;
  if (attached === undefined) throw new Error(`cannot happen: VPort ${vport} was deleted but not there`);
  if (!hasHeldPackets(state, vport))
    return succeeded(
      { ...withoutTransmits(state, attached), nicSwitch: deleted.value },
      {},
      freed(vport, attached),
    );
  return pended({ ...state, nicSwitch: deleted.value, pending: [...state.pending, { vport, request }] });
});

/** What a VF has begun to send by its VPort does not leave by the next one (VPORT-DELETE-13). */
function withoutTransmits(state: AdapterState, attached: FunctionId): AdapterState {
  const held = functionOf(state, attached);
  return attached.kind === 'pf' || held === undefined
    ? state
    : withFunctionState(state, attached, cancelTransmits(held));
}

export const hasHeldPackets = ({ indications }: AdapterState, vport: VPortId): boolean =>
  indications.held.count > 0 && [...indications.held.values()].includes(vport);

const pended = (state: AdapterState): OidReply => ({
  state,
  effects: [],
  answer: refusal('NDIS_STATUS_PENDING', 'indicated packets have not been returned', 'VPORT-DELETE-10'),
});
