import { WIRE_DOMAIN } from '../terms/domain';
import { isGroupAddress } from '../terms/mac-address';
import { OUTSIDE, type Party } from '../terms/party';
import type { AdapterPaths, PathConfiguration } from './configuration';
import type { Due } from './due';
import { delivered, losable, onHop, touching, vlanOf, type Flight, type Onward } from './flight';

/** The external network is one medium: what leaves one adapter reaches stations and every other adapter with a link. */
export function acrossMedium(onward: Onward, from: AdapterPaths | undefined, flight: Flight): readonly Due[] {
  const onWire = touching(flight, WIRE_DOMAIN);
  const others = onward.configuration.adapters.filter(
    (each) => each.adapter !== from?.adapter && each.linkUp,
  );
  const beyond = others.flatMap((each) => intoAdapter(onward, each, onWire));
  const taken = !isGroupAddress(flight.frame.destination) && beyond.some((due) => due.kind === 'delivered');
  const outside = from === undefined ? [] : atStations(onward, onWire, taken);
  return [...outside, ...beyond];
}

const intoAdapter = (onward: Onward, adapter: AdapterPaths, flight: Flight): readonly Due[] =>
  onward.intoNicSwitch(adapter, 'wire', onHop(flight, { kind: 'physical-port' }));

/** A unicast that another adapter takes may be seen outside as well, or not: the network in between is not modelled. */
function atStations(onward: Onward, flight: Flight, taken: boolean): readonly Due[] {
  const copy = taken ? losable(flight, 'another adapter on the medium takes it') : flight;
  return stationsFor(onward.configuration, flight).flatMap((station) =>
    delivered(copy, station, { content: 'frame', outOfBand: {} }),
  );
}

const party = (station: string): Party => ({ kind: 'outside', station });

/** Group frames reach every station of the VLAN; a unicast that no station owns reaches the nameless rest, "outside". */
function stationsFor({ stations }: PathConfiguration, { frame }: Flight): readonly Party[] {
  const hearing = stations.filter((each) => each.vlan === undefined || each.vlan === vlanOf(frame));
  if (isGroupAddress(frame.destination))
    return stations.length === 0 ? [party(OUTSIDE)] : hearing.map((each) => party(each.station));
  const owners = hearing.filter((each) => each.mac === frame.destination);
  return owners.length > 0 ? owners.map((each) => party(each.station)) : [party(OUTSIDE)];
}
