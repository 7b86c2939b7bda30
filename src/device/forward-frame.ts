import { PF, vfFunction, type VfId } from '../terms/function-id';
import { NDIS_DEFAULT_VPORT_ID } from '../terms/switch-ids';
import type { Frame } from '../wire/frame';
import type { Hop } from '../wire/trace';
import type { AdapterContext } from './adapter-context';
import { usableSwitch, type AdapterState } from './adapter-state';
import { andThen, forEach, withEffects, type Step } from './adapter-step';
import { deliverToPf, deliverToVf, droppedEffect, pfGate } from './deliver-frame';
import { forwardingGates } from './forwarding-gates';
import { functionOf, withFunctionState } from './function-events';
import { countDropped, countSent } from './function/statistics';
import { forward } from './nic-switch/forward';
import {
  vportDoor,
  WIRE_DOOR,
  type SwitchDelivery,
  type SwitchDoor,
  type SwitchDrop,
} from './nic-switch/forwarding';
import type { NicSwitch } from './nic-switch/nic-switch';
import { vportOfSend } from './nic-switch/vport-of-send';
import { vportOfVf } from './nic-switch-lookup';

const NIC_SWITCH: Hop = { kind: 'nic-switch' };
const PHYSICAL_PORT: Hop = { kind: 'physical-port' };
const PF_HOP: Hop = { kind: 'function', function: PF };

/** Enters the switch from the VF's one VPort, whatever the frame says (VPORT-FLOW-07, VPORT-FLOW-08). */
export function forwardFromVf(
  context: AdapterContext,
  state: AdapterState,
  vf: VfId,
  frame: Frame,
  token: string,
): Step {
  const hops: Hop[] = [{ kind: 'function', function: vfFunction(vf) }];
  const nicSwitch = usableSwitch(state);
  const vport = nicSwitch && vportOfVf(nicSwitch, vf);
  if (nicSwitch === undefined || vport === undefined)
    return withEffects(state, droppedEffect(token, hops, 'not-connected', 'VF-ALLOC-21'));
  return through(context, state, nicSwitch, vportDoor(vport), frame, token, [...hops, NIC_SWITCH]);
}

/** By the VPort in the packet's out-of-band data; an invalid one stands for the default VPort (VPORT-FLOW-05, -06). */
export function forwardFromPf(
  context: AdapterContext,
  state: AdapterState,
  marked: number,
  frame: Frame,
  token: string,
): Step {
  const nicSwitch = usableSwitch(state);
  const vport = nicSwitch === undefined ? NDIS_DEFAULT_VPORT_ID : vportOfSend(nicSwitch, marked);
  const hops: Hop[] = [PF_HOP, { kind: 'vport', vport }];
  const gate = pfGate(state);
  if (gate !== undefined)
    return withEffects(
      { ...state, pf: countDropped(state.pf) },
      droppedEffect(token, hops, gate.reason, gate.rule),
    );
  const sent = { ...state, pf: countSent(state.pf, frame) };
  if (nicSwitch === undefined) return straightOut(sent, frame, token);
  return through(context, sent, nicSwitch, vportDoor(vport), frame, token, [...hops, NIC_SWITCH]);
}

/** Without a NIC switch the adapter is an ordinary one (PCIE-CAP-03). */
function straightOut(state: AdapterState, frame: Frame, token: string): Step {
  const hops = [PF_HOP, PHYSICAL_PORT];
  return withEffects(
    state,
    state.linkUp
      ? { kind: 'wire-frame', frame, token, hops }
      : droppedEffect(token, hops, 'link-down', 'ruling 11'),
  );
}

export function forwardFromWire(
  context: AdapterContext,
  state: AdapterState,
  frame: Frame,
  token: string,
): Step {
  const nicSwitch = usableSwitch(state);
  if (nicSwitch !== undefined)
    return through(context, state, nicSwitch, WIRE_DOOR, frame, token, [PHYSICAL_PORT, NIC_SWITCH]);
  const hops = [PHYSICAL_PORT];
  if (!state.linkUp) return withEffects(state, droppedEffect(token, hops, 'link-down', 'ruling 11'));
  return deliverToPf(state, { token, frame, hops, vport: NDIS_DEFAULT_VPORT_ID, outOfBand: {} });
}

function through(
  context: AdapterContext,
  state: AdapterState,
  nicSwitch: NicSwitch,
  door: SwitchDoor,
  frame: Frame,
  token: string,
  hops: readonly Hop[],
): Step {
  const gates = forwardingGates(context, state);
  const forwarded = forward(nicSwitch, door, frame, gates, context.parts.forwarding);
  const { deliveries, egress, drops } = forwarded.result;
  const counted = { ...state, nicSwitch: forwarded.nicSwitch };
  const delivered = forEach(counted, deliveries, (current, delivery) =>
    handOver(context, current, delivery, token, hops),
  );
  const left = andThen(delivered, (current) =>
    egress === undefined
      ? { state: current, effects: [] }
      : withEffects(current, {
          ...{ kind: 'wire-frame', frame: egress, token, hops: [...hops, PHYSICAL_PORT] },
        }),
  );
  return andThen(left, (current) => forEach(current, drops, (each, drop) => dropAt(each, drop, token, hops)));
}

function handOver(
  context: AdapterContext,
  state: AdapterState,
  delivery: SwitchDelivery,
  token: string,
  hops: readonly Hop[],
): Step {
  const { vport, frame, outOfBand, function: id } = delivery;
  const copy = { token, vport, frame, outOfBand, hops };
  return id.kind === 'pf' ? deliverToPf(state, copy) : deliverToVf(context, state, id.vf, copy);
}

/** Counted at the function whose door it is, and nowhere else (ruling 7). */
function dropAt(
  state: AdapterState,
  { at, reason, rule }: SwitchDrop,
  token: string,
  hops: readonly Hop[],
): Step {
  const id = at.kind === 'vport' ? usableSwitch(state)?.vports.get(at.vport)?.function : undefined;
  const held = id && functionOf(state, id);
  const next =
    id === undefined || held === undefined ? state : withFunctionState(state, id, countDropped(held));
  return withEffects(next, droppedEffect(token, hops, reason, rule));
}
