import { PF } from '../../../terms/function-id';
import { failed, ok, type Result } from '../../../terms/result';
import type { AdapterContext, EntryPoint, InjectedRefusal } from '../../adapter-context';
import type { AdapterState } from '../../adapter-state';
import { withEffects, type Step } from '../../adapter-step';
import { FILTER_ALL_MULTICAST, FILTER_BROADCAST } from '../../function/registers';
import { setBusMaster } from '../../pcie/driver-writes';
import { assignResources } from '../../pcie/platform-setup';
import { slicesOf } from '../../pcie/bars';
import { vfEnable } from '../../pcie/sriov-capability';
import { DRIVER_NOT_LOADED, type DriverConfiguration } from '../driver-state';
import { strickenBy } from '../injected-failure';
import { readKeywords } from '../keywords';
import { refusal, type Refusal } from '../refusal';
import { disable, enable, enabledEffect } from '../virtualization';
import { outOfOrder } from './out-of-order';

/**
 * MiniportInitializeEx: keywords, then hardware, and with static creation the switch and the VFs (PF-INIT-13, PF-INIT-14).
 * It leaves the adapter paused (PF-INIT-18). A failure releases everything (PF-INIT-19).
 */
export const initialize: EntryPoint<'initialize'> = (context, state, { keywords }) => {
  const order = outOfOrder(state, ['not-loaded', 'halted'], 'initialize') ?? absent(state);
  if (order !== undefined) return order;
  const configuration = readKeywords(keywords, context.profile);
  if (!configuration.ok) return configuration.error;
  const started = withHardware(context, state, configuration.value);
  if (!configuration.value.sriov || context.profile.nicSwitch.creation === 'dynamic')
    return withEffects(started);
  return provisioned(context, state, started, configuration.value);
};

/** A removed device stays removed; a card in its place comes up like one after a conventional reset. */
const absent = ({ present }: AdapterState): Refusal | undefined =>
  present
    ? undefined
    : refusal('NDIS_STATUS_ADAPTER_NOT_READY', 'the adapter has been removed', 'PF-REMOVE-02');

/** What the bus driver found and the PF driver sets before any request: addresses, bus mastering, receive mode. */
function withHardware(
  context: AdapterContext,
  state: AdapterState,
  configuration: DriverConfiguration,
): AdapterState {
  const quiet = vfEnable(state.pcie) ? disable(context, state) : state;
  const pcie = setBusMaster(withAddresses(quiet.pcie), PF, true).state;
  const packetFilter = FILTER_BROADCAST | FILTER_ALL_MULTICAST;
  const { pf } = quiet;
  return {
    ...quiet,
    pcie,
    pf: { ...pf, registers: { ...pf.registers, packetFilter } },
    driver: { ...DRIVER_NOT_LOADED, lifecycle: 'paused', configuration },
  };
}

/** After a reset of the PF its BARs are unassigned, and the bus driver assigns them anew before it starts the device. */
const withAddresses = (pcie: AdapterState['pcie']): AdapterState['pcie'] =>
  slicesOf(pcie, PF).some(({ base }) => base !== undefined) ? pcie : assignResources(pcie);

function provisioned(
  context: AdapterContext,
  before: AdapterState,
  started: AdapterState,
  configuration: DriverConfiguration,
): Step | Refusal | InjectedRefusal {
  const created = withSwitch(context, started, configuration);
  if (!created.ok) return created.error;
  const { numVfs } = configuration;
  const stricken = numVfs > 0 ? strickenBy(before, 'enable-virtualization') : undefined;
  if (stricken !== undefined) return { state: stricken, refusal: ENABLING_FAILED };
  const enabled = enable(context, created.value, numVfs);
  if (!enabled.ok) return enabled.error;
  return numVfs > 0 ? withEffects(enabled.value, enabledEffect(numVfs)) : withEffects(enabled.value);
}

const ENABLING_FAILED = refusal(
  'NDIS_STATUS_FAILURE',
  'NdisMEnableVirtualization failed',
  'SWITCH-STATIC-05',
);

/** Hardware resources only: nobody can use the switch before NDIS enables it (SWITCH-STATIC-07). */
function withSwitch(
  { profile, parts }: AdapterContext,
  state: AdapterState,
  { numVfs, numVPorts, queuePairs, vlanFiltering, switchName }: DriverConfiguration,
): Result<AdapterState, Refusal> {
  const created = parts.nicSwitch.createNicSwitch(
    { numVfs, numVPorts, queuePairs, vlanFiltering, name: switchName, usable: false },
    profile,
  );
  return created.ok
    ? ok({ ...state, nicSwitch: created.value, driver: { ...state.driver, switchStage: 'provisioned' } })
    : failed(refusal('NDIS_STATUS_NOT_ACCEPTED', created.error.reason, created.error.rule));
}
