import { GuestAccess } from '../guest/guest-access';
import { sendFrame as sendByVf } from '../guest/send';
import { adapterOf } from '../host-machine';
import { usesVf, type VmAdapter } from '../stack/partition';
import { vmAdapterParty } from '../stack/vf-holder';
import { partitionNamed, vmAdapter, type VmAdapterRef } from '../stack/vm-adapter-ref';
import type { Course } from '../testbed-course';
import type { SwitchOnHost } from '../testbed-switch';
import type { Party } from '../../terms/party';
import type { Frame } from '../../wire/frame';
import { carryFrames, onMachine } from './carry-frames';
import { stationParty, type Station } from './external-network';
import { dropped, partyHop, type Journey } from './journey';
import { entersAdapter } from './origins';

/** A frame with the name that evidence knows it by. */
export interface NamedFrame {
  readonly token: string;
  readonly frame: Frame;
}

const startAt = (sender: Party, { token, frame }: NamedFrame): Journey => ({
  token,
  frame,
  sender,
  hops: [partyHop(sender)],
});

/**
 * A guest sends on the path that its NetVSC uses; `via` forces one of the two, as software in a guest can that talks to
 * an adapter directly.
 */
export function sendFromPartition(
  course: Course,
  ref: VmAdapterRef,
  named: NamedFrame,
  via: 'VF' | 'synthetic' | undefined,
): void {
  const journey = startAt(vmAdapterParty(ref), named);
  const adapter = vmAdapter(course.testbed, ref);
  if (partitionNamed(course.testbed, ref.partition).state !== 'running')
    return dropped(course, journey, 'not-connected', 'PATH-SYN-01');
  if (via === 'VF' || (via === undefined && usesVf(adapter))) sendOnVf(course, adapter, journey);
  else sendOnSwitch(course, adapter, journey);
}

/** What is on the guest's bus it can reach, also where its VPort was taken away behind its back (PATH-VF-09). */
function sendOnVf(course: Course, { attachment }: VmAdapter, journey: Journey): void {
  if (attachment === undefined || !isOnGuestBus(course, attachment))
    return dropped(course, journey, 'function-absent', 'VF-ATTACH-01');
  const { adapter, vf } = attachment;
  entersAdapter(course, adapter, journey);
  onMachine(course, (carrier) =>
    sendByVf(new GuestAccess(carrier, adapter, vf), journey.token, journey.frame),
  );
}

const isOnGuestBus = ({ testbed }: Course, { adapter, vf }: NonNullable<VmAdapter['attachment']>): boolean =>
  adapterOf(testbed.machine, adapter).vpci.devices.has(vf);

function sendOnSwitch(course: Course, { switch: name, port }: VmAdapter, journey: Journey): void {
  if (name === undefined || port === undefined)
    return dropped(course, journey, 'not-connected', 'XSW-FWD-04');
  carryFrames(course, [{ kind: 'ingress', switch: name, port, journey }]);
}

/** By the management OS's own adapter on a switch. */
export function sendFromManagement(course: Course, on: SwitchOnHost, named: NamedFrame): void {
  const journey = startAt({ kind: 'management-os' }, named);
  if (on.managementPort === undefined) return dropped(course, journey, 'not-connected', 'XSW-SWITCH-03');
  carryFrames(course, [{ kind: 'ingress', switch: on.switch, port: on.managementPort, journey }]);
}

/** Past every switch, at the PF miniport itself, with a VPort of the sender's choice beside it (VPORT-FLOW-04). */
export function sendFromPf(course: Course, adapter: string, vport: number, named: NamedFrame): void {
  const journey = startAt({ kind: 'management-os' }, named);
  carryFrames(course, [{ kind: 'pf-send', adapter, vport, journey }]);
}

/** A station puts a frame on the external network. */
export function sendFromStation(course: Course, station: Station, named: NamedFrame): void {
  const from = { kind: 'station', station: station.station } as const;
  carryFrames(course, [{ kind: 'medium', from, journey: startAt(stationParty(station), named) }]);
}
