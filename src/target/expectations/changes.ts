import { difference, type OwnedChange } from '../../isolation/difference';
import { domainKey, domainName, type Domain, type Facet } from '../../terms/domain';
import type { Snapshot } from '../target';

/** Every cell that is not what it was. Empty means that nothing has changed. */
export const changesBetween = (before: Snapshot, after: Snapshot): readonly OwnedChange[] =>
  difference(before.observation, after.observation);

/** Owners of changed cells, each once. `ignoring`: facets that the sentence at hand does not speak of. */
export function affectedOwners(
  before: Snapshot,
  after: Snapshot,
  ignoring: readonly Facet[] = [],
): readonly Domain[] {
  const owners = changesBetween(before, after)
    .filter((change) => !ignoring.includes(change.facet))
    .map((change) => [domainKey(change.owner), change.owner] as const);
  return Array.from(new Map(owners).values());
}

/** PCI functions among the affected owners: the PF and VFs. */
export const affectedFunctions = (
  before: Snapshot,
  after: Snapshot,
  ignoring: readonly Facet[] = [],
): readonly Domain[] =>
  affectedOwners(before, after, ignoring).filter((owner) => owner.kind === 'pf' || owner.kind === 'vf');

/** `VF 1, config, "command": was 0, is 4` */
export const describeChange = (change: OwnedChange): string =>
  `${domainName(change.owner)}, ${change.facet}, "${change.cell}": was ${JSON.stringify(change.was)}, is ${JSON.stringify(change.is)}`;
