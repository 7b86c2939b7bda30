import { BROADCAST, type MacAddress } from '../../src/terms/mac-address';
import type { Party } from '../../src/terms/party';
import type { VlanTag } from '../../src/wire/frame';
import { wellKnownFrame } from '../../src/wire/well-known-frames';
import { frameBetween, frameTo, macOf, type FrameWish, type SentFrame } from './frames';
import type { NamedFrame } from './parameter-types';
import type { BulkheadWorld } from './world';

async function emit(
  world: BulkheadWorld,
  sender: Party,
  frames: readonly SentFrame[],
  via?: 'VF' | 'synthetic',
): Promise<void> {
  world.sent = frames;
  await world.attempt({
    kind: 'send',
    sender,
    frames: frames.map(({ token, frame }) => ({ token, frame })),
    ...(via === undefined ? {} : { via }),
  });
}

export async function send(
  world: BulkheadWorld,
  from: Party,
  to: Party,
  wish?: FrameWish,
  via?: 'VF' | 'synthetic',
): Promise<void> {
  await emit(world, from, [frameBetween(await world.view(), world.nextToken(), from, to, wish)], via);
}

export async function sendMany(
  world: BulkheadWorld,
  from: Party,
  to: Party,
  count: number,
  wish?: FrameWish,
): Promise<void> {
  const view = await world.view();
  const frames = Array.from({ length: count }, () => frameBetween(view, world.nextToken(), from, to, wish));
  await emit(world, from, frames);
}

export async function sendTo(
  world: BulkheadWorld,
  from: Party,
  to: MacAddress,
  wish?: FrameWish,
  count = 1,
): Promise<void> {
  const view = await world.view();
  const frames = Array.from({ length: count }, () => frameTo(view, world.nextToken(), from, to, wish));
  await emit(world, from, frames);
}

export async function sendNamed(
  world: BulkheadWorld,
  from: Party,
  name: NamedFrame,
  tag?: VlanTag,
  count = 1,
): Promise<void> {
  const view = await world.view();
  const wish = tag === undefined ? {} : { tag };
  const frames = Array.from({ length: count }, (): SentFrame => {
    const token = world.nextToken();
    if (name === 'broadcast') return frameTo(view, token, from, BROADCAST, wish);
    return {
      token,
      sender: from,
      addressee: undefined,
      frame: wellKnownFrame(name, macOf(view, from), token, tag),
    };
  });
  await emit(world, from, frames);
}
