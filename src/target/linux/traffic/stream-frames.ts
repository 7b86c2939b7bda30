import type { FrameToSend, StreamSpec } from '../../../isolation/action';
import { BROADCAST, type MacAddress } from '../../../terms/mac-address';
import { OUTSIDE, type Party } from '../../../terms/party';
import { MANAGEMENT_MAC } from '../../../terms/well-known-addresses';
import type { VlanTag } from '../../../wire/frame';
import { testFrame } from '../../../wire/test-frame';
import type { LinuxTestbed } from '../testbed';
import { knownPartition } from '../known-names';
import { stationMac, stationsOf } from './stations';

/** One frame of a stream, from 1: `<token>.<number>`. */
export function streamFrame(testbed: LinuxTestbed, stream: StreamSpec, number: number): FrameToSend {
  const { sender, receiver, broadcast } = stream;
  const token = `${stream.token}.${number}`;
  const frame = testFrame({
    token,
    source: macOf(testbed, sender),
    destination: broadcast === true ? BROADCAST : macOf(testbed, receiver),
    tag: wireTag(testbed, sender, receiver),
  });
  return { token, frame };
}

function macOf(testbed: LinuxTestbed, party: Party): MacAddress {
  if (party.kind === 'management-os') return MANAGEMENT_MAC;
  if (party.kind === 'outside') return stationMac(testbed, party.station ?? OUTSIDE);
  return knownPartition(testbed, party.partition).mac;
}

/** Outside VLANs are visible: a station tags with its own VLAN, else with that of the partition it means. */
function wireTag(testbed: LinuxTestbed, sender: Party, receiver: Party): VlanTag | undefined {
  if (sender.kind !== 'outside') return undefined;
  const own = stationsOf(testbed).find((each) => each.station === (sender.station ?? OUTSIDE))?.vlan;
  const meant = receiver.kind === 'partition' ? knownPartition(testbed, receiver.partition).vlan : undefined;
  const vlan = own ?? meant;
  return vlan === undefined ? undefined : { vlan, priority: 0 };
}
