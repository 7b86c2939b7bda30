import { nicAt, withNic, type ExtensibleSwitch } from './extensible-switch';
import { updateNic } from './nic-requests';
import type { PortPolicies } from './port-policy';
import { refusal, refused, succeeded, type SwitchRefusal, type SwitchResult } from './switch-outcome';
import type { SwitchPortId } from './switch-port';

/**
 * Why the port's adapter may not be given a VF now; undefined: it may. Capacity is not looked at. Policies that the NIC
 * switch cannot enforce keep the adapter on the synthetic path while they are set (ruling 27).
 */
export function vfObstacle(sw: ExtensibleSwitch, portId: SwitchPortId): SwitchRefusal | undefined {
  const port = sw.ports.get(portId);
  const nic = nicAt(sw, portId);
  if (port === undefined || nic === undefined)
    return refusal('XSW-IOV-43', `port ${portId} has no adapter on this switch`);
  if (sw.settings.type !== 'external')
    return refusal('XSW-IOV-01', `"${sw.settings.name}" is ${sw.settings.type} and has no physical adapter`);
  if (!sw.settings.sriov) return refusal('XSW-IOV-12', `"${sw.settings.name}" is no SR-IOV switch`);
  if (nic.type !== 'synthetic') return refusal('XSW-IOV-36', `the adapter is ${nic.type}`);
  if (port.policies.iovWeight === 0)
    return refusal('XSW-IOV-10', `the IOVOffloadWeight of port ${portId} is 0`);
  if (nic.state !== 'connected') return refusal('XSW-IOV-44', `the adapter is ${nic.state}, not connected`);
  const policy = policyOnSwitchPathOnly(port.policies);
  return policy === undefined
    ? undefined
    : refusal('XSW-IOV-39', `port ${portId} has ${policy}, which the NIC switch cannot enforce`);
}

/** Beyond address and one VLAN nothing has a counterpart in receive filters (XSW-OFFLOAD-13). */
function policyOnSwitchPathOnly(policies: PortPolicies): string | undefined {
  if (policies.acl.length > 0) return 'access control entries';
  if (policies.dhcpGuard) return 'DHCP guard';
  if (policies.routerGuard) return 'router guard';
  if (policies.mirrorTo !== undefined) return 'mirroring';
  if (policies.stormLimit > 0) return 'a storm limit';
  if (policies.virtualSubnet > 0) return 'a virtual subnet';
  const { kind } = policies.vlan;
  return kind === 'untagged' || kind === 'access' ? undefined : `VLAN mode ${kind}`;
}

/** The stack has attached or taken away a VF: announced by NIC_UPDATED (XSW-IOV-14). Without one no VF path is active. */
export function setVfAssigned(sw: ExtensibleSwitch, portId: SwitchPortId, vfAssigned: boolean): SwitchResult {
  return nicAt(sw, portId)?.vfAssigned === vfAssigned
    ? succeeded(sw)
    : updateNic(sw, portId, 0, { vfAssigned });
}

/** The guest has switched to, or back from, its VF; nobody is told (XSW-IOV-42). */
export function setVfDataPath(sw: ExtensibleSwitch, portId: SwitchPortId, isActive: boolean): SwitchResult {
  const nic = nicAt(sw, portId);
  if (nic === undefined || (isActive && !nic.vfAssigned))
    return refused(sw, refusal('XSW-IOV-42', `the adapter of port ${portId} has no VF`));
  return nic.vfDataPathActive === isActive
    ? succeeded(sw)
    : succeeded(withNic(sw, { ...nic, vfDataPathActive: isActive }));
}
