import { partitionDomain, WIRE_DOMAIN } from '../terms/domain';
import { PF, vfFunction, vfId } from '../terms/function-id';
import { partyName, type Party } from '../terms/party';
import { vportId } from '../terms/switch-ids';
import type { Frame } from '../wire/frame';
import { functionDomain } from './adapter-label';
import { withinBuffers } from './buffer-limit';
import type { AdapterPaths, PathConfiguration } from './configuration';
import type { Due, FramesSent } from './due';
import { throughSwitch } from './extensible-switch';
import { dropped, onHop, touching, undecided, type Flight, type Onward } from './flight';
import { functionOf, transmitGate } from './function-gate';
import { acrossMedium } from './medium';
import { throughNicSwitch } from './nic-switch';
import { portOf } from './switch-ports';

/**
 * The path oracle: for every frame, who must receive it, with which content, by which hops; or why nobody does.
 * Written from the rules and rulings alone, with linear scans, and shares nothing with any adapter or host.
 */
export function dueDeliveries(configuration: PathConfiguration, sent: FramesSent): readonly Due[] {
  const onward = onwardIn(configuration);
  const dues = sent.frames.flatMap(({ token, frame }) => {
    const flight = departing(sent.sender, token, frame);
    return notToSender(leave(onward, sent, flight), flight);
  });
  return withinBuffers(configuration, dues);
}

/** A frame that the management OS hands to the PF miniport with a VPort of its choice (VPORT-FLOW-04 to -06). */
export interface FrameAtVPort {
  readonly adapter: string | undefined;
  readonly vport: number;
  readonly token: string;
  readonly frame: Frame;
}

export function dueFromVPort(configuration: PathConfiguration, sent: FrameAtVPort): readonly Due[] {
  const onward = onwardIn(configuration);
  const sender: Party = { kind: 'management-os' };
  const flight = departing(sender, sent.token, sent.frame);
  const adapter = adapterNamed(configuration, sent.adapter);
  if (adapter === undefined) return dropped(flight, 'not-connected', 'VPORT-FLOW-04');
  const vport = adapter.vports.find((each) => each.vport === sent.vport);
  if (vport?.function.kind === 'vf')
    return undecided(flight, 'all', 'no rule says what a PF miniport does with a packet for a VF’s VPort');
  const atPf = touching(
    onHop(flight, { kind: 'function', function: PF }),
    functionDomain(configuration, adapter, PF),
  );
  const gate = transmitGate(functionOf(adapter, PF));
  if (gate !== undefined) return dropped(atPf, gate.reason, gate.rule);
  const used = vport?.vport ?? 0;
  const entering = adapter.nicSwitchUsable ? onHop(atPf, { kind: 'vport', vport: vportId(used) }) : atPf;
  if (vport?.active === false) return dropped(entering, 'vport-not-active', 'VPORT-STATE-08');
  return withinBuffers(configuration, notToSender(onward.intoNicSwitch(adapter, used, entering), flight));
}

const adapterNamed = (
  configuration: PathConfiguration,
  name: string | undefined,
): AdapterPaths | undefined =>
  name === undefined
    ? configuration.adapters[0]
    : configuration.adapters.find((each) => each.adapter === name);

function onwardIn(configuration: PathConfiguration): Onward {
  const onward: Onward = {
    configuration,
    intoNicSwitch: (adapter, from, flight) => throughNicSwitch(onward, adapter, from, flight),
    intoSwitch: (at, port, flight) => throughSwitch(onward, at, port, flight),
    ontoMedium: (adapter, flight) => acrossMedium(onward, adapter, flight),
  };
  return onward;
}

const departing = (sender: Party, token: string, frame: Frame): Flight => ({
  token,
  sender,
  frame,
  hops: [{ kind: 'party', party: sender }],
  touches: [],
  rests: [],
});

function leave(onward: Onward, { sender, via }: FramesSent, flight: Flight): readonly Due[] {
  if (sender.kind === 'outside') return fromOutside(onward, flight);
  if (sender.kind === 'management-os') return fromPort(onward, sender, flight);
  const partition = onward.configuration.partitions.find((each) => each.partition === sender.partition);
  const here = touching(flight, partitionDomain(sender.partition));
  if (partition?.running === false) return dropped(here, 'not-connected', 'PATH-SYN-01');
  const path = via ?? (sender.adapter === undefined ? (partition?.path ?? 'synthetic') : 'synthetic');
  if (path === 'none') return dropped(here, 'not-connected', 'PATH-SYN-06');
  if (path === 'synthetic') return fromPort(onward, sender, here);
  return fromVf(onward, partition?.adapter, partition?.vf, here);
}

function fromOutside(onward: Onward, flight: Flight): readonly Due[] {
  const dues = acrossMedium(onward, undefined, touching(flight, WIRE_DOMAIN));
  const stations = onward.configuration.stations.map((each) => each.station);
  const among = undecided(flight, [...stations, 'outside'], 'stations among themselves are not the subject');
  return dues.length > 0 ? [...dues, ...among] : [...dropped(flight, 'link-down', 'ruling 11'), ...among];
}

/** Internal and private switches have no adapter; a party without a port is not connected. */
function fromPort(onward: Onward, party: Party, flight: Flight): readonly Due[] {
  const place = portOf(onward.configuration, party);
  if (place !== undefined) return onward.intoSwitch(place.at, place.port.port, flight);
  return party.kind === 'management-os'
    ? undecided(flight, 'all', 'the management OS has no port on a switch')
    : dropped(flight, 'not-connected', 'XSW-FWD-04');
}

/** A VF's guest sends: the function's gates, then its one VPort (VPORT-FLOW-08). */
function fromVf(
  onward: Onward,
  adapterName: string | undefined,
  vf: number | undefined,
  flight: Flight,
): readonly Due[] {
  const adapter = adapterName === undefined ? undefined : adapterNamed(onward.configuration, adapterName);
  if (adapter === undefined || vf === undefined) return dropped(flight, 'function-absent', 'PATH-VF-01');
  const id = vfFunction(vfId(vf));
  const hop = { kind: 'function', function: id } as const;
  const atVf = touching(onHop(flight, hop), functionDomain(onward.configuration, adapter, id));
  const gate = transmitGate(functionOf(adapter, id));
  if (gate !== undefined) return dropped(atVf, gate.reason, gate.rule);
  const vport = adapter.vports.find((each) => each.function.kind === 'vf' && each.function.vf === vf);
  if (vport === undefined || !vport.active) return dropped(atVf, 'vport-not-active', 'PATH-VF-09');
  return onward.intoNicSwitch(adapter, vport.vport, atVf);
}

/**
 * A switch never returns a frame to the port it came from. A sender with a second way to itself (a guest that is made to
 * use the path it has left) may meet its own broadcast there; no rule says.
 */
const notToSender = (dues: readonly Due[], flight: Flight): readonly Due[] =>
  dues.flatMap((due) =>
    due.kind === 'delivered' && partyName(due.receiver) === partyName(flight.sender)
      ? undecided(flight, [partyName(flight.sender)], 'the sender can be reached by its other path')
      : [due],
  );
