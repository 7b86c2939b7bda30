import type { OwnedChange } from '../../isolation/difference';
import { domainKey, domainName, type Domain } from '../../terms/domain';

/** `VF 1, config, "command": was 0, is 4` */
export const describeChange = (change: OwnedChange): string =>
  `${domainName(change.owner)}, ${change.facet}, "${change.cell}": was ${JSON.stringify(change.was)}, is ${JSON.stringify(change.is)}`;

const MOST_LINES = 12;

/** Lines for a failure text; a long list is cut and says so. */
export function describeChanges(changes: readonly OwnedChange[]): readonly string[] {
  const lines = changes.slice(0, MOST_LINES).map(describeChange);
  return changes.length <= MOST_LINES ? lines : [...lines, `… and ${changes.length - MOST_LINES} more`];
}

/** @param owner a `domainKey` */
export const changesOf = (changes: readonly OwnedChange[], owner: string): readonly OwnedChange[] =>
  changes.filter((change) => domainKey(change.owner) === owner);

const isFunction = (owner: Domain): boolean => owner.kind === 'pf' || owner.kind === 'vf';

/**
 * Changes of PCI functions, the PF and VFs, besides those that a sentence allows.
 * @param allowed `domainKey`s
 */
export const functionChangesBesides = (
  changes: readonly OwnedChange[],
  allowed: readonly string[],
): readonly OwnedChange[] =>
  changes.filter(({ owner }) => isFunction(owner) && !allowed.includes(domainKey(owner)));
