import type { FrameToSend } from '../../src/isolation/action';
import type { MacAddress } from '../../src/terms/mac-address';
import type { Party } from '../../src/terms/party';
import { MANAGEMENT_MAC, OUTSIDE_MAC } from '../../src/terms/well-known-addresses';
import type { PartitionInTestbed, TestbedView } from '../../src/target/testbed-view';
import { FeatureMistake } from '../../src/target/target';
import { nearest } from '../../src/terms/nearest';
import { ETHERTYPE, type Frame, type VlanTag } from '../../src/wire/frame';
import { frameWith } from '../../src/wire/test-frame';

/** A frame that a sentence sent, with who sent it and who was meant. */
export interface SentFrame extends FrameToSend {
  readonly sender: Party;
  readonly addressee: Party | undefined;
}

/** What a sentence says about a frame beyond sender and receiver. */
export interface FrameWish {
  readonly source?: MacAddress;
  readonly tag?: VlanTag;
  /** Bytes of the whole frame without check sequence. */
  readonly size?: number;
  readonly etherType?: number;
}

export function partition(view: TestbedView, name: string): PartitionInTestbed {
  const found = view.partitions.find((each) => each.partition === name);
  if (found !== undefined) return found;
  const names = view.partitions.map((each) => each.partition);
  throw new FeatureMistake(`there is no partition "${name}"; ${known(names)}${nearest(name, names)}`);
}

const known = (names: readonly string[]): string =>
  names.length === 0
    ? 'no partition is running yet'
    : `known are ${names.map((each) => `"${each}"`).join(', ')}`;

export function macOf(view: TestbedView, party: Party): MacAddress {
  if (party.kind === 'management-os') return MANAGEMENT_MAC;
  if (party.kind === 'partition') return partition(view, party.partition).mac;
  return view.stations.find((each) => each.station === (party.station ?? 'outside'))?.mac ?? OUTSIDE_MAC;
}

/** Outside the adapter VLANs are visible: a station tags what it sends with the VLAN of the partition that it means. */
function wireTag(view: TestbedView, sender: Party, receiver: Party | undefined): VlanTag | undefined {
  if (sender.kind !== 'outside' || receiver?.kind !== 'partition') return undefined;
  const vlan = partition(view, receiver.partition).vlan;
  return vlan === undefined ? undefined : { vlan, priority: 0 };
}

export function frameBetween(
  view: TestbedView,
  token: string,
  sender: Party,
  receiver: Party,
  wish: FrameWish = {},
): SentFrame {
  return addressed(view, token, sender, receiver, macOf(view, receiver), wish);
}

export function frameTo(
  view: TestbedView,
  token: string,
  sender: Party,
  destination: MacAddress,
  wish: FrameWish = {},
): SentFrame {
  return addressed(view, token, sender, undefined, destination, wish);
}

function addressed(
  view: TestbedView,
  token: string,
  sender: Party,
  addressee: Party | undefined,
  destination: MacAddress,
  wish: FrameWish,
): SentFrame {
  const tag = wish.tag ?? wireTag(view, sender, addressee);
  const frame: Frame = frameWith({
    destination,
    source: wish.source ?? macOf(view, sender),
    token,
    tag,
    size: wish.size,
    etherType: wish.etherType ?? ETHERTYPE.experimental,
    content: new Uint8Array(),
  });
  return { token, frame, sender, addressee };
}
