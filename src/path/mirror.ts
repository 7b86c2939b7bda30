import { partyName } from '../terms/party';
import type { PortPaths, SwitchPaths } from './configuration';
import type { DeliveryDue, Due } from './due';
import { delivered, losable, onHop, touching, type Flight } from './flight';
import { ownerDomain, partyAt } from './switch-ports';

/**
 * XSW-MIRROR-02, XSW-FWD-15: what a mirrored port sends or receives on the switch goes once to its monitor too, unless
 * the monitor is a destination anyway. How the copy is tagged is not said, nor whether a frame that reaches nobody is
 * copied.
 */
export function mirrorCopies(
  at: SwitchPaths,
  from: PortPaths | 'external',
  flight: Flight,
  dues: readonly Due[],
): readonly Due[] {
  const arriving = dues.filter((due) => due.kind === 'delivered');
  const reached = new Set(arriving.filter(isFromSwitch).map((due) => partyName(due.receiver)));
  const mirrored = at.ports.filter(
    (port) => port.mirrorTo !== undefined && (port === from || reached.has(nameAt(port))),
  );
  const monitors = new Set(mirrored.map((port) => port.mirrorTo));
  const copied = arriving.length > 0 ? flight : losable(flight, 'the mirrored frame reaches nobody');
  return at.ports
    .filter(
      (port) => monitors.has(port.port) && port.connected && port !== from && !reached.has(nameAt(port)),
    )
    .flatMap((port) => copyTo(port, copied));
}

/** What reaches a guest over its VF does not pass its port here (XSW-MIRROR-03). */
const isFromSwitch = (due: DeliveryDue): boolean => due.hops.at(-2)?.kind === 'extensible-switch';

const nameAt = (port: PortPaths): string => {
  const party = partyAt(port);
  return party === undefined ? '' : partyName(party);
};

function copyTo(port: PortPaths, flight: Flight): readonly Due[] {
  const party = partyAt(port);
  if (party === undefined) return [];
  const copy = touching(onHop(flight, { kind: 'party', party }), ownerDomain(port));
  return delivered(copy, party, { content: 'payload', outOfBand: {} });
}
