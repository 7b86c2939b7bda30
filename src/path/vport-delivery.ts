import { partitionDomain } from '../terms/domain';
import { NDIS_DEFAULT_VPORT_ID, vportId } from '../terms/switch-ids';
import { functionDomain } from './adapter-label';
import { isGroupAddress } from '../terms/mac-address';
import type { Party } from '../terms/party';
import type { AdapterPaths, PartitionPaths } from './configuration';
import { tooLong } from './nic-switch-ingress';
import type { Due } from './due';
import {
  delivered,
  dropped,
  losable,
  onHop,
  restingOn,
  touching,
  vlanOf,
  withVlan,
  type Flight,
  type Onward,
} from './flight';
import { functionOf, receiveGate } from './function-gate';
import type { FilterPaths } from './vport-vlan';

/** A copy leaves the NIC switch by a VPort, to a VF's guest or to the PF and what is above it. */
export function leaveByVPort(
  onward: Onward,
  adapter: AdapterPaths,
  number: number,
  flight: Flight,
  filter: FilterPaths | undefined,
): readonly Due[] {
  const vport = adapter.vports.find((each) => each.vport === number);
  if (vport === undefined || !vport.active) return dropped(flight, 'vport-not-active', 'FORWARD-LOOKUP-04');
  const domain = functionDomain(onward.configuration, adapter, vport.function);
  const hop = { kind: 'function', function: vport.function } as const;
  if (vport.function.kind === 'vf')
    return toVf(onward, adapter, touching(onHop(flight, hop), domain), filter);
  const atPf = onHop(flight, { kind: 'vport', vport: vportId(number) }, hop);
  return toPf(onward, adapter, touching(atPf, domain), number);
}

/** Past every VPort, where there is no NIC switch. */
export function leaveByPf(onward: Onward, adapter: AdapterPaths, flight: Flight): readonly Due[] {
  const pf = { kind: 'pf' } as const;
  const domain = functionDomain(onward.configuration, adapter, pf);
  const atPf = touching(onHop(flight, { kind: 'function', function: pf }), domain);
  return toPf(onward, adapter, atPf, NDIS_DEFAULT_VPORT_ID);
}

function toVf(
  onward: Onward,
  adapter: AdapterPaths,
  flight: Flight,
  filter: FilterPaths | undefined,
): readonly Due[] {
  const last = flight.hops.at(-1);
  const gates = last?.kind === 'function' ? functionOf(adapter, last.function) : undefined;
  const holder = gates?.partition;
  const here =
    holder === undefined ? flight : touching(flight, partitionDomain(guestParty(holder).partition));
  const gate = receiveGate(gates);
  if (gate?.reason === 'receive-disabled') return beforeDriver(here, holder);
  if (gate !== undefined) return dropped(here, gate.reason, gate.rule);
  if (holder === undefined) return dropped(here, 'not-connected', 'PATH-VF-09');
  const refused = tooLong(gates?.maxFrameSize ?? adapter.maxFrameSize, {
    ...here,
    frame: withVlan(here.frame, 0),
  });
  if (refused !== undefined) return refused;
  const guest = onward.configuration.partitions.find((each) => each.partition === holder);
  if (guest?.path !== 'VF' && isGroupAddress(flight.frame.destination) && guest !== undefined)
    return dropped(restingOn(here, 'ruling 29'), 'inactive-path', 'ruling 29');
  return toGuest(listening(here, guest), holder, filter);
}

/** A guest whose stack is not on the VF path may or may not take a unicast that comes there. */
function listening(flight: Flight, guest: PartitionPaths | undefined): Flight {
  if (guest === undefined || (guest.running && guest.path === 'VF')) return flight;
  return losable(flight, `${guest.partition} is not on the VF path`);
}

/**
 * Filters are on the VPort before the guest's driver runs. Such frames are queued or declared lost (ruling 18), so they
 * may still arrive, later.
 */
function beforeDriver(flight: Flight, holder: string | undefined): readonly Due[] {
  const drop = dropped(flight, 'receive-disabled', 'PATH-FAILOVER-10');
  if (holder === undefined) return drop;
  const late = losable(flight, 'the VF driver does not receive yet (ruling 18)');
  return [...drop, ...toGuest(late, holder, undefined)];
}

/** Whose guest it is: a partition, or one of its further adapters as `partition/adapter`. */
function guestParty(holder: string): Extract<Party, { kind: 'partition' }> {
  const [partition = holder, adapter] = holder.split('/');
  return adapter === undefined ? { kind: 'partition', partition } : { kind: 'partition', partition, adapter };
}

/** FILTER-VLAN-07, ruling 5: the tag is removed and told out of band. */
function toGuest(flight: Flight, holder: string, filter: FilterPaths | undefined): readonly Due[] {
  const vlan = vlanOf(flight.frame);
  const received = { ...flight, frame: withVlan(flight.frame, 0) };
  const content = filter === undefined ? 'payload' : vlan === 0 ? 'frame' : 'exact';
  const party = guestParty(holder);
  return delivered(onHop(received, { kind: 'party', party }), party, {
    content,
    outOfBand: vlan === 0 ? {} : { vlan },
  });
}

/** The PF miniport indicates to the extensible switch; without one the management OS itself receives. */
function toPf(onward: Onward, adapter: AdapterPaths, flight: Flight, vport: number): readonly Due[] {
  const gate = receiveGate(functionOf(adapter, { kind: 'pf' }));
  if (gate !== undefined) return dropped(flight, gate.reason, gate.rule);
  const above = onward.configuration.switches.find(
    (each) => each.adapter === adapter.adapter && each.type === 'external',
  );
  if (above !== undefined) return onward.intoSwitch(above, 'external', flight);
  const party = { kind: 'management-os' } as const;
  const vlan = vlanOf(flight.frame);
  return delivered(onHop(flight, { kind: 'party', party }), party, {
    content: 'payload',
    outOfBand: { vport: vportId(vport), ...(vlan === 0 ? {} : { vlan }) },
  });
}
