import { unreachable } from '../terms/result';
import type { AdapterProfile } from './adapter-profile';
import type { AdapterContext, AdapterParts, InjectedRefusal } from './adapter-context';
import { adapterShelves } from './adapter-shelves';
import type { AdapterState } from './adapter-state';
import { still, type Step } from './adapter-step';
import { AdapterViews } from './adapter-view';
import type { Device, DeviceOutcome, DeviceRequest, DeviceResult, DriverRequest } from './device';
import { forwardFromPf, forwardFromWire } from './forward-frame';
import { completeDma, readMemory, writeMemory } from './memory-access';
import { afterPcieEvents } from './pcie-events';
import { handleOid } from './pf-driver/handle-oid';
import { isRefusal, type Refusal } from './pf-driver/refusal';
import { changeLink } from './port-link';
import { dmaFault } from './dma-fault';
import { invalidateVfBlocks, writeVfBlock } from './pf-driver/backchannel';
import { returnIndication } from './pf-driver/return-indication';
import { poweredOnAdapter } from './powered-on';
import { referenceParts } from './reference-parts';

/**
 * An SR-IOV adapter with its PF miniport driver: PCI Express functions, NIC switch, port and driver as one pure function
 * of state and request. `parts` are its replaceable pieces, for planted faults.
 */
export function createReferenceAdapter(
  profile: AdapterProfile,
  parts: AdapterParts = referenceParts,
): Device {
  const context: AdapterContext = { profile, parts };
  const views = new AdapterViews();
  return {
    profile,
    initial: poweredOnAdapter(profile),
    apply: (state, request) => apply(context, state as AdapterState, request),
    observe: (state) => adapterShelves(state as AdapterState),
    view: (state) => views.of(state as AdapterState),
  };
}

const DONE: DeviceOutcome = { kind: 'done' };

const allOnes = (value: number): DeviceOutcome => ({ kind: 'value', value, unsupportedRequest: true });
/** What the root complex answers in the place of a device that has been removed. */
const UNANSWERED = { 1: allOnes(0xff), 2: allOnes(0xffff), 4: allOnes(0xffffffff) } as const;

const done = ({ state, effects }: Step): DeviceResult => ({ state, outcome: DONE, effects });

function apply(context: AdapterContext, state: AdapterState, request: DeviceRequest): DeviceResult {
  switch (request.kind) {
    case 'oid': {
      const { answer, ...step } = handleOid(context, state, request.request);
      return { ...step, outcome: { kind: 'answer', answer } };
    }
    case 'config-read': {
      const { routingId, offset, width } = request;
      if (!state.present) return { ...still(state), outcome: UNANSWERED[width] };
      const read = context.parts.pcie.readConfig(state.pcie, routingId, offset, width);
      return { ...still(state), outcome: { kind: 'value', ...read } };
    }
    case 'config-write':
      return done(writeConfig(context, state, request));
    case 'memory-read':
      return { ...still(state), outcome: readMemory(context, state, request.address) };
    case 'memory-write':
      return done(writeMemory(context, state, request.address, request.value));
    case 'dma-completion':
      return done(completeDma(context, state, request.tag, request.bytes));
    case 'dma-fault':
      return done(dmaFault(state, request.routingId));
    case 'pf-send':
      return done(forwardFromPf(context, state, request.vport, request.frame, request.token));
    case 'pf-return':
      return done(returnIndication(state, request.indication));
    case 'wire-frame':
      return done(forwardFromWire(context, state, request.frame, request.token));
    case 'link':
      return done(changeLink(context, state, request.up));
    case 'invalidate-blocks':
      return refusable(state, invalidateVfBlocks(context, state, request.vf, request.mask));
    case 'pf-write-block':
      return refusable(state, writeVfBlock(context, state, request.vf, request.block, request.bytes));
    case 'fail-next':
      return done(still({ ...state, failNext: [...state.failNext, request.what] }));
    case 'initialize':
    case 'halt':
    case 'pause':
    case 'restart':
    case 'shutdown':
    case 'surprise-removal':
    case 'miniport-reset':
    case 'set-pf-power':
    case 'conventional-reset':
      return refusable(state, enter(context, state, request));
    default:
      return unreachable(request);
  }
}

function enter(
  context: AdapterContext,
  state: AdapterState,
  request: DriverRequest,
): Step | Refusal | InjectedRefusal {
  const entry = context.parts.entryPoints[request.kind] as (
    context: AdapterContext,
    state: AdapterState,
    request: DriverRequest,
  ) => Step | Refusal | InjectedRefusal;
  return entry(context, state, request);
}

function writeConfig(
  context: AdapterContext,
  state: AdapterState,
  { routingId, offset, width, value }: Extract<DeviceRequest, { kind: 'config-write' }>,
): Step {
  if (!state.present) return still(state);
  const written = context.parts.pcie.writeConfig(state.pcie, routingId, offset, width, value);
  const next = written.state === state.pcie ? state : { ...state, pcie: written.state };
  return afterPcieEvents(context, next, written.events);
}

/** A refusal leaves the state as it was (ISO-LAW-16). */
function refusable(state: AdapterState, result: Step | Refusal | InjectedRefusal): DeviceResult {
  if ('refusal' in result) return refused(result.state, result.refusal);
  return isRefusal(result) ? refused(state, result) : done(result);
}

const refused = (state: AdapterState, { status, reason, rule }: Refusal): DeviceResult => ({
  ...still(state),
  outcome: { kind: 'refused', status, reason, ...(rule !== undefined && { rule }) },
});
