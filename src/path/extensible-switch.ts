import { isGroupAddress } from '../terms/mac-address';
import { NDIS_DEFAULT_VPORT_ID } from '../terms/switch-ids';
import { OUTSIDE, partyName } from '../terms/party';
import { functionDomain } from './adapter-label';
import type { PortPaths, SwitchPaths } from './configuration';
import type { Due } from './due';
import {
  delivered,
  dropped,
  losable,
  onHop,
  restingOn,
  touching,
  undecided,
  vlanOf,
  type Flight,
  type Onward,
} from './flight';
import { withVlan } from './flight';
import { admitFromPort } from './extensible-switch-ingress';
import { extensionEffects, type ExtensionEffects } from './extension-effects';
import { functionOf, transmitGate } from './function-gate';
import { mirrorCopies } from './mirror';
import { aclVerdict } from './port-acl';
import { switchEgress } from './port-vlan';
import { isOnVf, ownerDomain, ownerName, partyAt, switchDomain } from './switch-ports';

type From = PortPaths | 'external';

/** Forwarding in the extensible switch: XSW-FWD-16 to -20, rulings 26 and 29, and the policies of both ports. */
export function throughSwitch(
  onward: Onward,
  at: SwitchPaths,
  number: number | 'external',
  flight: Flight,
): readonly Due[] {
  const effects = extensionEffects(at);
  const from = number === 'external' ? number : at.ports.find((each) => each.port === number);
  if (from === undefined) return dropped(flight, 'not-connected', 'XSW-FWD-04');
  const hop = { kind: 'extensible-switch', switch: at.switch } as const;
  const arrived = touching(onHop(flight, hop), switchDomain(onward.configuration, at));
  const admitted =
    from === 'external'
      ? ({ kind: 'in', flight: arrived } as const)
      : admitFromPort(at, from, effects, arrived);
  if (admitted.kind === 'ended') return admitted.due;
  if (from === 'external' && effects.silenced.includes(OUTSIDE))
    return dropped(arrived, 'excluded-by-extension', 'XSW-EXT-09');
  const inside = effects.mayFail === undefined ? admitted.flight : losable(admitted.flight, effects.mayFail);
  const dues = destinations(onward, at, from, effects, inside);
  return [...dues, ...opened(at, effects, inside), ...mirrorCopies(at, from, inside, dues)];
}

function opened(at: SwitchPaths, { open }: ExtensionEffects, flight: Flight): readonly Due[] {
  if (open.length === 0) return [];
  const reachable = at.ports.filter((each) => open.includes(ownerName(each))).map(ownerDomain);
  return undecided(touching(flight, ...reachable), open, 'a forwarding extension changes their destinations');
}

function destinations(
  onward: Onward,
  at: SwitchPaths,
  from: From,
  effects: ExtensionEffects,
  flight: Flight,
): readonly Due[] {
  return isGroupAddress(flight.frame.destination)
    ? toAll(onward, at, from, effects, flight)
    : toOwner(onward, at, from, effects, flight);
}

/** XSW-FWD-16, -17, -19, -20. Of several ports with the address, those that accept the VLAN come first. */
function toOwner(
  onward: Onward,
  at: SwitchPaths,
  from: From,
  effects: ExtensionEffects,
  flight: Flight,
): readonly Due[] {
  const holders = at.ports.filter((each) => each.currentMac === flight.frame.destination);
  const owners = holders.filter((each) => !isOnVf(onward.configuration, at, each));
  const inVlan = (each: PortPaths): boolean => switchEgress(each.vlan, vlanOf(flight.frame)) !== 'no';
  const rivals = owners.filter(inVlan);
  if (rivals.length > 1)
    return undecided(touching(flight, ...rivals.map(ownerDomain)), 'all', SEVERAL_OWNERS);
  const owner = owners.find(inVlan) ?? owners[0];
  if (owner === undefined)
    return toExternal(
      onward,
      at,
      from,
      effects,
      restingOn(foreignOnVf(holders, inVlan, flight), 'ruling 26'),
    );
  if (owner === from) return dropped(flight, 'own-frame', 'XSW-FWD-20');
  if (!owner.connected) return dropped(flight, 'not-connected', 'XSW-FWD-19');
  return toPort(owner, effects, flight);
}

