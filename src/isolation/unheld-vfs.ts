import { domainKey, vfDomain, type Domain } from '../terms/domain';
import { vfId } from '../terms/function-id';
import { shelfOf, type Sight } from './sight';

/** Names of the shelves of VFs (keyed by VFId) and of partitions. */
export const VF_SHELF = 'virtual functions';
const PARTITION_SHELF = 'partitions';

/** VFs of an adapter that serve no partition: an overlying driver may hold them for itself, and gives them back when it unbinds. */
export function unheldVfs(
  sight: Pick<Sight, 'observation' | 'holderOf'>,
  label: string | undefined,
): readonly Domain[] {
  const held = new Set(partitionsIn(sight.observation).map((name) => keyOf(sight.holderOf(name))));
  const vfs = sight.observation.find((shelf) => shelf.name === shelfOf(label, VF_SHELF))?.table;
  return Array.from(vfs?.keys() ?? [], (key) => vfDomain(vfId(key), label)).filter(
    (vf) => !held.has(domainKey(vf)),
  );
}

const keyOf = (domain: Domain | undefined): string => (domain === undefined ? '' : domainKey(domain));

function partitionsIn(observation: Sight['observation']): readonly string[] {
  const shelf = observation.find((each) => each.name === PARTITION_SHELF);
  return Array.from(shelf?.table.entries() ?? []).flatMap(([key, value]) => {
    const owner = shelf?.cells(key, value)[0]?.owner;
    return owner?.kind === 'partition' ? [owner.partition] : [];
  });
}
