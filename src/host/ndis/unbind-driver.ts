import { issuerName, sameIssuer, type NdisAdapter, type Owned } from './ndis-adapter';
import { changeAdapter, adapterOf } from '../host-machine';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';
import { DONE, refused, type CallOutcome } from '../guest/call-outcome';
import type { Issuer, OidAnswer, OidMembers, OidName } from '../../terms/oid';
import { NDIS_DEFAULT_VPORT_ID } from '../../terms/switch-ids';
import type { Table } from '../../terms/table';
import { switchInformation } from './switch-information';
import { membersAsJson } from './oid-event';

/** ProtocolBindAdapterEx or FilterAttach: the driver learns the NIC switches with its binding (SWITCH-ENUM-06). */
export function bindDriver(
  carrier: HostCarrier,
  name: string,
  driver: string,
  as: 'protocol' | 'filter' = 'protocol',
): CallOutcome {
  const { ndis } = adapterOf(carrier.machine, name);
  if (ndis.state === 'halted' || ndis.state === 'removed' || ndis.state === 'shutdown')
    return refused('NDIS_STATUS_ADAPTER_NOT_READY', `the PF miniport is ${ndis.state}`);
  if (ndis.bound.includes(driver))
    return refused('NDIS_STATUS_INVALID_STATE', `"${driver}" is bound already`);
  const filterDrivers = as === 'filter' ? [...ndis.filterDrivers, driver] : ndis.filterDrivers;
  setBound(carrier, name, { bound: [...ndis.bound, driver], filterDrivers });
  const NicSwitchArray = switchInformation(ndis).map(membersAsJson);
  carrier.log(
    hostEvent(as === 'filter' ? 'filter-attach' : 'protocol-bind', name, { driver, NicSwitchArray }),
  );
  return DONE;
}

/**
 * ProtocolUnbindAdapterEx or FilterDetach: the driver takes its filters away, then its VPorts, then its VFs, and only then
 * the unbinding is over (PF-HALT-03 to -06, SWITCH-DELETE-15, ORDER-HALT-01, -02).
 */
export function unbindDriver(carrier: HostCarrier, name: string, driver: string): CallOutcome {
  const { ndis } = adapterOf(carrier.machine, name);
  if (!ndis.bound.includes(driver)) return refused('NDIS_STATUS_INVALID_STATE', `"${driver}" is not bound`);
  const outcome = takeAllAway(carrier, name, { kind: 'overlying-driver', driver });
  if (outcome.kind === 'refused') return outcome;
  const { bound, filterDrivers } = adapterOf(carrier.machine, name).ndis;
  const others = (each: string): boolean => each !== driver;
  setBound(carrier, name, { bound: bound.filter(others), filterDrivers: filterDrivers.filter(others) });
  logUnbound(carrier, name, driver, filterDrivers);
  return DONE;
}

/** The end of FilterDetach, or of ProtocolUnbindAdapterEx. */
export const logUnbound = (
  carrier: HostCarrier,
  name: string,
  driver: string,
  filterDrivers: readonly string[],
): void =>
  carrier.log(
    hostEvent(filterDrivers.includes(driver) ? 'filter-detach' : 'protocol-unbind', name, { driver }),
  );

/** Every filter, VPort and VF of one driver, in this order. Stops at the first request that does not succeed. */
export function takeAllAway(carrier: HostCarrier, name: string, issuer: Issuer): CallOutcome {
  const { filters, vports, vfs } = adapterOf(carrier.machine, name).ndis;
  const requests: readonly (readonly [OidName, OidMembers])[] = [
    ...ownedBy(filters, issuer).map((FilterId) => ['OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId }] as const),
    ...ownedBy(vports, issuer)
      .filter((VPortId) => VPortId !== NDIS_DEFAULT_VPORT_ID)
      .map((VPortId) => ['OID_NIC_SWITCH_DELETE_VPORT', { VPortId }] as const),
    ...ownedBy(vfs, issuer).map((VFId) => ['OID_NIC_SWITCH_FREE_VF', { VFId }] as const),
  ];
  for (const [oid, members] of requests) {
    const answer: OidAnswer = carrier.oid(name, issuer, 'ndis', { oid, members });
    if (answer.kind === 'refused')
      return { ...answer, reason: `${issuerName(issuer)}: ${oid}: ${answer.reason}` };
  }
  return DONE;
}

const ownedBy = (table: Table<Owned>, issuer: Issuer): readonly number[] =>
  [...table.entries()].filter(([, { owner }]) => sameIssuer(owner, issuer)).map(([id]) => id);

function setBound(
  carrier: HostCarrier,
  name: string,
  drivers: Pick<NdisAdapter, 'bound' | 'filterDrivers'>,
): void {
  carrier.machine = changeAdapter(carrier.machine, name, (adapter) => ({
    ...adapter,
    ndis: { ...adapter.ndis, ...drivers },
  }));
}
