import { PF, vfFunction, type VfId } from '../terms/function-id';
import { NDIS_DEFAULT_RECEIVE_QUEUE_ID, type VPortId } from '../terms/switch-ids';
import type { Frame } from '../wire/frame';
import type { DropReason, Hop, OutOfBand } from '../wire/trace';
import type { AdapterContext } from './adapter-context';
import { usableSwitch, type AdapterState } from './adapter-state';
import { withEffects, type Step } from './adapter-step';
import type { DeviceEffect } from './device';
import { performEvents, withFunctionState } from './function-events';
import { countDropped, countReceived } from './function/statistics';
import { busMasterEnabled } from './pcie/power';
import { movesPackets } from './pf-driver/driver-state';

/** A copy of a frame at the door of a function. */
export interface Copy {
  readonly token: string;
  readonly vport: VPortId;
  readonly frame: Frame;
  readonly outOfBand: OutOfBand;
  /** Up to and including the NIC switch. */
  readonly hops: readonly Hop[];
}

export const droppedEffect = (
  token: string,
  hops: readonly Hop[],
  reason: DropReason,
  rule?: string,
): DeviceEffect => ({ kind: 'dropped', token, hops, reason, ...(rule !== undefined && { rule }) });

/** Into the VF's next posted buffer, by the VF's own Routing ID (ISO-LAW-03). */
export function deliverToVf(context: AdapterContext, state: AdapterState, vf: VfId, copy: Copy): Step {
  const id = vfFunction(vf);
  const hops: Hop[] = [...copy.hops, { kind: 'function', function: id }];
  const held = state.vfs.get(vf);
  if (held === undefined) return withEffects(state, droppedEffect(copy.token, hops, 'function-absent'));
  const gates = {
    busMasterEnable: busMasterEnabled(state.pcie, id),
    ...queuePairsOf(state, copy.vport),
  };
  const result = context.parts.function.deliver(held, copy.frame, gates);
  const next = withFunctionState(state, id, result.state);
  if (result.kind === 'dropped') return withEffects(next, droppedEffect(copy.token, hops, result.reason));
  const { token, vport, frame, outOfBand } = copy;
  return performEvents(context, next, id, result.events, {
    ...{ token, function: id, vport, frame, outOfBand, hops },
  });
}

/** A VF's receive queues are those that its VPort was given (VPORT-QUEUE-01). */
export function queuePairsOf(state: AdapterState, vport: VPortId): { readonly queuePairs?: number } {
  const queuePairs = usableSwitch(state)?.vports.get(vport)?.queuePairs;
  return queuePairs === undefined ? {} : { queuePairs };
}

/** Without a NIC switch there is no VPort either (PCIE-CAP-03). */
const vportHop = (state: AdapterState, vport: VPortId): readonly Hop[] =>
  usableSwitch(state) === undefined ? [] : [{ kind: 'vport', vport }];

/** With SR-IOV a packet belongs to a VPort and to nothing finer: FilterId 0, QueueId the default one (VPORT-FLOW-09). */
const NO_FILTER_OR_QUEUE = { filter: 0, queue: NDIS_DEFAULT_RECEIVE_QUEUE_ID } as const;

/**
 * The PF miniport indicates the packet with its VPort in the out-of-band data (VPORT-FLOW-01, VPORT-FLOW-03). While it is
 * paused, or powered down, nothing is indicated (PF-PAUSE-02).
 */
export function deliverToPf(state: AdapterState, copy: Copy): Step {
  const { token, vport, frame } = copy;
  const hops: Hop[] = [...copy.hops, ...vportHop(state, vport), { kind: 'function', function: PF }];
  const gate = pfGate(state);
  if (gate !== undefined)
    return withEffects(
      { ...state, pf: countDropped(state.pf) },
      droppedEffect(token, hops, gate.reason, gate.rule),
    );
  const outOfBand = { ...copy.outOfBand, vport, ...NO_FILTER_OR_QUEUE };
  const { held, next } = state.indications;
  return withEffects(
    {
      ...state,
      pf: countReceived(state.pf, frame),
      indications: { held: held.set(next, vport), next: next + 1 },
    },
    {
      kind: 'pf-indication',
      indication: next,
      received: { token, function: PF, vport, frame, outOfBand, hops },
    },
  );
}

export interface Gate {
  readonly reason: DropReason;
  readonly rule: string;
}

/** Why the PF neither sends nor receives; undefined while it does. */
export function pfGate({ driver, pf }: AdapterState): Gate | undefined {
  if (!movesPackets(driver)) return { reason: 'adapter-not-running', rule: 'FSM-PFM-15' };
  return pf.power === 'D0' ? undefined : { reason: 'not-powered', rule: 'FSM-PFM-15' };
}