/** Whichever of them it is then, the frame is its owner's to see. */
const SEVERAL_OWNERS = 'several ports of the VLAN use the address';

/** The address is a VF guest's in another VLAN: nothing says whether the switch knows that and drops, or sends it out. */
const foreignOnVf = (
  holders: readonly PortPaths[],
  inVlan: (port: PortPaths) => boolean,
  flight: Flight,
): Flight =>
  holders.length > 0 && !holders.some(inVlan)
    ? losable(flight, 'the address belongs to a VF guest in another VLAN')
    : flight;

/** XSW-FWD-18, ruling 29. */
function toAll(
  onward: Onward,
  at: SwitchPaths,
  from: From,
  effects: ExtensionEffects,
  flight: Flight,
): readonly Due[] {
  const members = at.ports.filter(
    (each) =>
      each !== from &&
      each.owner.kind !== 'external' &&
      each.connected &&
      !isOnVf(onward.configuration, at, each),
  );
  const copies = members.flatMap((each) => toPort(each, effects, flight));
  return [...copies, ...toExternal(onward, at, from, effects, restingOn(flight, 'ruling 29'))];
}

function toPort(port: PortPaths, effects: ExtensionEffects, flight: Flight): readonly Due[] {
  const party = partyAt(port);
  if (party === undefined) return dropped(flight, 'no-due-receiver', 'XSW-FWD-17');
  const arrived = touching(onHop(flight, { kind: 'party', party }), ownerDomain(port));
  if (effects.excluded.includes(ownerName(port)))
    return dropped(arrived, 'excluded-by-extension', 'XSW-FWD-10');
  const acl = aclVerdict(port, 'in', flight.frame.source, flight.frame.etherType);
  if (acl === 'denied') return dropped(arrived, 'policy-denied', 'XSW-ACL-06');
  const admitted = switchEgress(port.vlan, vlanOf(flight.frame));
  if (admitted === 'no') return dropped(arrived, 'vlan-not-allowed', 'XSW-VLAN-13');
  if (admitted === 'undecided' || acl === 'undecided')
    return undecided(arrived, [partyName(party)], 'the policies of the receiving port leave it open');
  const frame = admitted === 'tagged' ? flight.frame : withVlan(flight.frame, 0);
  return delivered({ ...arrived, frame }, party, { content: 'frame', outOfBand: {} });
}

/** Ruling 26, XSW-FWD-17: out by the external port, down through the PF and its default VPort, never back where it came from. */
function toExternal(
  onward: Onward,
  at: SwitchPaths,
  from: From,
  effects: ExtensionEffects,
  flight: Flight,
): readonly Due[] {
  const adapter = onward.configuration.adapters.find((each) => each.adapter === at.adapter);
  if (from === 'external' || at.type !== 'external' || adapter === undefined)
    return dropped(flight, 'no-due-receiver', 'XSW-FWD-17');
  if (effects.excluded.includes(OUTSIDE)) return dropped(flight, 'excluded-by-extension', 'XSW-FWD-10');
  const pf = { kind: 'pf' } as const;
  const atPf = touching(
    onHop(flight, { kind: 'function', function: pf }),
    functionDomain(onward.configuration, adapter, pf),
  );
  if (!adapter.driverRunning) return dropped(atPf, 'adapter-not-running', 'ARCH-COMP-04');
  const gate = transmitGate(functionOf(adapter, pf));
  if (gate !== undefined) return dropped(atPf, gate.reason, gate.rule);
  const vport = { kind: 'vport', vport: NDIS_DEFAULT_VPORT_ID } as const;
  const entering = adapter.nicSwitchUsable ? onHop(atPf, vport) : atPf;
  return onward.intoNicSwitch(adapter, NDIS_DEFAULT_VPORT_ID, entering);
}
