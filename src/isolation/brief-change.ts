import type { Json } from '../terms/json';
import { sameJson } from './same-json';

type Members = { readonly [member: string]: Json | undefined };

const isMembers = (value: Json): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const numbered = (list: readonly Json[]): Members =>
  Object.fromEntries(list.map((value, index) => [String(index), value]));

const shown = (value: Json | undefined): string => (value === undefined ? 'absent' : JSON.stringify(value));

/** What differs between two values, and nothing else: of records the members that are not the same. */
export function briefChange(was: Json, is: Json): string {
  if (Array.isArray(was) && Array.isArray(is) && was.length === is.length)
    return ofMembers(numbered(was), numbered(is));
  if (isMembers(was) && isMembers(is)) return ofMembers(was, is);
  return `was ${was === null ? 'absent' : shown(was)}, is ${is === null ? 'absent' : shown(is)}`;
}

function ofMembers(was: Members, is: Members): string {
  const names = Array.from(new Set([...Object.keys(was), ...Object.keys(is)]));
  const changed = names.filter((name) => !sameJson(was[name] ?? null, is[name] ?? null));
  return changed.map((name) => `${name} ${briefMember(was[name], is[name])}`).join(', ');
}

function briefMember(was: Json | undefined, is: Json | undefined): string {
  if (was !== undefined && is !== undefined && isMembers(was) && isMembers(is))
    return `(${ofMembers(was, is)})`;
  return `was ${shown(was)}, is ${shown(is)}`;
}
