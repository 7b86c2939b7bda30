import type { OidMembers } from '../../../terms/oid';
import { succeeded, withMembers } from '../oid-reply';
import { invalidParameter } from '../refusal';
import { RECEIVE_FILTER_CAPABILITIES, RECEIVE_FILTER_GLOBAL_PARAMETERS } from '../structures/receive-filter';

/** Documented bits that this adapter sets (FILTER-CAPS-01, -04, -05, -07, -09, -10). */
const VMQ_FILTERS_ENABLED = 0x1;
const MSI_X = 0x1;
const VM_QUEUE = 0x2;
const DYNAMIC_PROCESSOR_AFFINITY_CHANGE = 0x8;
const INTERRUPT_VECTOR_COALESCING = 0x10;
const TEST_EQUAL = 0x1;
const MAC_HEADER = 0x1;
const DEST_ADDR = 0x1;
const VLAN_ID = 0x8;

const capabilities = (vlanFiltering: boolean, filters: number): OidMembers => ({
  Flags: 0,
  EnabledFilterTypes: VMQ_FILTERS_ENABLED,
  EnabledQueueTypes: 0,
  NumQueues: 0,
  SupportedQueueProperties:
    MSI_X | VM_QUEUE | DYNAMIC_PROCESSOR_AFFINITY_CHANGE | INTERRUPT_VECTOR_COALESCING,
  SupportedFilterTests: TEST_EQUAL,
  SupportedHeaders: MAC_HEADER,
  SupportedMacHeaderFields: DEST_ADDR | (vlanFiltering ? VLAN_ID : 0),
  MaxMacHeaderFilters: filters,
  MaxQueueGroups: 0,
  MaxQueuesPerQueueGroup: 0,
  MinLookaheadSplitSize: 0,
  MaxLookaheadSplitSize: 0,
  MaxFieldTestsPerPacketCoalescingFilter: 0,
  MaxPacketCoalescingFilters: 0,
});

export const hardwareFilterCapabilities = withMembers(RECEIVE_FILTER_CAPABILITIES, ({ context, state }) => {
  const { vlanFiltering, maxMacFilters } = context.profile.nicSwitch;
  return succeeded(state, capabilities(vlanFiltering, maxMacFilters));
});

/** VLAN tests as the keyword *VMQVlanFiltering leaves them (FILTER-VLAN-09). */
export const currentFilterCapabilities = withMembers(RECEIVE_FILTER_CAPABILITIES, ({ context, state }) =>
  succeeded(
    state,
    capabilities(state.driver.configuration.vlanFiltering, context.profile.nicSwitch.maxMacFilters),
  ),
);

export const queryFilterGlobalParameters = withMembers(RECEIVE_FILTER_GLOBAL_PARAMETERS, ({ state }) =>
  succeeded(state, { Flags: 0, EnabledFilterTypes: VMQ_FILTERS_ENABLED, EnabledQueueTypes: 0 }),
);

/** Nothing but what is enabled already can be enabled (OID-RFGLOBAL-04). */
export const setFilterGlobalParameters = withMembers(
  RECEIVE_FILTER_GLOBAL_PARAMETERS,
  ({ state }, { EnabledFilterTypes, EnabledQueueTypes }) =>
    (EnabledFilterTypes & ~VMQ_FILTERS_ENABLED) !== 0 || EnabledQueueTypes !== 0
      ? invalidParameter('the adapter does not support this filter or queue type', 'OID-RFGLOBAL-04')
      : succeeded(state),
);
