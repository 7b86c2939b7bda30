import type { DeviceOutcome, DriverRequest, Keywords } from '../../device/device';
import type { EventName } from '../../terms/event-name';
import type { NdisStatus } from '../../terms/ndis-status';
import { isNdisStatus } from '../../terms/ndis-status';
import type { OidMembers, OidName } from '../../terms/oid';
import { NDIS_DEFAULT_SWITCH_ID } from '../../terms/switch-ids';
import { DONE, fromAnswer, refused, type CallOutcome } from '../guest/call-outcome';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';
import { adapterOf, changeAdapter, type HostMachine } from '../host-machine';
import { NDIS_AT_REST, type NdisAdapter, type PfMiniportState } from './ndis-adapter';
import { withoutSwitch } from './record-answer';
import { logUnbound, takeAllAway, unbindDriver } from './unbind-driver';

/** Queries whose answers a miniport registers in MiniportInitializeEx. */
const ATTRIBUTES: readonly OidName[] = [
  'OID_SRIOV_HARDWARE_CAPABILITIES',
  'OID_SRIOV_CURRENT_CAPABILITIES',
  'OID_NIC_SWITCH_HARDWARE_CAPABILITIES',
  'OID_NIC_SWITCH_CURRENT_CAPABILITIES',
  'OID_RECEIVE_FILTER_HARDWARE_CAPABILITIES',
  'OID_RECEIVE_FILTER_CURRENT_CAPABILITIES',
  'OID_RECEIVE_FILTER_GLOBAL_PARAMETERS',
];

/**
 * NDIS starts the PF miniport: MiniportInitializeEx, then, when SR-IOV was reported, OID_NIC_SWITCH_CREATE_SWITCH exactly
 * once with what the registry says (SWITCH-CREATE-01, -04), then MiniportRestart. No request comes before the first has
 * returned (PF-INIT-17, ORDER-INIT-01).
 */
export function startPf(
  carrier: HostCarrier,
  name: string,
  keywords: Keywords,
  upTo: 'initialized' | 'switch-created' = 'switch-created',
): CallOutcome {
  const initialized = callEntryPoint(carrier, name, { kind: 'initialize', keywords });
  if (initialized.kind === 'refused') return initialized;
  if (upTo === 'initialized') return DONE;
  const { ndis } = adapterOf(carrier.machine, name);
  if (ndis.sriovEnabled) {
    const created = createSwitch(carrier, name, keywords);
    if (created.kind === 'refused') return created;
  }
  return callEntryPoint(carrier, name, { kind: 'restart' });
}

/** NDIS issues this itself, with the default switch of the registry (SWITCH-CREATE-05 to -07, KW-SWITCH-02 to -07). */
export const createSwitch = (carrier: HostCarrier, name: string, keywords: Keywords): CallOutcome =>
  fromAnswer(
    carrier.oid(name, { kind: 'ndis' }, 'ndis', {
      oid: 'OID_NIC_SWITCH_CREATE_SWITCH',
      members: switchFromRegistry(keywords, attribute(carrier, name, 'MaxNumVFs')),
    }),
  );

const switchFromRegistry = (keywords: Keywords, maxNumVfs: number): OidMembers => ({
  Flags: 0,
  SwitchType: 'NdisNicSwitchTypeExternal',
  SwitchId: NDIS_DEFAULT_SWITCH_ID,
  SwitchFriendlyName: String(keywords['*SwitchName'] ?? 'Default Switch'),
  NumVFs: Number(keywords['*NumVFs'] ?? maxNumVfs),
});

const attribute = (carrier: HostCarrier, name: string, member: string): number =>
  Number(
    adapterOf(carrier.machine, name).ndis.attributes.OID_NIC_SWITCH_HARDWARE_CAPABILITIES?.[member] ?? 0,
  );

/**
 * Orderly halt. First the PF is paused; then every bound driver takes away what it made on the adapter and is unbound, the
 * virtualization stack last; then NDIS deletes the switch, and only when that succeeded MiniportHaltEx is called
 * (SWITCH-DELETE-04 to -07, PF-HALT-01 to -08, -14). Guests lose their VFs before: the stack detaches them (ruling 20).
 */
export function haltPf(carrier: HostCarrier, name: string): CallOutcome {
  const { state, bound } = adapterOf(carrier.machine, name).ndis;
  if (state === 'running') callEntryPoint(carrier, name, { kind: 'pause' });
  const unbound = firstRefusal([
    ...bound.map((driver) => () => unbindDriver(carrier, name, driver)),
    () => takeAllAway(carrier, name, { kind: 'virtualization-stack' }),
    () => takeAllAway(carrier, name, { kind: 'ndis' }),
    () => deleteSwitch(carrier, name),
  ]);
  return unbound ?? callEntryPoint(carrier, name, { kind: 'halt' });
}

function firstRefusal(steps: readonly (() => CallOutcome)[]): CallOutcome | undefined {
  for (const step of steps) {
    const outcome = step();
    if (outcome.kind === 'refused') return outcome;
  }
  return undefined;
}

function deleteSwitch(carrier: HostCarrier, name: string): CallOutcome {
  if (adapterOf(carrier.machine, name).ndis.nicSwitch === undefined) return DONE;
  const members = { SwitchId: NDIS_DEFAULT_SWITCH_ID };
  return fromAnswer(
    carrier.oid(name, { kind: 'ndis' }, 'ndis', { oid: 'OID_NIC_SWITCH_DELETE_SWITCH', members }),
  );
}

export const pausePf = (carrier: HostCarrier, name: string): CallOutcome =>
  callEntryPoint(carrier, name, { kind: 'pause' });
