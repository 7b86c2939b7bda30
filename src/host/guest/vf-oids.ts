import { invalidParameter, notSupported, refusal } from '../../device/pf-driver/refusal';
import { sizeOf } from '../../device/pf-driver/structures/layout';
import { SRIOV_CAPS, SRIOV_VF_INVALIDATE_CONFIG_BLOCK_INFO } from '../../device/pf-driver/structures/sriov';
import { OIDS, type OidAnswer, type OidMembers, type OidName, type OidRequest } from '../../terms/oid';
import { parseMacAddress } from '../../terms/mac-address';
import type { CallOutcome } from './call-outcome';
import { joinGroup, leaveGroup, setPacketFilter } from './receive-mode';
import type { VfAccess } from './vf-access';
import { STATISTICS } from '../../device/function/registers';

/** NDIS_PACKET_TYPE bits (ntddndis.h). */
const PACKET_TYPE = { directed: 0x1, multicast: 0x2, allMulticast: 0x4, broadcast: 0x8, promiscuous: 0x20 };

type Handler = (access: VfAccess, request: OidRequest) => OidAnswer;

/**
 * MiniportOidRequest of the VF miniport. It knows its own adapter and nothing else: NIC switch, receive filters and VFs
 * are the PF's (ARCH-COMP-16, VFM-INIT-07 to -09), and its addresses are what the PF gave it.
 */
export function requestAtVfMiniport(access: VfAccess, request: OidRequest): OidAnswer {
  const byNdis = request.oid === 'OID_SRIOV_VF_SERIAL_NUMBER';
  const answer = byNdis ? serialNumber(access) : handle(access, request);
  access.log('vf-oid', {
    oid: request.oid,
    miniportCalled: !byNdis,
    status: answer.kind === 'success' ? 'NDIS_STATUS_SUCCESS' : answer.status,
  });
  return answer;
}

/** NDIS in the guest knows the serial number from the bus; the miniport is not asked (IDENT-SERIAL-01). */
function serialNumber(access: VfAccess): OidAnswer {
  const SerialNumber = access.serialNumber();
  return SerialNumber === undefined
    ? notSupported('the device is gone', 'IDENT-SERIAL-04')
    : success({ SerialNumber });
}

function handle(access: VfAccess, request: OidRequest): OidAnswer {
  const { state } = access.miniport();
  if (state !== 'running' && state !== 'paused')
    return refusal('NDIS_STATUS_ADAPTER_NOT_READY', `the VF miniport is ${state}`, 'FSM-PFM-14');
  const handler = HANDLERS[request.oid];
  return handler === undefined
    ? notSupported(`a VF miniport does not know ${request.oid}`, 'ARCH-COMP-16')
    : handler(access, request);
}

const success = (members: OidMembers): OidAnswer => ({ kind: 'success', members });
const asAnswer = (outcome: CallOutcome): OidAnswer => (outcome.kind === 'done' ? success({}) : outcome);

const HANDLERS: Readonly<Partial<Record<OidName, Handler>>> = {
  OID_GEN_SUPPORTED_LIST: () =>
    success({ SupportedOids: SUPPORTED.map((name) => ({ oid: name, code: OIDS[name] })) }),
  OID_GEN_CURRENT_PACKET_FILTER: (access, request) =>
    request.method === 'set'
      ? setFilterBits(access, request.members)
      : success({ PacketFilter: filterBits(access) }),
  OID_802_3_MULTICAST_LIST: (access, request) =>
    request.method === 'set' ? setGroups(access, request.members) : groupList(access),
  OID_802_3_PERMANENT_ADDRESS: (access, request) => address(request, access.miniport().permanentMac),
  OID_802_3_CURRENT_ADDRESS: (access, request) => address(request, access.miniport().currentMac),
  OID_GEN_STATISTICS: (access) =>
    success(
      Object.fromEntries(Object.entries(STATISTICS).map(([name, at]) => [name, access.readRegister(at)])),
    ),
  OID_SRIOV_HARDWARE_CAPABILITIES: () => success(CAPABILITIES),
  OID_SRIOV_CURRENT_CAPABILITIES: () => success(CAPABILITIES),
  OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK: invalidate,
};

const SUPPORTED = Object.keys(HANDLERS) as readonly OidName[];

/** VF_MINIPORT with SRIOV_SUPPORTED, hardware and current alike (VFM-INIT-04, -05). */
const CAPABILITIES: OidMembers = {
  SriovCapabilities: SRIOV_CAPS.NDIS_SRIOV_CAPS_SRIOV_SUPPORTED | SRIOV_CAPS.NDIS_SRIOV_CAPS_VF_MINIPORT,
};

const address = (request: OidRequest, mac: string): OidAnswer =>
  request.method === 'set'
    ? notSupported('the addresses of a VF are set by the PF', 'ARCH-COMP-16')
    : success({ Address: mac });

function filterBits(access: VfAccess): number {
  const { broadcast, allMulticast } = access.miniport().receiveMode;
  return (
    PACKET_TYPE.directed |
    PACKET_TYPE.multicast |
    (broadcast ? PACKET_TYPE.broadcast : 0) |
    (allMulticast ? PACKET_TYPE.allMulticast : 0)
  );
}

function setFilterBits(access: VfAccess, { PacketFilter }: OidMembers): OidAnswer {
  if (typeof PacketFilter !== 'number') return invalidParameter('PacketFilter is missing');
  const has = (bit: number): boolean => (PacketFilter & bit) !== 0;
  return asAnswer(
    setPacketFilter(access, {
      broadcast: has(PACKET_TYPE.broadcast),
      allMulticast: has(PACKET_TYPE.allMulticast),
      promiscuous: has(PACKET_TYPE.promiscuous),
    }),
  );
}

const groupList = (access: VfAccess): OidAnswer =>
  success({ MulticastList: access.miniport().receiveMode.groups.map((Address) => ({ Address })) });

/** The list replaces the former one. */
function setGroups(access: VfAccess, { MulticastList }: OidMembers): OidAnswer {
  if (!Array.isArray(MulticastList)) return invalidParameter('MulticastList is missing');
  const wanted = (MulticastList as readonly OidMembers[]).map(({ Address }) =>
    parseMacAddress(typeof Address === 'string' ? Address : ''),
  );
  const groups = wanted.flatMap((each) => (each.ok ? [each.value] : []));
  if (groups.length !== wanted.length)
    return invalidParameter('MulticastList holds something else than addresses');
  for (const group of access.miniport().receiveMode.groups)
    if (!groups.includes(group)) leaveGroup(access, group);
  for (const group of groups) {
    const joined = joinGroup(access, group);
    if (joined.kind === 'refused') return joined;
  }
  return success({});
}

/** BLOCK-INVAL-15. The mask arrives as a number here; masks beyond 53 bits come by the notice path, which carries all 64. */
function invalidate(access: VfAccess, { members, bufferLength }: OidRequest): OidAnswer {
  const needed = sizeOf(SRIOV_VF_INVALIDATE_CONFIG_BLOCK_INFO);
  if (bufferLength !== undefined && bufferLength < needed)
    return {
      ...refusal(
        'NDIS_STATUS_INVALID_LENGTH',
        `the information buffer needs ${needed} bytes`,
        'BLOCK-INVAL-15',
      ),
      bytesNeeded: needed,
    };
  const { BlockMask } = members;
  if (typeof BlockMask !== 'number') return invalidParameter('BlockMask is missing', 'BLOCK-INVAL-15');
  access.change((miniport) => ({ ...miniport, notices: [...miniport.notices, BigInt(BlockMask)] }));
  return success({});
}
