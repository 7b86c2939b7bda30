import { OUTSIDE } from '../../terms/party';
import type { Hop } from '../../wire/trace';
import { tokenOf } from '../../wire/token';
import type { Course, Origin } from '../testbed-course';
import type { Journey } from './journey';

/** One frame enters one adapter once; over a second adapter it has another way behind it. */
const key = (adapter: string, token: string): string => `${adapter}\n${token}`;

/** A device that fetches a frame by DMA learns its name from the payload alone; one without a name is the last that went in. */
export function entersAdapter(course: Course, adapter: string, journey: Journey): void {
  const { token, sender, hops, frame } = journey;
  const origin = { token, sender, hops };
  course.origins.set(key(adapter, token), origin);
  course.origins.set(key(adapter, tokenOf(frame) ?? ''), origin);
}

/** A frame that no party of the testbed sent, for example one that a device invented, counts as from outside. */
const UNKNOWN: Omit<Origin, 'token'> = { sender: { kind: 'outside', station: OUTSIDE }, hops: [] };

/** The way from the sender through the device: the device's hops begin at its own edge. */
export function wayThrough(
  course: Course,
  adapter: string,
  token: string,
  deviceHops: readonly Hop[],
): Omit<Journey, 'frame'> {
  const origin = course.origins.get(key(adapter, token)) ?? { ...UNKNOWN, token };
  return { token: origin.token, sender: origin.sender, hops: [...origin.hops, ...deviceHops] };
}
