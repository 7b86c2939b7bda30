import type { DeviceUpcall } from '../device-upcall';
import type { Party } from '../../terms/party';
import type { Frame } from '../../wire/frame';
import type { DropReason, Hop, OutOfBand, Trace } from '../../wire/trace';
import type { Course } from '../testbed-course';

/** A copy of a frame under way, with the hops behind it. */
export interface Journey {
  readonly token: string;
  readonly sender: Party;
  readonly hops: readonly Hop[];
  readonly frame: Frame;
}

/** What is to be done next with a copy of a frame. */
export type Carriage =
  /** It enters an extensible switch at a port, with what came beside it from a PF miniport. */
  | {
      readonly kind: 'ingress';
      readonly switch: string;
      readonly port: number;
      readonly journey: Journey;
      readonly outOfBand?: OutOfBand;
    }
  /** The management OS hands it to the PF miniport, with the VPort in the out-of-band data. */
  | {
      readonly kind: 'pf-send';
      readonly adapter: string;
      readonly vport: number;
      readonly journey: Journey;
    }
  /** It is on the external network; `from` names the adapter or the station that put it there. */
  | { readonly kind: 'medium'; readonly from: MediumEntry; readonly journey: Journey }
  | { readonly kind: 'upcall'; readonly upcall: DeviceUpcall };

export type MediumEntry =
  | { readonly kind: 'adapter'; readonly adapter: string }
  | { readonly kind: 'station'; readonly station: string };

export const passing = (journey: Journey, ...hops: readonly Hop[]): Journey => ({
  ...journey,
  hops: [...journey.hops, ...hops],
});

export const partyHop = (party: Party): Hop => ({ kind: 'party', party });
export const switchHop = (name: string): Hop => ({ kind: 'extensible-switch', switch: name });

export function delivered(
  course: Course,
  journey: Journey,
  receiver: Party,
  outOfBand: OutOfBand = {},
): void {
  const { token, sender, frame } = journey;
  const hops = [...journey.hops, partyHop(receiver)];
  course.traces.push({ token, sender, hops, end: { kind: 'delivered', receiver, frame, outOfBand } });
}

export function dropped(
  course: Course,
  journey: Pick<Journey, 'token' | 'sender' | 'hops'>,
  reason: DropReason,
  rule?: string,
): void {
  const { token, sender, hops } = journey;
  const end: Trace['end'] =
    rule === undefined ? { kind: 'dropped', reason } : { kind: 'dropped', reason, rule };
  course.traces.push({ token, sender, hops, end });
}
