import { unreachable } from '../../terms/result';
import { DEFAULT_POLICIES, type PortPolicies, type PortPolicy, type StandardProperty } from './port-policy';

/** What extensions call this setting; undefined: built in, and they never hear of it (XSW-POLICY-03, XSW-PATH-04). */
export function propertyOf(policy: PortPolicy): StandardProperty | undefined {
  switch (policy.kind) {
    case 'mac-spoofing':
    case 'teaming':
    case 'priority-tag':
    case 'storm-limit':
    case 'virtual-subnet':
      return 'security';
    case 'vlan':
      return 'vlan';
    case 'mac-address':
    case 'dhcp-guard':
    case 'router-guard':
    case 'iov-weight':
    case 'iov-queue-pairs':
    case 'mirror-to':
    case 'acl':
      return undefined;
    default:
      return unreachable(policy);
  }
}

/** The settings with this one in force. A MAC address is the adapter's and changes nothing here. */
export function withPolicy(policies: PortPolicies, policy: PortPolicy): PortPolicies {
  const property = propertyOf(policy);
  const provisioned =
    property === undefined || policies.provisioned.includes(property)
      ? policies.provisioned
      : [...policies.provisioned, property];
  return { ...policies, ...settingOf(policy), provisioned };
}

function settingOf(policy: PortPolicy): Partial<PortPolicies> {
  switch (policy.kind) {
    case 'mac-spoofing':
      return { allowMacSpoofing: policy.allowed };
    case 'teaming':
      return { allowTeaming: policy.allowed };
    case 'mac-address':
      return {};
    case 'dhcp-guard':
      return { dhcpGuard: policy.on };
    case 'router-guard':
      return { routerGuard: policy.on };
    case 'priority-tag':
      return { allowPriorityTag: policy.allowed };
    case 'storm-limit':
      return { stormLimit: policy.framesPerSecond };
    case 'iov-weight':
      return { iovWeight: policy.weight };
    case 'iov-queue-pairs':
      return { iovQueuePairs: policy.count };
    case 'mirror-to':
      return { mirrorTo: policy.partition };
    case 'virtual-subnet':
      return { virtualSubnet: policy.id };
    case 'acl':
      return { acl: policy.rules };
    case 'vlan':
      return { vlan: policy.mode };
    default:
      return unreachable(policy);
  }
}

/** A deleted property leaves what a new port has. */
export function withoutProperty(policies: PortPolicies, property: StandardProperty): PortPolicies {
  const { vlan, allowMacSpoofing, allowTeaming, allowPriorityTag, stormLimit, virtualSubnet } =
    DEFAULT_POLICIES;
  const defaults =
    property === 'vlan'
      ? { vlan }
      : { allowMacSpoofing, allowTeaming, allowPriorityTag, stormLimit, virtualSubnet };
  const provisioned = policies.provisioned.filter((each) => each !== property);
  return { ...policies, ...defaults, provisioned };
}
