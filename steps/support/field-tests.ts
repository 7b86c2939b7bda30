import { parseMacAddress, type MacAddress } from '../../src/terms/mac-address';
import type { OidMembers } from '../../src/terms/oid';
import { FeatureMistake } from '../../src/target/target';
import { vlanNumber } from './values';

/** What a receive filter selects, as a sentence says it. */
export interface FilterKey {
  readonly mac: MacAddress;
  readonly vlan: 'untagged' | 'any' | number;
}

const KEY = /^(\S+) (?:on VLAN (-?\d+)|(untagged)|on (any) VLAN)$/;

/** `00-15-5D-00-00-0A on VLAN 5`, `… untagged`, `… on any VLAN`. */
export function filterKey(text: string): FilterKey {
  const [, address = '', vlan, untagged] = KEY.exec(text) ?? [];
  const mac = parseMacAddress(address);
  if (!mac.ok)
    throw new FeatureMistake(
      `"${text}" does not say what a receive filter selects; expected an address with "on VLAN 5", "untagged" or "on any VLAN"`,
    );
  if (vlan !== undefined) return { mac: mac.value, vlan: vlanNumber(vlan) };
  return { mac: mac.value, vlan: untagged === undefined ? 'any' : 'untagged' };
}

const DESTINATION = 'NdisMacHeaderFieldDestinationAddress';
const VLAN_ID = 'NdisMacHeaderFieldVlanId';
const UNTAGGED_OR_ZERO = 'NDIS_RECEIVE_FILTER_FIELD_MAC_HEADER_VLAN_UNTAGGED_OR_ZERO';

/** The array of NDIS_RECEIVE_FILTER_FIELD_PARAMETERS, as the virtualization stack spells it too. */
export function fieldParameters({ mac, vlan }: FilterKey): readonly OidMembers[] {
  const flags = vlan === 'untagged' ? { Flags: UNTAGGED_OR_ZERO } : {};
  const destination = { HeaderField: DESTINATION, FieldValue: mac, ...flags };
  if (typeof vlan === 'string') return [destination];
  return [destination, { HeaderField: VLAN_ID, FieldValue: vlan }];
}
