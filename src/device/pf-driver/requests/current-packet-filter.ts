import { FILTER_ALL_MULTICAST, FILTER_BROADCAST, FILTER_PROMISCUOUS } from '../../function/registers';
import { succeeded } from '../oid-reply';
import { invalidParameter } from '../refusal';
import type { RequestHandler } from '../../adapter-context';

/** NDIS_PACKET_TYPE_*, and the packet filter bits of the PF's registers that they stand for. */
const TYPES = [
  [0x04, FILTER_ALL_MULTICAST],
  [0x08, FILTER_BROADCAST],
  [0x20, FILTER_PROMISCUOUS],
] as const;

/** Of the management OS's own adapter: the default VPort may be promiscuous (ruling 10). */
export const setCurrentPacketFilter: RequestHandler = ({ state, members }) => {
  const { PacketFilter } = members;
  if (typeof PacketFilter !== 'number')
    return invalidParameter('PacketFilter must be a number of NDIS_PACKET_TYPE_* bits');
  const packetFilter = TYPES.reduce(
    (bits, [type, bit]) => ((PacketFilter & type) === 0 ? bits : bits | bit),
    0,
  );
  const { pf } = state;
  return succeeded({ ...state, pf: { ...pf, registers: { ...pf.registers, packetFilter } } });
};

export const queryCurrentPacketFilter: RequestHandler = ({ state }) => {
  const { packetFilter } = state.pf.registers;
  const directed = 0x01;
  return succeeded(state, {
    PacketFilter: TYPES.reduce(
      (types, [type, bit]) => ((packetFilter & bit) === 0 ? types : types | type),
      directed,
    ),
  });
};
