import { PF, vfFunction, type FunctionId } from '../../terms/function-id';
import type { RoutingId } from '../../terms/routing-id';
import { CONFIG_SIZE } from './config-layout';
import { lanesOf, readField, writeDword } from './config-space';
import { releasePending } from './msix';
import { violation, type PcieEvent } from './pcie-event';
import { functionState, vfIds, withFunction, type FunctionState, type PcieState } from './pcie-state';
import { busMasterBit, powerOf } from './power';
import { functionLevelReset } from './resets';
import { functionAt } from './routing';
import { isSriovWrite, writeSriov, type Changed, type DwordWrite } from './sriov-write';
import { DEVICE_CONTROL, INITIATE_FLR, POWER_CONTROL } from './standard-capabilities';

export type Width = 1 | 2 | 4;

export interface ConfigRead {
  readonly value: number;
  /** Nothing answered; the value is all ones, as the root complex makes it. */
  readonly unsupportedRequest: boolean;
}

export interface ConfigWrite extends Changed {
  readonly unsupportedRequest: boolean;
}

const isAccess = (offset: number, width: Width): boolean =>
  Number.isInteger(offset) && offset >= 0 && offset + width <= CONFIG_SIZE && offset % width === 0;

const allOnes = (width: Width): number => 2 ** (width * 8) - 1;

/** An absent function, a misaligned offset and one outside the 4 KiB are Unsupported Requests. */
export function readConfig(state: PcieState, rid: RoutingId, offset: number, width: Width): ConfigRead {
  const id = functionAt(state, rid);
  const target = id === undefined ? undefined : functionState(state, id);
  return target === undefined || !isAccess(offset, width)
    ? { value: allOnes(width), unsupportedRequest: true }
    : { value: readField(target.config, offset, width), unsupportedRequest: false };
}

/** As `readConfig`; an Unsupported Request changes nothing. */
export function writeConfig(
  state: PcieState,
  rid: RoutingId,
  offset: number,
  width: Width,
  value: number,
): ConfigWrite {
  const id = functionAt(state, rid);
  if (id === undefined || !isAccess(offset, width)) {
    return { state, events: [], unsupportedRequest: true };
  }
  const write = {
    index: offset >> 2,
    value: value << ((offset & 3) * 8),
    lanes: lanesOf(offset, width),
  };
  return { ...perform(state, id, write), unsupportedRequest: false };
}

function perform(state: PcieState, id: FunctionId, write: DwordWrite): Changed {
  if (id.kind === 'pf' && isSriovWrite(state, write)) return writeSriov(state, write);
  if (initiatesFlr(write)) return reset(state, id);
  const was = functionState(state, id)!;
  const config = writeDword(was.config, write.index, write.value, write.lanes);
  const is = config === was.config ? was : { ...was, config };
  const next = withFunction(state, id, is);
  const released = release(next, id, write);
  return { state: released.state, events: [...visibleChanges(next, id, was, is), ...released.events] };
}

const initiatesFlr = ({ index, value, lanes }: DwordWrite): boolean =>
  index === DEVICE_CONTROL >> 2 && (value & lanes & INITIATE_FLR) !== 0;

/** The register resets its own function, never another: there is no way to name one (PCIE-FLR-14). */
function reset(state: PcieState, id: FunctionId): Changed {
  const next = functionLevelReset(state, id);
  const gone = id.kind === 'pf' && state.vfs.count > 0;
  return {
    state: next,
    events: [{ kind: 'flr', function: id }, ...(gone ? [{ kind: 'vfs-disabled' } as const] : [])],
  };
}

function visibleChanges(
  state: PcieState,
  id: FunctionId,
  was: FunctionState,
  is: FunctionState,
): PcieEvent[] {
  const events: PcieEvent[] = [];
  const enabled = busMasterBit(is);
  if (enabled !== busMasterBit(was)) events.push({ kind: 'bus-master', function: id, enabled });
  if (id.kind === 'vf' || powerOf(is) === powerOf(was)) return events;
  events.push({ kind: 'power', function: id, state: powerOf(is) });
  if (powerOf(is) === 'D3' && state.vfs.count > 0) {
    events.push(violation('PCIE-VFCFG-14', `the PF goes to D3hot with ${state.vfs.count} VFs enabled`));
  }
  return events;
}

/** A mask, Bus Master Enable or the power state may have let pending interrupts go; the PF's power is also its VFs'. */
function release(state: PcieState, id: FunctionId, write: DwordWrite): Changed {
  const powers = id.kind === 'pf' && write.index === POWER_CONTROL >> 2;
  const affected = powers ? [PF, ...vfIds(state).map(vfFunction)] : [id];
  const events: PcieEvent[] = [];
  let next = state;
  for (const one of affected) {
    const change = releasePending(next, one);
    next = change.state;
    for (const message of change.messages) events.push({ kind: 'message', ...message });
  }
  return { state: next, events };
}
