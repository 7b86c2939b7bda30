import type { Domain } from '../terms/domain';
import type { Party } from '../terms/party';
import type { Frame } from '../wire/frame';
import type { DropReason, Hop } from '../wire/trace';
import type { AdapterPaths, PathConfiguration, SwitchPaths } from './configuration';
import type { DeliveryDue, Due } from './due';

/** A copy of a frame on its way through the oracle. */
export interface Flight {
  readonly token: string;
  readonly sender: Party;
  /** As carried here: a tag is in the frame. */
  readonly frame: Frame;
  readonly hops: readonly Hop[];
  readonly touches: readonly Domain[];
  readonly rests: readonly string[];
  /** Reason why this copy may be lost without fault; undefined: it may not. */
  readonly mayFail?: string;
}

/** Where a copy can go on to. Given as an argument, so that the parts of the oracle do not import each other in a circle. */
export interface Onward {
  readonly configuration: PathConfiguration;
  readonly intoNicSwitch: (adapter: AdapterPaths, from: NicSwitchEntry, flight: Flight) => readonly Due[];
  readonly intoSwitch: (at: SwitchPaths, port: number | 'external', flight: Flight) => readonly Due[];
  readonly ontoMedium: (adapter: AdapterPaths, flight: Flight) => readonly Due[];
}

/** Where a frame enters a NIC switch: a VPort's number, or the physical port. */
export type NicSwitchEntry = number | 'wire';

export const onHop = (flight: Flight, ...hops: readonly Hop[]): Flight => ({
  ...flight,
  hops: [...flight.hops, ...hops],
});

export const touching = (flight: Flight, ...domains: readonly Domain[]): Flight => ({
  ...flight,
  touches: [...flight.touches, ...domains],
});

export const restingOn = (flight: Flight, ...rests: readonly string[]): Flight => ({
  ...flight,
  rests: [...flight.rests, ...rests],
});

export const losable = (flight: Flight, mayFail: string): Flight => ({ ...flight, mayFail });

/** The frame's VLAN as the tag says; no tag and a priority tag are both "none", 0. */
export const vlanOf = (frame: Frame): number => frame.tag?.vlan ?? 0;

/** @param vlan 0 removes the tag. */
export function withVlan(frame: Frame, vlan: number): Frame {
  const { tag, ...untagged } = frame;
  return vlan === 0 ? untagged : { ...untagged, tag: { vlan, priority: tag?.priority ?? 0 } };
}

export const dropped = (flight: Flight, reason: DropReason, rule: string): readonly Due[] => [
  {
    kind: 'dropped',
    token: flight.token,
    sender: flight.sender,
    hops: flight.hops,
    touches: flight.touches,
    rests: flight.rests,
    reason,
    rule,
  },
];

export const undecided = (
  flight: Flight,
  parties: 'all' | readonly string[],
  why: string,
): readonly Due[] => [
  {
    kind: 'undecided',
    token: flight.token,
    sender: flight.sender,
    touches: flight.touches,
    rests: flight.rests,
    parties,
    why,
  },
];

export function delivered(
  flight: Flight,
  receiver: Party,
  content: Pick<DeliveryDue, 'content' | 'outOfBand'>,
): readonly Due[] {
  const { token, sender, frame, hops, touches, rests, mayFail } = flight;
  const base = {
    kind: 'delivered',
    token,
    sender,
    receiver,
    frame,
    hops,
    touches,
    rests,
    ...content,
  } as const;
  return [mayFail === undefined ? { ...base, must: true } : { ...base, must: false, mayFail }];
}
