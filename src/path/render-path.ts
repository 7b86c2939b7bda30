import { partyName, type Party } from '../terms/party';
import type { Hop, Trace } from '../wire/trace';
import { hopName, PHYSICAL_PORT_HOP } from './hop-name';

/** Written between two hops. */
export const PATH_SEPARATOR = ' > ';

/**
 * The hops' names in the one shape that features use: the sender first, the receiver last, except that a frame which
 * leaves the adapter for good ends at the physical port. Targets may leave out either end; nothing else is added.
 */
export function pathNames(trace: Pick<Trace, 'sender' | 'hops' | 'end'>): readonly string[] {
  const names = trace.hops.filter((hop) => !isOutsideEnd(hop, trace)).map(hopName);
  const sender = partyName(trace.sender);
  const started = names[0] === sender ? names : [sender, ...names];
  const last = receiverName(trace, started);
  return last === undefined || started.at(-1) === last ? started : [...started, last];
}

export const renderPath = (trace: Pick<Trace, 'sender' | 'hops' | 'end'>): string =>
  pathNames(trace).join(PATH_SEPARATOR);

const isOutside = (party: Party): boolean => party.kind === 'outside';

function isOutsideEnd(hop: Hop, trace: Pick<Trace, 'hops' | 'end'>): boolean {
  const isLast = trace.hops.at(-1) === hop && trace.hops.length > 1;
  return isLast && trace.end.kind === 'delivered' && hop.kind === 'party' && isOutside(hop.party);
}

function receiverName(trace: Pick<Trace, 'end'>, names: readonly string[]): string | undefined {
  if (trace.end.kind === 'dropped') return undefined;
  if (!isOutside(trace.end.receiver)) return partyName(trace.end.receiver);
  return names.at(-1) === PHYSICAL_PORT_HOP ? undefined : PHYSICAL_PORT_HOP;
}
