import { macFromBytes, parseMacAddress } from '../../../terms/mac-address';
import type { OidValue } from '../../../terms/oid';
import { failed, ok, type Result } from '../../../terms/result';
import type { MemberType } from './member-type';

/** Longest IF_COUNTED_STRING: 257 wide characters with the terminator. */
const MAX_TEXT = 256;

type ScalarType = Exclude<MemberType, { kind: 'trailing-array' }>;

/** A member's value in the type that its description promises, or what is wrong with it. */
export function parseValue(type: ScalarType, value: OidValue): Result<unknown> {
  switch (type.kind) {
    case 'number':
      return wholeNumber(value, type.bits);
    case 'affinity':
      return wholeNumber(value, 64);
    case 'enumeration':
      return enumerated(type.values, value);
    case 'flags':
      return flags(type.values, value);
    case 'mac':
      return mac(value);
    case 'text':
      return text(value);
    case 'boolean':
      return typeof value === 'boolean' ? ok(value) : failed('must be true or false');
    case 'field-value':
      return fieldValue(value);
    case 'trailing-bytes':
      return value instanceof Uint8Array ? ok(value) : failed('must be bytes');
  }
}

function wholeNumber(value: OidValue, bits: number): Result<number> {
  const limit = bits === 64 ? Number.MAX_SAFE_INTEGER : 2 ** bits - 1;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= limit
    ? ok(value)
    : failed(`must be a whole number from 0 to ${limit}`);
}

function enumerated(values: Readonly<Record<string, number>>, value: OidValue): Result<string> {
  const names = Object.keys(values);
  const name = typeof value === 'string' ? value : names.find((each) => values[each] === value);
  return name !== undefined && names.includes(name) ? ok(name) : failed(`must be one of ${names.join(', ')}`);
}

function flags(values: Readonly<Record<string, number>>, value: OidValue): Result<number> {
  if (typeof value !== 'string') return wholeNumber(value, 32);
  let bits = 0;
  for (const name of value
    .split('|')
    .map((each) => each.trim())
    .filter((each) => each !== '')) {
    const bit = values[name];
    if (bit === undefined) return failed(`has no flag ${name}`);
    bits |= bit;
  }
  return ok(bits >>> 0);
}

function mac(value: OidValue): Result<unknown> {
  if (value instanceof Uint8Array)
    return value.length >= 6 ? ok(macFromBytes(value.subarray(0, 6))) : failed('must have six bytes or more');
  return typeof value === 'string' ? parseMacAddress(value) : failed('must be a MAC address');
}

function text(value: OidValue): Result<string> {
  return typeof value === 'string' && value.length <= MAX_TEXT
    ? ok(value)
    : failed(`must be text of at most ${MAX_TEXT} characters`);
}

function fieldValue(value: OidValue): Result<unknown> {
  return typeof value === 'number' || typeof value === 'string' || value instanceof Uint8Array
    ? ok(value)
    : failed('must be a number, a MAC address or bytes in network order');
}
