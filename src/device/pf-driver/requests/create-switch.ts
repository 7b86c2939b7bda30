import type { AdapterContext, OidReply } from '../../adapter-context';
import type { AdapterState } from '../../adapter-state';
import { enableNicSwitch } from '../../nic-switch/create-nic-switch';
import type { NicSwitch } from '../../nic-switch/nic-switch';
import { failed, ok, type Result } from '../../../terms/result';
import { firstRefusal, injectedFailure, succeeded, switchIdFault, withMembers } from '../oid-reply';
import { invalidParameter, refusal, type Refusal } from '../refusal';
import type { Parsed } from '../structures/member-type';
import { NIC_SWITCH_PARAMETERS } from '../structures/nic-switch';
import { enable, enabledEffect } from '../virtualization';

type Parameters = Parsed<typeof NIC_SWITCH_PARAMETERS>;

/** Enables the switch that initialization provisioned, or creates one from the request's values (SWITCH-CREATE-01). */
export const createSwitch = withMembers(NIC_SWITCH_PARAMETERS, (exchange, parameters) => {
  const { context, state } = exchange;
  const fault = firstRefusal(
    switchIdFault(parameters.SwitchId, 'SWITCH-PARAMS-03'),
    typeFault(parameters),
    stageFault(state),
  );
  if (fault !== undefined) return fault;
  return state.driver.switchStage === 'provisioned'
    ? enableProvisioned(state, parameters)
    : createDynamically(context, state, parameters);
});

const typeFault = ({ SwitchType }: Parameters): Refusal | undefined =>
  SwitchType === 'NdisNicSwitchTypeExternal'
    ? undefined
    : invalidParameter('SwitchType must be NdisNicSwitchTypeExternal', 'SWITCH-CREATE-05');

function stageFault({ driver }: AdapterState): Refusal | undefined {
  if (driver.switchStage === 'usable')
    return invalidParameter('the NIC switch exists already; an adapter has one', 'ARCH-COMP-05');
  return driver.switchStage === 'soft-deleted'
    ? invalidParameter(
        'a statically created switch comes back with the next initialization only',
        'FSM-SW-01',
      )
    : undefined;
}

/** Every parameter must equal the one that initialization used (SWITCH-CREATE-08, ruling 19). */
function enableProvisioned(state: AdapterState, parameters: Parameters): OidReply | Refusal {
  const { nicSwitch } = state;
  if (nicSwitch === undefined) throw new Error('cannot happen: provisioned without a switch');
  const difference = differenceTo(nicSwitch, parameters);
  if (difference !== undefined) return invalidParameter(difference, 'SWITCH-CREATE-08');
  return succeeded(usable(state, enableNicSwitch(nicSwitch)), answer(parameters));
}

function differenceTo({ limits, name }: NicSwitch, parameters: Parameters): string | undefined {
  const { NumVFs, SwitchFriendlyName, NumQueuePairsForDefaultVPort } = parameters;
  if (NumVFs !== limits.numVfs)
    return `NumVFs is ${NumVFs}; the switch was provisioned with ${limits.numVfs}`;
  if (SwitchFriendlyName !== name) return `the provisioned switch is called "${name}"`;
  const pairs = limits.queuePairsForDefaultVPort;
  return (NumQueuePairsForDefaultVPort ?? pairs) === pairs
    ? undefined
    : `the default VPort was provisioned with ${pairs} queue pairs`;
}

/** Hardware and software resources, then virtualization; if either fails nothing is left of it (FSM-SW-03). */
function createDynamically(
  context: AdapterContext,
  state: AdapterState,
  parameters: Parameters,
): OidReply | Refusal {
  const created = newSwitch(context, state, parameters);
  if (!created.ok) return created.error;
  const failure = parameters.NumVFs > 0 ? enablingFailure(state) : undefined;
  if (failure !== undefined) return failure;
  const enabled = enable(context, usable(state, created.value), parameters.NumVFs);
  if (!enabled.ok) return enabled.error;
  const effects = parameters.NumVFs > 0 ? [enabledEffect(parameters.NumVFs)] : [];
  return succeeded(enabled.value, answer(parameters), effects);
}

const enablingFailure = (state: AdapterState): OidReply | undefined =>
  injectedFailure(state, 'enable-virtualization', 'NdisMEnableVirtualization failed', 'SWITCH-DYNAMIC-04');

function newSwitch(
  { profile, parts }: AdapterContext,
  { driver }: AdapterState,
  parameters: Parameters,
): Result<NicSwitch, Refusal> {
  const { numVPorts, queuePairs, vlanFiltering } = driver.configuration;
  const { NumVFs, SwitchFriendlyName, NumQueuePairsForDefaultVPort } = parameters;
  const created = parts.nicSwitch.createNicSwitch(
    {
      ...{ numVfs: NumVFs, numVPorts, queuePairs, vlanFiltering, name: SwitchFriendlyName },
      ...(NumQueuePairsForDefaultVPort !== undefined && {
        queuePairsForDefaultVPort: NumQueuePairsForDefaultVPort,
      }),
    },
    profile,
  );
  return created.ok
    ? ok(created.value)
    : failed(refusal(created.error.status, created.error.reason, created.error.rule));
}

const usable = (state: AdapterState, nicSwitch: NicSwitch): AdapterState => ({
  ...state,
  nicSwitch,
  driver: { ...state.driver, switchStage: 'usable' },
});

const answer = ({ SwitchType, SwitchId, SwitchFriendlyName, NumVFs }: Parameters) => ({
  SwitchType,
  SwitchId,
  SwitchFriendlyName,
  NumVFs,
});
