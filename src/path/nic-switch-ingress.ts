import { macAddress } from '../terms/mac-address';
import { ETHERTYPE, frameSize } from '../wire/frame';
import type { AdapterPaths } from './configuration';
import type { Due } from './due';
import { dropped, restingOn, undecided, withVlan, type Flight } from './flight';
import { functionOf } from './function-gate';
import { ingressVlan } from './vport-vlan';

export type Admission =
  | { readonly kind: 'in'; readonly flight: Flight }
  | { readonly kind: 'ended'; readonly due: readonly Due[] }
  /** Let in or not, no rule decides: where it is let in, it goes the way of `flight`. */
  | { readonly kind: 'open'; readonly flight: Flight; readonly why: string };

const ended = (due: readonly Due[]): Admission => ({ kind: 'ended', due });
const PAUSE_ADDRESS = macAddress('01-80-C2-00-00-01');
const TAG_BYTES = 4;

type VPortPaths = AdapterPaths['vports'][number];

/** What a NIC switch lets in from a VF's VPort: size, MAC control, source address, VLAN (rulings 5 and 7). */
export function admitFromVf(adapter: AdapterPaths, vport: VPortPaths, flight: Flight): Admission {
  const filters = adapter.filters.filter((each) => each.vport === vport.vport);
  const { frame } = flight;
  const limit = functionOf(adapter, vport.function)?.maxFrameSize ?? adapter.maxFrameSize;
  const refused = tooLong(Math.min(limit, adapter.maxFrameSize), flight) ?? macControl(flight);
  if (refused !== undefined) return ended(refused);
  if (!vport.allowMacSpoofing && !filters.some((each) => each.mac === frame.source))
    return ended(dropped(restingOn(flight, 'ruling 7'), 'spoofed-source', 'ISO-LAW-07'));
  const vlan = ingressVlan(filters, frame);
  if (vlan.kind === 'undecided' && vlan.carriedIn !== undefined)
    return { kind: 'open', flight: { ...flight, frame: withVlan(frame, vlan.carriedIn) }, why: vlan.why };
  if (vlan.kind === 'undecided') return ended(undecided(flight, 'all', vlan.why));
  if (vlan.kind === 'dropped') return ended(dropped(restingOn(flight, 'ruling 5'), vlan.reason, vlan.rule));
  return {
    kind: 'in',
    flight: { ...restingOn(flight, vlan.rests, 'ruling 7'), frame: withVlan(frame, vlan.vlan) },
  };
}

/** A tag may or may not count towards the limit; between the two readings nothing is decided. */
export function tooLong(maxFrameSize: number, flight: Flight): readonly Due[] | undefined {
  const { tag, ...untagged } = flight.frame;
  const bare = frameSize(untagged);
  if (bare > maxFrameSize) return dropped(flight, 'frame-too-long', 'ISO-LAW-06');
  if (tag !== undefined && bare + TAG_BYTES > maxFrameSize)
    return undecided(flight, 'all', 'no rule says whether the tag counts towards the largest frame');
  return undefined;
}

function macControl(flight: Flight): readonly Due[] | undefined {
  const resting = restingOn(flight, 'ruling 7');
  if (flight.frame.etherType === ETHERTYPE.macControl)
    return dropped(resting, 'mac-control-from-vf', 'ISO-LAW-07');
  if (flight.frame.destination === PAUSE_ADDRESS)
    return undecided(resting, 'all', 'ruling 7 names the address together with the type 0x8808');
  return undefined;
}
