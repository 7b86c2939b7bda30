import { EVENT_NAMES } from '../../src/terms/event-name';
import { OID_NAMES } from '../../src/terms/oid';
import { FeatureMistake } from '../../src/target/target';
import { nearest } from '../../src/terms/nearest';

const KNOWN: readonly string[] = [...EVENT_NAMES, ...OID_NAMES];

/** Of an event that never comes every absence would be true. OIDs of the extensible switch are taken as they are. */
export function knownEvent(name: string): string {
  if (KNOWN.includes(name) || name.startsWith('OID_SWITCH_')) return name;
  throw new FeatureMistake(
    `there is no event "${name}"${nearest(name, KNOWN)}; known are OIDs and ${EVENT_NAMES.join(', ')}`,
  );
}
