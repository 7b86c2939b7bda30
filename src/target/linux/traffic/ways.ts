import { PF, vfFunction, vfId } from '../../../terms/function-id';
import type { Party } from '../../../terms/party';
import { NDIS_DEFAULT_VPORT_ID } from '../../../terms/switch-ids';
import { unreachable } from '../../../terms/result';
import type { Hop } from '../../../wire/trace';
import type { Origin } from './origin';

const NIC_SWITCH: Hop = { kind: 'nic-switch' };
const PHYSICAL_PORT: Hop = { kind: 'physical-port' };
const DEFAULT_VPORT: Hop = { kind: 'vport', vport: NDIS_DEFAULT_VPORT_ID };
const PF_HOP: Hop = { kind: 'function', function: PF };

export const partyHop = (party: Party): Hop => ({ kind: 'party', party });
const switchHop = (name: string): Hop => ({ kind: 'extensible-switch', switch: name });
/** VF 1 of the terms is the first, which sysfs calls 0. */
const vfHop = (vf: number): Hop => ({ kind: 'function', function: vfFunction(vfId(vf)) });

/** From the sender to where its interface, and with it the kit, gives the frame away. */
export function wayIn(sender: Party, origin: Origin): readonly Hop[] {
  switch (origin.kind) {
    case 'vf':
      return [partyHop(sender), vfHop(origin.vf)];
    case 'switch':
      return [partyHop(sender), switchHop(origin.switch)];
    case 'outside':
      return [partyHop(sender), PHYSICAL_PORT];
    case 'nowhere':
      return [partyHop(sender)];
    default:
      return unreachable(origin);
  }
}

/** A copy that came out of the adapter somewhere must have been in its NIC switch. */
const throughAdapter = (sender: Party, origin: Origin): readonly Hop[] => [
  ...wayIn(sender, origin),
  ...(origin.kind === 'switch' ? [PF_HOP, DEFAULT_VPORT] : []),
  NIC_SWITCH,
];

export const wayToVf = (sender: Party, origin: Origin, vf: number): readonly Hop[] => [
  ...throughAdapter(sender, origin),
  vfHop(vf),
];

export const wayToWire = (sender: Party, origin: Origin): readonly Hop[] => [
  ...throughAdapter(sender, origin),
  PHYSICAL_PORT,
];

/** @param above the extensible switch that the adapter is bound to. */
export const wayToPf = (sender: Party, origin: Origin, above: string | undefined): readonly Hop[] => [
  ...throughAdapter(sender, origin),
  DEFAULT_VPORT,
  PF_HOP,
  ...(above === undefined ? [] : [switchHop(above)]),
];

/** From port to port of extensible switches, without the adapter. */
export const wayInside = (sender: Party, origin: Origin, on: string): readonly Hop[] => [
  ...wayIn(sender, origin),
  ...(origin.kind === 'switch' && origin.switch === on ? [] : [switchHop(on)]),
];
