import type { MacAddress } from '../../terms/mac-address';
import type { PortPolicies } from './port-policy';
import type { SwitchNic } from './switch-nic';

type Addresses = Pick<SwitchNic, 'permanentMac' | 'vmMac' | 'failedOverMac'>;
type AddressPolicy = Pick<PortPolicies, 'allowMacSpoofing' | 'allowTeaming'>;

/**
 * CurrentMacAddress. With spoofing the address set in the guest (XSW-SEC-06); with teaming the one that failed over to
 * the adapter, if any (XSW-SEC-07); otherwise the permanent one (XSW-SEC-05). Where both are allowed spoofing decides.
 */
export function currentMac(nic: Addresses, policy: AddressPolicy): MacAddress | undefined {
  if (policy.allowMacSpoofing) return nic.vmMac ?? nic.permanentMac;
  return policy.allowTeaming ? (nic.failedOverMac ?? nic.permanentMac) : nic.permanentMac;
}

/** The same adapter under another policy; what no longer applies is forgotten. */
export function underPolicy(nic: SwitchNic, policy: AddressPolicy): SwitchNic {
  const kept = policy.allowTeaming ? nic : { ...nic, failedOverMac: undefined };
  const current = currentMac(kept, policy);
  const same = nic.currentMac === current && nic.failedOverMac === kept.failedOverMac;
  return same ? nic : { ...kept, currentMac: current };
}