export const restartPf = (carrier: HostCarrier, name: string): CallOutcome =>
  callEntryPoint(carrier, name, { kind: 'restart' });
/** No callback ever follows (FSM-PFM-12). */
export const shutdownPf = (carrier: HostCarrier, name: string): CallOutcome =>
  callEntryPoint(carrier, name, { kind: 'shutdown' });

/**
 * The device is gone: NDIS tells the miniport, which from now on answers NDIS_STATUS_NOT_ACCEPTED (PF-REMOVE-02, -04).
 * The stack takes the VFs from their guests next, then `haltRemovedPf`.
 */
export const removePf = (carrier: HostCarrier, name: string): CallOutcome =>
  callEntryPoint(carrier, name, { kind: 'surprise-removal' });

/** MiniportHaltEx with NdisHaltDeviceSurpriseRemoved: bindings are closed, nothing is asked of the hardware (PF-REMOVE-06). */
export function haltRemovedPf(carrier: HostCarrier, name: string): CallOutcome {
  const { bound, filterDrivers } = adapterOf(carrier.machine, name).ndis;
  for (const driver of bound) logUnbound(carrier, name, driver, filterDrivers);
  const outcome = callEntryPoint(carrier, name, { kind: 'halt' });
  setNdis(carrier, name, () => NDIS_AT_REST);
  return outcome;
}

const EVENTS: Readonly<Record<DriverRequest['kind'], EventName>> = {
  initialize: 'miniport-initialize',
  halt: 'miniport-halt',
  pause: 'miniport-pause',
  restart: 'miniport-restart',
  shutdown: 'miniport-shutdown',
  'surprise-removal': 'miniport-surprise-removal',
  'miniport-reset': 'miniport-reset',
  'set-pf-power': 'miniport-power',
  'conventional-reset': 'conventional-reset',
};

/**
 * One entry point of the PF miniport, or what happens to its device, with nothing before and nothing after: also what a
 * test at the miniport boundary calls. NDIS's own record follows the driver's state.
 */
export function callEntryPoint(carrier: HostCarrier, name: string, request: DriverRequest): CallOutcome {
  const outcome = asCallOutcome(carrier.device(name, request));
  if (outcome.kind === 'done') follow(carrier, name, request);
  carrier.log(
    hostEvent(EVENTS[request.kind], name, {
      ...(request.kind === 'set-pf-power' && { power: request.state }),
      status: outcome.kind === 'done' ? 'NDIS_STATUS_SUCCESS' : outcome.status,
    }),
  );
  return outcome;
}

function asCallOutcome(outcome: DeviceOutcome): CallOutcome {
  if (outcome.kind !== 'refused') return DONE;
  return refused(failingStatus(outcome.status), outcome.reason, outcome.rule);
}

function failingStatus(text: string): Exclude<NdisStatus, 'NDIS_STATUS_SUCCESS'> {
  return isNdisStatus(text) && text !== 'NDIS_STATUS_SUCCESS' ? text : 'NDIS_STATUS_FAILURE';
}

const STATES: Readonly<Record<string, PfMiniportState>> = {
  'not-loaded': 'halted',
  halted: 'halted',
  running: 'running',
  paused: 'paused',
  removed: 'removed',
};

function follow(carrier: HostCarrier, name: string, request: DriverRequest): void {
  const { device, state } = adapterOf(carrier.machine, name);
  const view = device.view(state);
  const reached = request.kind === 'shutdown' ? 'shutdown' : (STATES[view.driver] ?? 'halted');
  if (request.kind === 'initialize') registerAttributes(carrier, name, request.keywords);
  setNdis(carrier, name, (ndis) => {
    if (reached === 'halted')
      return { ...NDIS_AT_REST, bound: ndis.bound, filterDrivers: ndis.filterDrivers };
    const switchGone = view.nicSwitch === undefined && ndis.nicSwitch !== undefined;
    return { ...(switchGone && reached !== 'removed' ? withoutSwitch(ndis) : ndis), state: reached };
  });
}

/** NdisMSetMiniportAttributes, read by the queries that NDIS answers from it; no request in anybody's trace. */
function registerAttributes(carrier: HostCarrier, name: string, keywords: Keywords): void {
  const attributes = Object.fromEntries(
    ATTRIBUTES.flatMap((oid) => {
      const outcome = carrier.device(name, { kind: 'oid', request: { oid, members: {} } });
      return outcome.kind === 'answer' && outcome.answer.kind === 'success'
        ? [[oid, outcome.answer.members] as const]
        : [];
    }),
  );
  const { device, state } = adapterOf(carrier.machine, name);
  const sriovEnabled = device.view(state).sriovEnabledByKeyword;
  const OID_SRIOV_PF_LUID = { Luid: luidOf(carrier.machine, name) };
  setNdis(carrier, name, (ndis) => ({
    ...ndis,
    keywords,
    attributes: { ...attributes, OID_SRIOV_PF_LUID },
    sriovEnabled,
  }));
}

/** Each PF present at the same time has its own, constant while it is initialized (IDENT-LUID-02, -05). */
const luidOf = (machine: HostMachine, name: string): number =>
  FIRST_LUID + Object.keys(machine.adapters).indexOf(name);

const FIRST_LUID = 0x10000;

function setNdis(carrier: HostCarrier, name: string, change: (ndis: NdisAdapter) => NdisAdapter): void {
  carrier.machine = changeAdapter(carrier.machine, name, (adapter) => ({
    ...adapter,
    ndis: change(adapter.ndis),
  }));
}
