import { PF, type FunctionId } from '../../terms/function-id';
import { writeConfig } from './config-access';
import { readField } from './config-space';
import type { PowerState } from './pcie-event';
import { functionState, type PcieState } from './pcie-state';
import { routingIdOf } from './routing';
import type { Changed } from './sriov-write';
import { BUS_MASTER_ENABLE, COMMAND, POWER_CONTROL } from './standard-capabilities';

/** What a driver or its bus driver writes, by name, on the same way as any other write. */
function writeField(state: PcieState, id: FunctionId, offset: number, clear: number, set: number): Changed {
  const target = functionState(state, id);
  if (target === undefined) return { state, events: [] };
  const value = (readField(target.config, offset, 2) & ~clear) | set;
  return writeConfig(state, routingIdOf(state, id), offset, 2, value);
}

export const setPfPower = (state: PcieState, power: PowerState): Changed =>
  writeField(state, PF, POWER_CONTROL, 3, power === 'D0' ? 0 : 3);

export const setBusMaster = (state: PcieState, id: FunctionId, enabled: boolean): Changed =>
  writeField(state, id, COMMAND, BUS_MASTER_ENABLE, enabled ? BUS_MASTER_ENABLE : 0);
