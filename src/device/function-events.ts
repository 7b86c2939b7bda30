import type { FunctionId } from '../terms/function-id';
import type { AdapterContext } from './adapter-context';
import type { AdapterState } from './adapter-state';
import { forEach, still, withEffects, type Step } from './adapter-step';
import type { DeviceEffect, Received } from './device';
import type { FunctionEvent } from './function/function-event';
import type { FunctionState } from './function/function-state';
import { setTransactionsPending } from './pcie/error-log';
import type { Message } from './pcie/pcie-event';

/** The data path registers of a function; undefined for a VF that does not exist. */
export const functionOf = (state: AdapterState, id: FunctionId): FunctionState | undefined =>
  id.kind === 'pf' ? state.pf : state.vfs.get(id.vf);

export function withFunctionState(state: AdapterState, id: FunctionId, next: FunctionState): AdapterState {
  if (functionOf(state, id) === next) return state;
  if (id.kind === 'pf') return { ...state, pf: next };
  const waits = isWaiting(next);
  const vfs = state.vfs.set(id.vf, next);
  const was = state.vfs.get(id.vf);
  return was !== undefined && isWaiting(was) === waits
    ? { ...state, vfs }
    : { ...state, vfs, pcie: setTransactionsPending(state.pcie, id, waits) };
}

/** Reads that were asked for and have not come (PCIE-VFCFG-13). */
const isWaiting = ({ queuePairs }: FunctionState): boolean =>
  queuePairs.some(({ transmit }) => transmit.inFlight.length > 0);

/** What a function did to the world, with its own Routing ID on every transaction (RID-ALLOC-09). */
export const performEvents = (
  context: AdapterContext,
  state: AdapterState,
  id: FunctionId,
  events: readonly FunctionEvent[],
  received?: Received,
): Step =>
  events.length === 0
    ? still(state)
    : forEach(state, events, (current, event) => perform(context, current, id, event, received));

function perform(
  context: AdapterContext,
  state: AdapterState,
  id: FunctionId,
  event: FunctionEvent,
  received: Received | undefined,
): Step {
  switch (event.kind) {
    case 'dma-read': {
      const { address, length, tag } = event;
      const routingId = context.parts.pcie.routingIdOf(state.pcie, id);
      return withEffects(state, { kind: 'dma-read', routingId, address, length, tag });
    }
    case 'dma-write': {
      const { address, bytes } = event;
      const routingId = context.parts.pcie.routingIdOf(state.pcie, id);
      const write = { kind: 'dma-write', routingId, address, bytes } as const;
      return withEffects(state, received === undefined ? write : { ...write, received });
    }
    case 'interrupt':
      return interrupt(context, state, id, event.vector);
    case 'transmit-refused':
      return { state, effects: new Array<DeviceEffect>(event.frames).fill(refusedFrame(id, event)) };
  }
}

/** Frames that the function never fetched: nobody knows their tokens. */
const refusedFrame = (
  id: FunctionId,
  { reason }: Extract<FunctionEvent, { kind: 'transmit-refused' }>,
): DeviceEffect => ({
  kind: 'dropped',
  token: '',
  hops: [{ kind: 'function', function: id }],
  reason,
  rule: 'PCIE-VFCFG-04',
});

/** By the function's own MSI-X table, mask and Bus Master Enable; held back it waits as pending (PCIE-VFCFG-04). */
function interrupt(context: AdapterContext, state: AdapterState, id: FunctionId, vector: number): Step {
  const raised = context.parts.pcie.raiseVector(state.pcie, id, vector);
  const next = raised.state === state.pcie ? state : { ...state, pcie: raised.state };
  return raised.message === undefined
    ? still(next)
    : withEffects(next, messageEffect(context, next, raised.message));
}

export const messageEffect = (
  { parts }: AdapterContext,
  state: AdapterState,
  { function: id, vector, address, data }: Message,
): DeviceEffect => ({
  kind: 'interrupt',
  routingId: parts.pcie.routingIdOf(state.pcie, id),
  vector,
  address,
  data,
});
