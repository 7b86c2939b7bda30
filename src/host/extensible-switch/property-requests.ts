import type { MacAddress } from '../../terms/mac-address';
import { underPolicy } from './current-mac';
import { nicAt, withNic, withPort, type ExtensibleSwitch } from './extensible-switch';
import { issue } from './issue';
import { announce } from './nic-requests';
import { propertyOf, withoutProperty, withPolicy } from './policy-change';
import { wrongPolicy } from './policy-validation';
import type { PortPolicies, PortPolicy, StandardProperty } from './port-policy';
import { withLivePort } from './port-requests';
import { refusal, refused, succeeded, type SwitchResult } from './switch-outcome';
import type { SwitchPort, SwitchPortId } from './switch-port';

/**
 * Puts one setting in force on a running port; nothing is reconnected (XSW-POLICY-24). Standard properties go through
 * the extensions, which may refuse them, and then the former value stays (XSW-POLICY-05, 08). Built-in ones do not.
 * A MAC address that changes, or stops to apply, is announced for a connected adapter (XSW-NIC-12).
 */
export function setPortPolicy(sw: ExtensibleSwitch, portId: SwitchPortId, policy: PortPolicy): SwitchResult {
  const property = propertyOf(policy);
  if (property !== undefined) return setStandard(sw, portId, policy, property);
  return withValid(sw, portId, policy, (port) =>
    policy.kind === 'mac-address'
      ? setPermanentMac(sw, port, policy.mac)
      : enforced(sw, port, withPolicy(port.policies, policy)),
  );
}

const setStandard = (
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  policy: PortPolicy,
  property: StandardProperty,
): SwitchResult => {
  const known = sw.ports.get(portId)?.policies.provisioned.includes(property) === true;
  const oid = known ? 'OID_SWITCH_PORT_PROPERTY_UPDATE' : 'OID_SWITCH_PORT_PROPERTY_ADD';
  return setPortProperty(sw, oid, portId, policy);
};

/** ADD of a property that the port has, or UPDATE of one that it lacks, is out of order and refused (XSW-POLICY-09). */
export const setPortProperty = (
  sw: ExtensibleSwitch,
  oid: 'OID_SWITCH_PORT_PROPERTY_ADD' | 'OID_SWITCH_PORT_PROPERTY_UPDATE',
  portId: SwitchPortId,
  policy: PortPolicy,
): SwitchResult =>
  withValid(sw, portId, policy, (port) => {
    const property = propertyOf(policy);
    if (property === undefined)
      return refused(
        sw,
        refusal('XSW-POLICY-03', `${policy.kind} is built in and no property of extensions`),
      );
    const known = port.policies.provisioned.includes(property);
    if (known !== (oid === 'OID_SWITCH_PORT_PROPERTY_UPDATE'))
      return refused(
        sw,
        refusal('XSW-POLICY-09', `port ${portId} ${known ? 'has' : 'has no'} ${property} property yet`),
      );
    return throughExtensions(sw, oid, port, property, withPolicy(port.policies, policy));
  });

export const deletePortProperty = (
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  property: StandardProperty,
): SwitchResult =>
  withLivePort(sw, portId, (port) =>
    port.policies.provisioned.includes(property)
      ? throughExtensions(
          sw,
          'OID_SWITCH_PORT_PROPERTY_DELETE',
          port,
          property,
          withoutProperty(port.policies, property),
        )
      : refused(sw, refusal('XSW-POLICY-09', `port ${portId} has no ${property} property`)),
  );

const withValid = (
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  policy: PortPolicy,
  then: (port: SwitchPort) => SwitchResult,
): SwitchResult =>
  withLivePort(sw, portId, (port) => {
    const wrong = wrongPolicy(policy);
    return wrong === undefined ? then(port) : refused(sw, wrong);
  });

function throughExtensions(
  sw: ExtensibleSwitch,
  oid: string,
  port: SwitchPort,
  property: StandardProperty,
  policies: PortPolicies,
): SwitchResult {
  const accepted = issue(sw, { oid, portId: port.portId, details: { PropertyType: property } }, (now) => now);
  if (accepted.outcome.kind === 'refused') return accepted;
  const { switch: next, outcome, events } = enforced(sw, port, policies);
  return { switch: next, outcome, events: [...accepted.events, ...events] };
}

/** The port under its new settings, and its adapter's address under them. */
function enforced(sw: ExtensibleSwitch, port: SwitchPort, policies: PortPolicies): SwitchResult {
  const next = withPort(sw, { ...port, policies });
  const nic = nicAt(next, port.portId);
  const changed = nic === undefined ? undefined : underPolicy(nic, policies);
  if (nic === undefined || changed === undefined || changed === nic) return succeeded(next);
  return nic.state === 'connected' ? announce(next, changed) : succeeded(withNic(next, changed));
}

/** An address that the guest never changed follows the permanent one. */
function setPermanentMac(sw: ExtensibleSwitch, port: SwitchPort, mac: MacAddress): SwitchResult {
  const nic = nicAt(sw, port.portId);
  if (nic === undefined || nic.permanentMac === undefined)
    return refused(sw, refusal('XSW-NIC-13', `port ${port.portId} has no adapter with an address`));
  const vmMac = nic.vmMac === nic.permanentMac ? mac : nic.vmMac;
  const changed = underPolicy({ ...nic, permanentMac: mac, vmMac }, port.policies);
  return nic.state === 'connected' ? announce(sw, changed) : succeeded(withNic(sw, changed));
}
