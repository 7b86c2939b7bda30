import { BROADCAST, isGroupAddress } from '../terms/mac-address';
import { NDIS_DEFAULT_VPORT_ID } from '../terms/switch-ids';
import { deviceDomain } from './adapter-label';
import type { AdapterPaths } from './configuration';
import type { Due } from './due';
import {
  dropped,
  onHop,
  restingOn,
  touching,
  undecided,
  vlanOf,
  type Flight,
  type NicSwitchEntry,
  type Onward,
} from './flight';
import { functionOf } from './function-gate';
import { tooLong, admitFromVf } from './nic-switch-ingress';
import { leaveByPf, leaveByVPort } from './vport-delivery';
import { acceptsVlan, type FilterPaths } from './vport-vlan';

type VPortPaths = AdapterPaths['vports'][number];

/** Forwarding in the NIC switch, from rulings 1 to 11 alone. */
export function throughNicSwitch(
  onward: Onward,
  adapter: AdapterPaths,
  from: NicSwitchEntry,
  arriving: Flight,
): readonly Due[] {
  const flight = touching(arriving, deviceDomain(onward.configuration, adapter));
  if (!adapter.driverRunning) return dropped(flight, 'adapter-not-running', 'ARCH-COMP-04');
  if (!adapter.nicSwitchUsable) return withoutNicSwitch(onward, adapter, from, flight);
  if (!adapter.linkUp && !adapter.localForwardingWithLinkDown)
    return dropped(restingOn(flight, 'ruling 11'), 'link-down', 'ruling 11');
  const admitted = admit(adapter, from, flight);
  if (admitted.kind === 'ended') return admitted.due;
  const due = forward(onward, adapter, from, onHop(admitted.flight, { kind: 'nic-switch' }));
  if (admitted.kind === 'in') return due;
  return undecided(touching(flight, ...due.flatMap((each) => each.touches)), 'all', admitted.why);
}

/** Without a NIC switch the adapter is an ordinary one: wire and PF, and nothing between them (PCIE-CAP-03). */
function withoutNicSwitch(
  onward: Onward,
  adapter: AdapterPaths,
  from: NicSwitchEntry,
  flight: Flight,
): readonly Due[] {
  if (from === 'wire') return leaveByPf(onward, adapter, flight);
  if (adapter.vports.some((each) => each.vport === from && each.function.kind === 'vf'))
    return undecided(flight, 'all', 'there is no NIC switch to forward what a VF sends');
  return egress(onward, adapter, flight);
}

function admit(adapter: AdapterPaths, from: NicSwitchEntry, flight: Flight): ReturnType<typeof admitFromVf> {
  const vport = adapter.vports.find((each) => each.vport === from);
  if (vport?.function.kind === 'vf') return admitFromVf(adapter, vport, flight);
  const refused = tooLong(adapter.maxFrameSize, flight);
  return refused === undefined ? { kind: 'in', flight } : { kind: 'ended', due: refused };
}

function forward(
  onward: Onward,
  adapter: AdapterPaths,
  from: NicSwitchEntry,
  flight: Flight,
): readonly Due[] {
  return isGroupAddress(flight.frame.destination)
    ? toGroup(onward, adapter, from, flight)
    : toOne(onward, adapter, from, flight);
}

/** Rulings 1, 2, 8, 9: the VPort whose active filter matches, else the default VPort or the physical port. */
function toOne(onward: Onward, adapter: AdapterPaths, from: NicSwitchEntry, flight: Flight): readonly Due[] {
  const matches = matchesOf(adapter, flight);
  const holders = new Set(matches.map((each) => each.vport));
  if (holders.size > 1)
    return undecided(
      flight,
      'all',
      'filters of several VPorts match, and no rule ranks a VLAN test above none',
    );
  const match = matches[0];
  const copies = promiscuousCopy(onward, adapter, from, flight, match);
  if (match === undefined) return [...miss(onward, adapter, from, flight), ...copies];
  if (match.vport === from) return dropped(flight, 'own-frame', 'ISO-LAW-06');
  return [...leaveByVPort(onward, adapter, match.vport, flight, match), ...copies];
}

const isActive = (adapter: AdapterPaths, vport: number): boolean =>
  adapter.vports.some((each) => each.vport === vport && each.active);

const matchesOf = (adapter: AdapterPaths, { frame }: Flight): readonly FilterPaths[] =>
  adapter.filters.filter(
    (each) =>
      each.mac === frame.destination && acceptsVlan(each, vlanOf(frame)) && isActive(adapter, each.vport),
  );

function miss(onward: Onward, adapter: AdapterPaths, from: NicSwitchEntry, flight: Flight): readonly Due[] {
  if (from === 'wire')
    return leaveByVPort(onward, adapter, NDIS_DEFAULT_VPORT_ID, restingOn(flight, 'ruling 1'), undefined);
  return egress(onward, adapter, restingOn(flight, 'ruling 2'));
}

function egress(onward: Onward, adapter: AdapterPaths, flight: Flight): readonly Due[] {
  if (!adapter.linkUp) return dropped(restingOn(flight, 'ruling 11'), 'link-down', 'ruling 11');
  return onward.ontoMedium(adapter, onHop(flight, { kind: 'physical-port' }));
}

/** Ruling 10: a promiscuous default VPort also sees every frame from the wire that went elsewhere. */
function promiscuousCopy(
  onward: Onward,
  adapter: AdapterPaths,
  from: NicSwitchEntry,
  flight: Flight,
  match: FilterPaths | undefined,
): readonly Due[] {
  const curious = functionOf(adapter, { kind: 'pf' })?.promiscuous === true && from === 'wire';
  if (!curious || match === undefined || match.vport === NDIS_DEFAULT_VPORT_ID) return [];
  return leaveByVPort(onward, adapter, NDIS_DEFAULT_VPORT_ID, restingOn(flight, 'ruling 10'), undefined);
}

/** Rulings 3 and 4. */
function toGroup(
  onward: Onward,
  adapter: AdapterPaths,
  from: NicSwitchEntry,
  flight: Flight,
): readonly Due[] {
  const resting = restingOn(flight, flight.frame.destination === BROADCAST ? 'ruling 3' : 'ruling 4');
  const members = adapter.vports.filter(
    (vport) => vport.vport !== from && vport.active && belongs(adapter, vport, resting),
  );
  const copies = members.flatMap((vport) =>
    leaveByVPort(onward, adapter, vport.vport, resting, filterFor(adapter, vport, resting)),
  );
  const leaving = from === 'wire' ? [] : egress(onward, adapter, resting);
  const all = [...copies, ...leaving];
  return all.length > 0 ? all : dropped(resting, 'no-due-receiver', 'ruling 3');
}

/** The default VPort belongs to every VLAN and group; others to those of their filters and of their driver. */
function belongs(adapter: AdapterPaths, vport: VPortPaths, flight: Flight): boolean {
  if (vport.vport === NDIS_DEFAULT_VPORT_ID) return true;
  return filterFor(adapter, vport, flight) !== undefined && wants(adapter, vport, flight);
}

const filterFor = (adapter: AdapterPaths, vport: VPortPaths, { frame }: Flight): FilterPaths | undefined =>
  adapter.filters.find((each) => each.vport === vport.vport && acceptsVlan(each, vlanOf(frame)));

function wants(adapter: AdapterPaths, vport: VPortPaths, { frame }: Flight): boolean {
  const mode = functionOf(adapter, vport.function);
  if (mode === undefined) return false;
  if (frame.destination === BROADCAST) return mode.broadcast;
  return mode.allMulticast || mode.groups.includes(frame.destination);
}
