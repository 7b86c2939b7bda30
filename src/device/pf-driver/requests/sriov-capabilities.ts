import { succeeded, withMembers } from '../oid-reply';
import { SRIOV_CAPABILITIES, SRIOV_CAPS } from '../structures/sriov';

const { NDIS_SRIOV_CAPS_SRIOV_SUPPORTED, NDIS_SRIOV_CAPS_PF_MINIPORT } = SRIOV_CAPS;

/**
 * As registered during MiniportInitializeEx (CAP-SRIOV-02, CAP-SRIOV-04). Hardware capabilities are complete whatever the
 * keywords say (CAP-SRIOV-13); current ones exist only with SR-IOV enabled, which is checked before (CAP-QUERY-05).
 */
export const sriovCapabilities = withMembers(SRIOV_CAPABILITIES, ({ state }) =>
  succeeded(state, {
    Flags: 0,
    SriovCapabilities: NDIS_SRIOV_CAPS_SRIOV_SUPPORTED | NDIS_SRIOV_CAPS_PF_MINIPORT,
  }),
);
