import { macFromBytes, parseMacAddress, type MacAddress } from '../../../terms/mac-address';
import { failed, ok, type Result } from '../../../terms/result';
import type { VlanTest } from '../../nic-switch/nic-switch';
import { invalidParameter, type Refusal } from '../refusal';
import type { Parsed } from '../structures/member-type';
import { FIELD_FLAGS, type RECEIVE_FILTER_FIELD_PARAMETERS } from '../structures/receive-filter';

type Field = Parsed<typeof RECEIVE_FILTER_FIELD_PARAMETERS>;

export interface FilterTests {
  readonly mac: MacAddress;
  readonly vlan: VlanTest;
}

const UNTAGGED_OR_ZERO = FIELD_FLAGS.NDIS_RECEIVE_FILTER_FIELD_MAC_HEADER_VLAN_UNTAGGED_OR_ZERO;

/**
 * What the field parameters test: the destination MAC address, and the VLAN identifier by a test of its own or by the
 * untagged-or-zero flag on either field (FILTER-SET-09, FILTER-VLAN-01, FILTER-VLAN-06).
 */
export function filterTests(fields: readonly Field[]): Result<FilterTests, Refusal> {
  const unsupported = fields.map(fieldFault).find((fault) => fault !== undefined);
  if (unsupported !== undefined) return failed(unsupported);
  const macs = fields.filter(({ HeaderField }) => HeaderField === 'NdisMacHeaderFieldDestinationAddress');
  const vlans = fields.filter(({ HeaderField }) => HeaderField === 'NdisMacHeaderFieldVlanId');
  const [mac] = macs;
  if (mac === undefined || macs.length > 1 || vlans.length > 1)
    return failed(
      invalidParameter('one test of the destination address, at most one of the VLAN', 'FILTER-SET-09'),
    );
  const address = macOf(mac);
  if (!address.ok) return address;
  const flagged = fields.some(({ Flags }) => (Flags & UNTAGGED_OR_ZERO) !== 0);
  const vlan = vlanTest(vlans[0], flagged);
  return vlan.ok ? ok({ mac: address.value, vlan: vlan.value }) : vlan;
}

function fieldFault({ FrameHeader, HeaderField, ReceiveFilterTest, Flags }: Field): Refusal | undefined {
  if (FrameHeader !== 'NdisFrameHeaderMac')
    return invalidParameter(`${FrameHeader} cannot be tested`, 'FILTER-FIELD-02');
  if (HeaderField !== 'NdisMacHeaderFieldDestinationAddress' && HeaderField !== 'NdisMacHeaderFieldVlanId')
    return invalidParameter(`${HeaderField} cannot be tested`, 'FILTER-SET-09');
  if (ReceiveFilterTest !== 'NdisReceiveFilterTestEqual')
    return invalidParameter(`${ReceiveFilterTest} is not advertised`, 'FILTER-MATCH-07');
  return (Flags & FIELD_FLAGS.NDIS_RECEIVE_FILTER_PACKET_ENCAPSULATION) === 0
    ? undefined
    : invalidParameter('encapsulated packets are not parsed', 'FILTER-MATCH-10');
}

function macOf({ FieldValue: value }: Field): Result<MacAddress, Refusal> {
  if (value instanceof Uint8Array && value.length >= 6) return ok(macFromBytes(value.subarray(0, 6)));
  const parsed = typeof value === 'string' ? parseMacAddress(value) : undefined;
  return parsed?.ok === true
    ? ok(parsed.value)
    : failed(invalidParameter('FieldValue is not a MAC address', 'FILTER-SET-09'));
}

/** Bytes are in network order (FILTER-MATCH-09); a number is the identifier itself. */
function vlanOf({ FieldValue: value }: Field): number | undefined {
  if (typeof value === 'number') return value;
  if (!(value instanceof Uint8Array) || value.length < 2) return undefined;
  return ((value[0] ?? 0) << 8) | (value[1] ?? 0);
}

function vlanTest(field: Field | undefined, flagged: boolean): Result<VlanTest, Refusal> {
  if (field === undefined) return ok({ kind: flagged ? 'untagged-or-zero' : 'any' });
  const id = vlanOf(field);
  if (id === undefined)
    return failed(invalidParameter('FieldValue is not a VLAN identifier', 'FILTER-SET-09'));
  if (id === 0) return ok({ kind: 'untagged-or-zero' });
  return flagged
    ? failed(invalidParameter('untagged-or-zero contradicts the test of a VLAN identifier', 'FILTER-VLAN-06'))
    : ok({ kind: 'id', id });
}
