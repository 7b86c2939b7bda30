import { domainKey, domainName, type Domain, type Facet } from '../terms/domain';
import type { Observation } from '../terms/observation';
import { cellDifference } from './difference';
import type { Broken } from './invariants';

/** What a freed VF must not keep (ruling 13, ISO-LAW-04). Counters and Routing ID are not the owner's. */
const PERSONAL: readonly Facet[] = ['config', 'registers', 'rings', 'interrupts', 'blocks', 'power'];

/**
 * ISO-LAW-04: a freed VF looks like one that was never used. Compares the VF's entries (shelves keyed by VFId) with those
 * of the snapshot in which the VFs came into being; costs the number of shelves.
 */
export function leftoversOf(vf: Domain, pristine: Observation, now: Observation): readonly Broken[] {
  if (vf.kind !== 'vf') return [];
  return now.flatMap((shelf) => {
    const original = pristine.find((each) => each.name === shelf.name);
    const was = original?.table.get(vf.vf);
    const is = shelf.table.get(vf.vf);
    if (original === undefined || was === undefined || is === undefined || was === is) return [];
    const own = (cells: ReturnType<typeof shelf.cells>) =>
      cells.filter((cell) => domainKey(cell.owner) === domainKey(vf) && PERSONAL.includes(cell.facet));
    return cellDifference(own(original.cells(vf.vf, was)), own(shelf.cells(vf.vf, is))).map((change) => ({
      invariant: 'nothing-survives',
      law: 'ISO-LAW-04' as const,
      victim: vf,
      sentence: `${domainName(vf)} is free and keeps "${change.cell}" (${change.facet}): ${JSON.stringify(change.is)}, never used it reads ${JSON.stringify(change.was)}`,
      details: { cell: change.cell, facet: change.facet, kept: change.is, pristine: change.was },
    }));
  });
}
