import type { PathConfiguration } from '../path/configuration';
import type { Domain } from '../terms/domain';
import type { Observation } from '../terms/observation';
import type { OidAnswer } from '../terms/oid';
import type { Trace } from '../wire/trace';

/** What the checks see of a testbed at one moment; a target's snapshot is one. */
export interface Sight {
  readonly observation: Observation;
  readonly configuration: PathConfiguration;
  holderOf(partition: string): Domain | undefined;
}

/** What the checks need of an outcome. */
export type AuditedOutcome =
  | { readonly kind: 'done'; readonly traces: readonly Trace[]; readonly answer?: OidAnswer }
  | { readonly kind: 'refused'; readonly traces: readonly Trace[]; readonly status: string }
  | { readonly kind: 'not-applicable' | 'compromised' };

/** Entry of a shelf by its name's ending, so that shelves of several adapters (`NIC2/VPorts`) are found alike. */
export function ownerOnShelf(observation: Observation, shelfName: string, key: number): Domain | undefined {
  const shelf = observation.find((each) => each.name === shelfName);
  const value = shelf?.table.get(key);
  return shelf === undefined || value === undefined ? undefined : shelf.cells(key, value)[0]?.owner;
}

/** Names that a device gives the shelves which the footprint looks things up in. */
export const VPORT_SHELF = 'VPorts';
export const FILTER_SHELF = 'receive filters';

export const shelfOf = (label: string | undefined, name: string): string =>
  label === undefined ? name : `${label}/${name}`;
