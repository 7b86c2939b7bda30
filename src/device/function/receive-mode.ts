import { isGroupAddress, macFromBytes, type MacAddress } from '../../terms/mac-address';
import type { ReceiveMode } from '../device';
import type { FunctionRegisters, FunctionState } from './function-state';
import {
  FILTER_ALL_MULTICAST,
  FILTER_BROADCAST,
  FILTER_PROMISCUOUS,
  MULTICAST_ENTRIES,
  MULTICAST_USED,
} from './registers';

const modes = new WeakMap<FunctionRegisters, ReceiveMode>();

/**
 * What the driver asked for, for the NIC switch. An entry that names no group address joins nothing. Worked out once for
 * registers that stay the same, as they do while frames pass.
 */
export function receiveModeOf({ registers }: FunctionState): ReceiveMode {
  const known = modes.get(registers);
  if (known !== undefined) return known;
  const { packetFilter } = registers;
  const mode = {
    broadcast: (packetFilter & FILTER_BROADCAST) !== 0,
    allMulticast: (packetFilter & FILTER_ALL_MULTICAST) !== 0,
    promiscuous: (packetFilter & FILTER_PROMISCUOUS) !== 0,
    groups: groupsOf(registers),
  };
  modes.set(registers, mode);
  return mode;
}

function groupsOf({ multicast }: FunctionRegisters): readonly MacAddress[] {
  const groups = new Set<MacAddress>();
  for (let entry = 0; entry < MULTICAST_ENTRIES; entry++) {
    const low = multicast[2 * entry] ?? 0;
    const high = multicast[2 * entry + 1] ?? 0;
    if ((high & MULTICAST_USED) === 0) continue;
    const mac = macFromBytes(octets(low, high));
    if (isGroupAddress(mac)) groups.add(mac);
  }
  return [...groups].sort();
}

const octets = (low: number, high: number): Uint8Array =>
  Uint8Array.of(low, low >>> 8, low >>> 16, low >>> 24, high, high >>> 8);
