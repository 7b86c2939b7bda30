import { failed, ok, type Result } from './result';

/** An Ethernet address in the documentation's spelling, for example `00-15-5D-00-00-01` (upper case, dashes). */
export type MacAddress = string & { readonly term: 'MacAddress' };

const SPELLING = /^[0-9A-F]{2}(-[0-9A-F]{2}){5}$/;

/** Accepts dashes or colons and either case. The error names the value and what was expected. */
export function parseMacAddress(text: string): Result<MacAddress> {
  const canonical = text.trim().toUpperCase().replaceAll(':', '-');
  return SPELLING.test(canonical)
    ? ok(canonical as MacAddress)
    : failed(
        `"${text}" is not a MAC address; expected six pairs of hexadecimal digits like 00-15-5D-00-00-01`,
      );
}

/** For constants in code. @throws if the spelling is wrong, which is a mistake in the code. */
export function macAddress(text: string): MacAddress {
  const parsed = parseMacAddress(text);
  if (!parsed.ok) throw new Error(parsed.error);
  return parsed.value;
}

export const BROADCAST = macAddress('FF-FF-FF-FF-FF-FF');

/** IEEE 802: the lowest bit of the first octet marks a group address; broadcast is one of them. */
export const isGroupAddress = (mac: MacAddress): boolean => '13579BDF'.includes(mac.charAt(1));

const SEPARATORS = 5;

/** By character codes: this is on the way of every frame. */
export function macBytes(mac: MacAddress): Uint8Array {
  const bytes = new Uint8Array(SEPARATORS + 1);
  for (let at = 0; at < bytes.length; at++) bytes[at] = (digit(mac, 3 * at) << 4) | digit(mac, 3 * at + 1);
  return bytes;
}

/** `0` to `9` are codes 48 to 57, `A` to `F` 65 to 70. */
function digit(mac: string, index: number): number {
  const code = mac.charCodeAt(index);
  return code < 65 ? code - 48 : code - 55;
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase());
const pair = (byte: number | undefined): string => PAIRS[byte ?? 0] ?? '';

/** @param bytes exactly six. */
export const macFromBytes = (bytes: Uint8Array): MacAddress =>
  `${pair(bytes[0])}-${pair(bytes[1])}-${pair(bytes[2])}-${pair(bytes[3])}-${pair(bytes[4])}-${pair(bytes[5])}` as MacAddress;
