import type { FunctionId } from '../../terms/function-id';
import { AER } from './advanced-error-reporting';
import { readField, withField } from './config-space';
import { functionState, withFunction, type PcieState } from './pcie-state';
import { DEVICE_STATUS, TRANSACTIONS_PENDING } from './standard-capabilities';

/** Errors that a function can cause on its own account; `bit` is that of the AER status register. */
export const FUNCTION_ERRORS = {
  'poisoned TLP': { register: AER.uncorrectableStatus, bit: 12, deviceStatus: 0x2 },
  'completion timeout': { register: AER.uncorrectableStatus, bit: 14, deviceStatus: 0x2 },
  'completer abort': { register: AER.uncorrectableStatus, bit: 15, deviceStatus: 0x2 },
  'unsupported request': { register: AER.uncorrectableStatus, bit: 20, deviceStatus: 0xa },
  'advisory non-fatal': { register: AER.correctableStatus, bit: 13, deviceStatus: 0x1 },
} as const;
export type FunctionError = keyof typeof FUNCTION_ERRORS;

/** Logged in the function that caused it and in no other (PCIE-VFCFG-07, PCIE-VFCFG-13). */
export function logError(state: PcieState, id: FunctionId, error: FunctionError): PcieState {
  const { register, bit, deviceStatus } = FUNCTION_ERRORS[error];
  const at = state.blueprint.aer[id.kind] + register;
  return setBits(setBits(state, id, at, 4, 2 ** bit), id, DEVICE_STATUS, 2, deviceStatus);
}

/** Bit 5 of Device Status: the function waits for completions (PCIE-FLR-12, PCIE-VFCFG-13). */
export function setTransactionsPending(state: PcieState, id: FunctionId, pending: boolean): PcieState {
  return setBits(state, id, DEVICE_STATUS, 2, pending ? TRANSACTIONS_PENDING : 0, TRANSACTIONS_PENDING);
}

function setBits(
  state: PcieState,
  id: FunctionId,
  offset: number,
  size: 2 | 4,
  bits: number,
  clear = 0,
): PcieState {
  const target = functionState(state, id);
  if (target === undefined) return state;
  const value = (readField(target.config, offset, size) & ~clear) | bits;
  const config = withField(target.config, offset, size, value);
  return config === target.config ? state : withFunction(state, id, { ...target, config });
}
