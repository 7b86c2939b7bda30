import { isGroupAddress, type MacAddress } from '../../../terms/mac-address';
import { OUTSIDE, type Party } from '../../../terms/party';
import { OUTSIDE_MAC } from '../../../terms/well-known-addresses';
import type { Frame } from '../../../wire/frame';
import type { LinuxStation, LinuxTestbed } from '../testbed';

const REST_OF_THE_WORLD: LinuxStation = { station: OUTSIDE, mac: OUTSIDE_MAC, vlan: undefined };

/** "outside" is there in every testbed and hears every VLAN. */
export const stationsOf = ({ stations }: LinuxTestbed): readonly LinuxStation[] =>
  stations.some((each) => each.station === OUTSIDE) ? stations : [REST_OF_THE_WORLD, ...stations];

export const stationMac = (testbed: LinuxTestbed, name: string): MacAddress =>
  stationsOf(testbed).find((each) => each.station === name)?.mac ?? OUTSIDE_MAC;

/**
 * Who outside takes a frame that left by the physical port: the addressed station, all of the VLAN for a group address.
 * A unicast that no station owns goes to "outside", for somebody has seen it.
 */
export function stationsFor(testbed: LinuxTestbed, frame: Frame): readonly Party[] {
  const vlan = frame.tag?.vlan ?? 0;
  const hearing = stationsOf(testbed).filter((each) => each.vlan === undefined || each.vlan === vlan);
  const owners = isGroupAddress(frame.destination)
    ? hearing
    : hearing.filter((each) => each.mac === frame.destination);
  return owners.length > 0 ? owners.map(partyOf) : [partyOf(REST_OF_THE_WORLD)];
}

const partyOf = ({ station }: LinuxStation): Party => ({ kind: 'outside', station });
