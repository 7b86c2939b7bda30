import type { FunctionId } from '../terms/function-id';
import type { AdapterContext } from './adapter-context';
import type { AdapterState } from './adapter-state';
import type { ReceiveMode } from './device';
import { functionOf } from './function-events';
import type { FunctionRegisters, FunctionState } from './function/function-state';
import type { ForwardingGates } from './nic-switch/forwarding';
import { movesPackets } from './pf-driver/driver-state';

/** What the NIC switch asks about the world around it, for the frames of one request. */
export const forwardingGates = (context: AdapterContext, state: AdapterState): ForwardingGates => ({
  linkUp: state.linkUp,
  receiveMode: (id) => receiveModeIn(context, state, id),
  maxFrameSize: (id) => (id.kind === 'pf' ? undefined : functionOf(state, id)?.registers.maxFrameSize),
});

/** Without a driver that runs, the PF asks for nothing. */
function receiveModeIn(
  { parts }: AdapterContext,
  state: AdapterState,
  id: FunctionId,
): ReceiveMode | undefined {
  if (id.kind === 'pf' && !movesPackets(state.driver)) return undefined;
  const held = functionOf(state, id);
  return held && cachedMode(held, parts.function.receiveModeOf);
}

type ReadMode = (state: FunctionState) => ReceiveMode;
const modes = new WeakMap<FunctionRegisters, { readonly by: ReadMode; readonly mode: ReceiveMode }>();

/** Registers are immutable, so their meaning is worked out once; a broadcast asks every VF. */
function cachedMode(held: FunctionState, read: ReadMode): ReceiveMode {
  const known = modes.get(held.registers);
  if (known?.by === read) return known.mode;
  const mode = read(held);
  modes.set(held.registers, { by: read, mode });
  return mode;
}
