import { NDIS_INVALID_RID, NDIS_INVALID_VF_FUNCTION_ID, vfFunction } from '../../../terms/function-id';
import { isGroupAddress } from '../../../terms/mac-address';
import type { OidMembers } from '../../../terms/oid';
import type { VfAllocation } from '../../device';
import { firstRefusal, injectedFailure, succeeded, switchIdFault, withMembers } from '../oid-reply';
import { invalidParameter, noResources, type Refusal } from '../refusal';
import type { Parsed } from '../structures/member-type';
import { NIC_SWITCH_VF_PARAMETERS } from '../structures/vf';
import { createdSwitch } from '../vf-checks';
import type { OidReply } from '../../adapter-context';
import type { AdapterState } from '../../adapter-state';

type Parameters = Parsed<typeof NIC_SWITCH_VF_PARAMETERS>;

/** Gives a reserved VF to a partition: unattached, in its reset state, under an identifier of its own (VF-ALLOC-13 to -21). */
export const allocateVf = withMembers(NIC_SWITCH_VF_PARAMETERS, ({ context, state }, parameters) => {
  const nicSwitch = createdSwitch(state, 'VF-ALLOC-28');
  if (!nicSwitch.ok) return nicSwitch.error;
  const fault = memberFault(parameters) ?? injected(state);
  if (fault !== undefined) return fault;
  const vf = context.parts.vf.freeVfId(state);
  if (vf === undefined)
    return noResources(`all ${nicSwitch.value.limits.numVfs} VFs of the switch are allocated`, 'VF-ALLOC-27');
  const requestorId = context.parts.pcie.routingIdOf(state.pcie, vfFunction(vf));
  return succeeded(
    {
      ...state,
      allocations: state.allocations.set(vf, { allocation: allocationOf(parameters), wakeEnabled: false }),
      driver: { ...state.driver, lowestFreeVf: vf + 1 },
    },
    { ...vfMembers(allocationOf(parameters)), VFId: vf, RequestorId: requestorId },
  );
});

function memberFault(parameters: Parameters): Refusal | undefined {
  const { SwitchId, VFId, RequestorId, MacAddressLength } = parameters;
  return firstRefusal(
    switchIdFault(SwitchId, 'VF-ALLOC-02'),
    VFId === NDIS_INVALID_VF_FUNCTION_ID
      ? undefined
      : invalidParameter('VFId must be NDIS_INVALID_VF_FUNCTION_ID on input', 'VF-ALLOC-03'),
    RequestorId === NDIS_INVALID_RID
      ? undefined
      : invalidParameter('RequestorId must be NDIS_INVALID_RID on input', 'VF-ALLOC-04'),
    MacAddressLength === 6
      ? undefined
      : invalidParameter(`MacAddressLength is ${MacAddressLength}; an Ethernet address has 6`, 'VF-ALLOC-09'),
    isGroupAddress(parameters.PermanentMacAddress) || isGroupAddress(parameters.CurrentMacAddress)
      ? invalidParameter('a group address cannot be the address of a VF', 'VF-ALLOC-24')
      : undefined,
  );
}

/** The two faults that a test can inject (VF-ALLOC-13, VF-ALLOC-19). */
const injected = (state: AdapterState): OidReply | undefined =>
  injectedFailure(
    state,
    'vf-software-resources',
    'software resources could not be allocated',
    'VF-ALLOC-13',
  ) ?? injectedFailure(state, 'vf-initialization', 'the VF could not be initialized', 'VF-ALLOC-19');

const allocationOf = (parameters: Parameters): VfAllocation => ({
  vmName: parameters.VMName,
  vmFriendlyName: parameters.VMFriendlyName,
  nicName: parameters.NicName,
  permanentMac: parameters.PermanentMacAddress,
  currentMac: parameters.CurrentMacAddress,
});

/** Names and addresses as they were given (DDI-VFPARAM-05, VF-ENUM-08). */
export const vfMembers = (allocation: VfAllocation): OidMembers => ({
  Flags: 0,
  SwitchId: 0,
  VMName: allocation.vmName,
  VMFriendlyName: allocation.vmFriendlyName,
  NicName: allocation.nicName,
  MacAddressLength: 6,
  PermanentMacAddress: allocation.permanentMac,
  CurrentMacAddress: allocation.currentMac,
});
