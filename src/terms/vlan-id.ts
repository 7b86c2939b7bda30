import { failed, ok, type Result } from './result';

/** IEEE 802.1Q VLAN identifier, 1 to 4094. Zero is "no VLAN" (priority tag) and is never a VlanId; 4095 is reserved. */
export type VlanId = number & { readonly term: 'VlanId' };

export function parseVlanId(text: string): Result<VlanId> {
  const value = Number(text);
  return Number.isInteger(value) && value >= 1 && value <= 4094
    ? ok(value as VlanId)
    : failed(`"${text}" is not a VLAN identifier; expected a whole number from 1 to 4094`);
}

/** @throws outside 1 to 4094, which is a mistake in the code. */
export function vlanId(value: number): VlanId {
  const parsed = parseVlanId(String(value));
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}
