import { BROADCAST } from '../../terms/mac-address';
import type { Frame } from '../../wire/frame';
import type { ReceiveMode } from '../device';
import type { ForwardingGates } from './forwarding';
import type { ForwardingPort } from './forwarding-port';
import type { ForwardingTable } from './forwarding-table';

/**
 * VPorts that get a copy of a broadcast or multicast frame: activated, of the frame's VLAN, not its sender (ruling 3). A
 * nondefault VPort gets broadcast if its driver asked for it, and the groups that its driver joined, compared address by
 * address (ruling 4). The default VPort gets all: who above it wants them is the extensible switch's decision.
 */
export function replicate(
  table: ForwardingTable,
  sender: ForwardingPort | undefined,
  frame: Frame,
  gates: ForwardingGates,
): readonly ForwardingPort[] {
  const vlan = frame.tag === undefined ? 0 : frame.tag.vlan;
  return table
    .membersOf(vlan)
    .filter((port) => port !== sender && port.isActive() && (port.isDefault || asksFor(port, frame, gates)));
}

function asksFor(port: ForwardingPort, frame: Frame, gates: ForwardingGates): boolean {
  const mode = port.vport === undefined ? undefined : gates.receiveMode(port.vport.function);
  return mode !== undefined && accepts(mode, frame);
}

const accepts = (mode: ReceiveMode, { destination }: Frame): boolean =>
  destination === BROADCAST ? mode.broadcast : mode.allMulticast || mode.groups.includes(destination);
