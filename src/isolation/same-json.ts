import type { Json } from '../terms/json';

/** Deep equality. A member that is undefined counts as absent; order of members does not matter, order of items does. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return sameList(a, b);
  return sameMembers(a as Members, b as Members);
}

type Members = { readonly [key: string]: Json | undefined };

function sameList(a: Json, b: Json): boolean {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  return a.every((item: Json, index) => sameJson(item, b[index] as Json));
}

function sameMembers(a: Members, b: Members): boolean {
  for (const name in a) if (!sameJson(a[name], b[name])) return false;
  for (const name in b) if (!(name in a) && b[name] !== undefined) return false;
  return true;
}
