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
export const isGroupAddress = (mac: MacAddress): boolean => (parseInt(mac.slice(0, 2), 16) & 1) === 1;

export const macBytes = (mac: MacAddress): Uint8Array =>
  Uint8Array.from(mac.split('-'), (pair) => parseInt(pair, 16));

/** @param bytes exactly six. */
export const macFromBytes = (bytes: Uint8Array): MacAddress =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join('-') as MacAddress;
