import type { Facet } from '../terms/domain';
import type { Action } from './action';
import { policyRowOf } from './footprint';
import type { Facets } from './policy';

const includesAny = (facets: Facets, wanted: readonly Facet[]): boolean =>
  facets === 'all' || wanted.some((facet) => facets.includes(facet));

/**
 * Does the policy let the action handle one of the facets, at anybody? A subject may go wrong with what it handles and not
 * with what it has no business with: a read of configuration space that holds takes nobody's queue pairs and proves
 * nothing about them. What stations and the device itself own is nobody's function and does not count; nor does the
 * installation of an adapter, on which there is nobody yet.
 */
export function handles(action: Action, wanted: readonly Facet[]): boolean {
  if (action.kind === 'install-adapter') return false;
  if (action.kind === 'while-streaming' && handles(action.action, wanted)) return true;
  const { actor, subject, due, others, pf } = policyRowOf(action);
  const own: readonly Facets[] = actor === 'wire' || actor === 'device' ? [] : [subject];
  return [...own, due, others, pf].some((facets) => includesAny(facets, wanted));
}
