import { isGroupAddress, type MacAddress } from '../../terms/mac-address';
import { OUTSIDE, type Party } from '../../terms/party';
import { OUTSIDE_MAC } from '../../terms/well-known-addresses';
import type { Frame } from '../../wire/frame';

/** A computer behind the physical ports. Without a VLAN it hears and may send every VLAN, as a port analyser would. */
export interface Station {
  readonly station: string;
  readonly mac: MacAddress;
  readonly vlan: number | undefined;
}

/** Present in every testbed. */
export const OUTSIDE_STATION: Station = {
  station: OUTSIDE,
  mac: OUTSIDE_MAC,
  vlan: undefined,
};

export const stationParty = ({ station }: Station): Party => ({ kind: 'outside', station });

/**
 * Stations that take a frame which an adapter has sent: the addressed one, or all of its VLAN for a group address. A
 * unicast that nobody owns goes to "outside", which stands for the rest of the world: a frame that left by the physical
 * port has been seen by somebody.
 */
export function stationsFor(stations: readonly Station[], frame: Frame): readonly Station[] {
  const vlan = frame.tag?.vlan ?? 0;
  const hearing = stations.filter((each) => each.vlan === undefined || each.vlan === vlan);
  if (isGroupAddress(frame.destination)) return hearing;
  const owners = hearing.filter((each) => each.mac === frame.destination);
  return owners.length > 0 ? owners : stations.filter((each) => each.station === OUTSIDE);
}
