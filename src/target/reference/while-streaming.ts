import { firstOf, vmAdapter } from '../../host/stack/vm-adapter-ref';
import type { Testbed } from '../../host/testbed';
import type { Course } from '../../host/testbed-course';
import type { StreamSpec } from '../../isolation/action';
import { BROADCAST, type MacAddress } from '../../terms/mac-address';
import { OUTSIDE, type Party } from '../../terms/party';
import { MANAGEMENT_MAC } from '../../terms/well-known-addresses';
import type { VlanTag } from '../../wire/frame';
import { testFrame } from '../../wire/test-frame';
import { knownPartition, knownStation, knownVmAdapter } from './known-names';
import type { Performance } from './performed';
import { sendFrame } from './perform-traffic';

/** One frame of every stream before the action, between any two of its inner steps, and the rest after it. */
export function* streamAlong(
  course: Course,
  streams: readonly StreamSpec[],
  action: Performance,
): Performance {
  const sent = streams.map(() => 0);
  const sendNext = (): void => {
    streams.forEach((stream, index) => {
      const number = (sent[index] ?? 0) + 1;
      if (number > stream.count) return;
      sent[index] = number;
      sendNumbered(course, stream, number);
    });
  };
  sendNext();
  let step = action.next();
  while (step.done !== true) {
    sendNext();
    step = action.next();
    yield;
  }
  while (streams.some((stream, index) => (sent[index] ?? 0) < stream.count)) sendNext();
  return step.value;
}

function sendNumbered(
  course: Course,
  { sender, receiver, token, broadcast }: StreamSpec,
  number: number,
): void {
  const name = `${token}.${number}`;
  const frame = testFrame({
    token: name,
    source: macOf(course.testbed, sender),
    destination: broadcast === true ? BROADCAST : macOf(course.testbed, receiver),
    tag: wireTag(course.testbed, sender, receiver),
  });
  sendFrame(course, sender, { token: name, frame });
}

function macOf(testbed: Testbed, party: Party): MacAddress {
  if (party.kind === 'management-os') return MANAGEMENT_MAC;
  if (party.kind === 'outside') return knownStation(testbed, party.station ?? OUTSIDE).mac;
  return knownVmAdapter(knownPartition(testbed, party.partition), party.adapter).mac;
}

/** Outside VLANs are visible: a station tags with its own VLAN, else with that of the partition it means. */
function wireTag(testbed: Testbed, sender: Party, receiver: Party): VlanTag | undefined {
  if (sender.kind !== 'outside') return undefined;
  const own = knownStation(testbed, sender.station ?? OUTSIDE).vlan;
  const vlan = own ?? (receiver.kind === 'partition' ? vlanOf(testbed, receiver.partition) : undefined);
  return vlan === undefined ? undefined : { vlan, priority: 0 };
}

const vlanOf = (testbed: Testbed, partition: string): number | undefined =>
  vmAdapter(testbed, firstOf(partition)).vlan;
