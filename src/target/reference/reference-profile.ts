import { CAPABILITIES, type TargetProfile } from '../target';
import { PARTITION_SPAN } from '../../host/platform/system-memory';

/** What the reference target is, for the cover of a report: everything that the language can say, nothing about time. */
export const REFERENCE_TARGET_PROFILE: TargetProfile = {
  id: 'reference',
  name: 'reference adapter in the reference host',
  capabilities: new Set(CAPABILITIES),
  declaredChoices: [
    'Teardown moves the filters to the default VPort while the VF still receives; no frame is lost or doubled (ruling 18).',
    'Between the filter move of an attach and the start of the VF driver frames for the guest are lost and counted as such (ruling 18).',
    'A halt of the PF waits until every VF is detached; pause, reset and D3 are refused under a live VF (ruling 20).',
    'A policy that the NIC switch cannot enforce takes the VF away while it is set, unless the adapter profile lets the policy rest (ruling 27).',
    'A VF goes to the first network adapter of a partition; further adapters stay on the synthetic path.',
    'A VF attached by name counts as one with a weight above 0 (XSW-IOV-10).',
    'When VFs are scarce a partition takes the VF of the lowest weight below its own (XSW-IOV-23).',
    'A unicast that no station owns and that left an adapter is received by "outside".',
    'NetVSC takes unicast frames on both of its paths and group frames on the active one (ruling 29).',
    'Frames are sent within one second of the storm limit, until the scenario lets a second pass (XSW-SEC-13).',
  ],
  limits: { partitionMemoryBytes: PARTITION_SPAN, vfsPerAdapter: 65535 },
  versions: { model: '0.1.0' },
};
