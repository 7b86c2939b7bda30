import type { FunctionId } from '../terms/function-id';
import { tokenOf } from '../wire/well-known-frames';
import type { AdapterContext } from './adapter-context';
import { usableSwitch, type AdapterState } from './adapter-state';
import { andThen, still, withEffects, type Step } from './adapter-step';
import type { AdapterProfile, BarProfile } from './adapter-profile';
import type { DeviceOutcome } from './device';
import { droppedEffect, queuePairsOf } from './deliver-frame';
import { forwardFromPf, forwardFromVf } from './forward-frame';
import { functionOf, messageEffect, performEvents, withFunctionState } from './function-events';
import { functionOfTag } from './function/dma-tag';
import type { FunctionGates } from './function/function-event';
import { REGISTER_FILE_SIZE } from './function/registers';
import { msixOffset } from './pcie/msix';
import type { BarHit } from './pcie/bars';
import { busMasterEnabled } from './pcie/power';
import { vportOfVf } from './nic-switch-lookup';

const ALL_ONES = 0xffffffff;

/** The BAR with the register file: the lowest memory BAR of the function. */
export const registerBar = (profile: AdapterProfile, id: FunctionId): number | undefined =>
  barsOf(profile, id).find((bar) => bar.kind !== 'io')?.index;

const barsOf = (profile: AdapterProfile, id: FunctionId): readonly BarProfile[] =>
  id.kind === 'pf' ? profile.pfBars : profile.sriov.vfBars;

const isRegister = ({ profile }: AdapterContext, { function: id, bar, offset }: BarHit): boolean =>
  bar === registerBar(profile, id) && offset < REGISTER_FILE_SIZE;

/** What no function claims reads all ones (PCIE-VFBAR-07). */
export function readMemory(context: AdapterContext, state: AdapterState, address: number): DeviceOutcome {
  const hit = context.parts.pcie.decode(state.pcie, address);
  if (hit === undefined) return { kind: 'value', value: ALL_ONES, unsupportedRequest: true };
  return { kind: 'value', value: valueAt(context, state, hit), unsupportedRequest: false };
}

function valueAt(context: AdapterContext, state: AdapterState, hit: BarHit): number {
  const msix = msixOffset(state.pcie, hit);
  if (msix !== undefined) return context.parts.pcie.readMsix(state.pcie, hit.function, msix);
  const held = functionOf(state, hit.function);
  return held !== undefined && isRegister(context, hit)
    ? context.parts.function.readRegister(held, hit.offset)
    : 0;
}

/** The slice that the address lies in decides whose registers are written, and nothing else does (PCIE-VFBAR-04). */
export function writeMemory(
  context: AdapterContext,
  state: AdapterState,
  address: number,
  value: number,
): Step {
  const hit = context.parts.pcie.decode(state.pcie, address);
  if (hit === undefined) return still(state);
  const msix = msixOffset(state.pcie, hit);
  if (msix !== undefined) return writeMsixTable(context, state, hit.function, msix, value);
  const held = functionOf(state, hit.function);
  if (held === undefined || !isRegister(context, hit)) return still(state);
  const gates = gatesOf(state, hit.function);
  const step = context.parts.function.writeRegister(held, hit.offset, value, gates);
  const written = withFunctionState(state, hit.function, step.state);
  return performEvents(context, written, hit.function, step.events);
}

function writeMsixTable(
  context: AdapterContext,
  state: AdapterState,
  id: FunctionId,
  offset: number,
  value: number,
): Step {
  const change = context.parts.pcie.writeMsix(state.pcie, id, offset, value);
  const next = change.state === state.pcie ? state : { ...state, pcie: change.state };
  return withEffects(next, ...change.messages.map((message) => messageEffect(context, next, message)));
}

function gatesOf(state: AdapterState, id: FunctionId): FunctionGates {
  const busMasterEnable = busMasterEnabled(state.pcie, id);
  const nicSwitch = usableSwitch(state);
  const vport = id.kind === 'vf' && nicSwitch !== undefined ? vportOfVf(nicSwitch, id.vf) : undefined;
  return vport === undefined ? { busMasterEnable } : { busMasterEnable, ...queuePairsOf(state, vport) };
}

/** A transmit slot that was fetched from memory, or that the IOMMU kept from being fetched. */
export function completeDma(
  context: AdapterContext,
  state: AdapterState,
  tag: number,
  bytes: Uint8Array | undefined,
): Step {
  const id = functionOfTag(tag);
  const held = functionOf(state, id);
  if (held === undefined) return still(state);
  const { outcome, ...step } = context.parts.function.completeTransmit(held, tag, bytes);
  const done = withFunctionState(state, id, step.state);
  const interrupted = performEvents(context, done, id, step.events);
  return andThen(interrupted, (current) => {
    if (outcome.kind === 'unknown-tag') return still(current);
    if (outcome.kind === 'dropped')
      return withEffects(current, droppedEffect('', [{ kind: 'function', function: id }], outcome.reason));
    const token = tokenOf(outcome.frame) ?? '';
    return id.kind === 'vf'
      ? forwardFromVf(context, current, id.vf, outcome.frame, token)
      : forwardFromPf(context, current, 0, outcome.frame, token);
  });
}
