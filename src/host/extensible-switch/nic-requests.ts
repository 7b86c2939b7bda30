import { currentMac } from './current-mac';
import { nicAt, nicsOf, withNic, withoutNic, type ExtensibleSwitch } from './extensible-switch';
import { issue } from './issue';
import { withLivePort } from './port-requests';
import { refusal, refused, type SwitchRefusal, type SwitchResult } from './switch-outcome';
import { MAX_NIC_INDEX, type SwitchNic } from './switch-nic';
import { isVmPort, NO_REFERENCES, referenceCount, type SwitchPort, type SwitchPortId } from './switch-port';
import type { NicChange, NicCreation } from './switch-request';

const DEFAULT_MTU = 1500;

const wrongState = (rule: string, reason: string): SwitchRefusal =>
  refusal(rule, reason, 'NDIS_STATUS_INVALID_STATE');

const nameOf = (portId: SwitchPortId, nicIndex: number): string => `adapter ${nicIndex} of port ${portId}`;

export const createNic = (sw: ExtensibleSwitch, creation: NicCreation): SwitchResult => {
  if (!sw.ports.has(creation.portId))
    return refused(sw, refusal('XSW-PORT-01', `there is no port ${creation.portId}`));
  return withLivePort(sw, creation.portId, (port) => {
    const wrong = wrongCreation(sw, port, creation);
    if (wrong !== undefined) return refused(sw, wrong);
    const { portId, nicIndex } = creation;
    const details = { NicType: creation.type, NicName: creation.name };
    return issue(
      sw,
      { oid: 'OID_SWITCH_NIC_CREATE', portId, nicIndex, details, always: nicIndex > 0 },
      (now) => withNic(now, nicFrom(port, creation)),
    );
  });
};

function nicFrom(port: SwitchPort, creation: NicCreation): SwitchNic {
  const addresses = {
    permanentMac: creation.permanentMac,
    vmMac: isVmPort(port) ? (creation.vmMac ?? creation.permanentMac) : undefined,
    failedOverMac: undefined,
  };
  return {
    portId: creation.portId,
    nicIndex: creation.nicIndex,
    type: creation.type,
    name: creation.name,
    friendlyName: creation.friendlyName ?? creation.name,
    state: 'created',
    mtu: creation.mtu ?? DEFAULT_MTU,
    ...addresses,
    currentMac: currentMac(addresses, port.policies),
    vfAssigned: false,
    vfDataPathActive: false,
    references: NO_REFERENCES,
  };
}

function wrongCreation(
  sw: ExtensibleSwitch,
  port: SwitchPort,
  { portId, nicIndex, type }: NicCreation,
): SwitchRefusal | undefined {
  if (port.isValidation) return wrongState('XSW-PORT-31', `port ${portId} is a validation port`);
  if (type !== port.type)
    return refusal('XSW-PORT-25', `port ${portId} is ${port.type} and takes no ${type} adapter`);
  if (nicAt(sw, portId, nicIndex) !== undefined)
    return wrongState('XSW-NIC-26', `${nameOf(portId, nicIndex)} exists already`);
  return nicIndex === 0 ? undefined : wrongMember(sw, port, nicIndex);
}

/** Physical adapters sit under the external adapter and come after it (XSW-NIC-31, 35). */
function wrongMember(sw: ExtensibleSwitch, port: SwitchPort, nicIndex: number): SwitchRefusal | undefined {
  if (port.type !== 'external' || !Number.isInteger(nicIndex) || nicIndex < 0 || nicIndex > MAX_NIC_INDEX)
    return refusal(
      'XSW-NIC-31',
      `index ${nicIndex}: only an external port has adapters 1 to ${MAX_NIC_INDEX}, any other has 0 alone`,
    );
  if (nicAt(sw, port.portId) === undefined)
    return wrongState('XSW-NIC-35', `the external adapter itself must be created before ${nicIndex}`);
  return undefined;
}

function withNicAt(
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  nicIndex: number,
  then: (nic: SwitchNic, port: SwitchPort) => SwitchResult,
): SwitchResult {
  return withLivePort(sw, portId, (port) => {
    const nic = nicAt(sw, portId, nicIndex);
    if (nic !== undefined) return then(nic, port);
    return refused(sw, refusal('XSW-NIC-08', `there is no ${nameOf(portId, nicIndex)}`));
  });
}

/** Once per creation; the external adapter before those under it (XSW-NIC-08, 26, 35). */
export const connectNic = (sw: ExtensibleSwitch, portId: SwitchPortId, nicIndex: number): SwitchResult =>
  withNicAt(sw, portId, nicIndex, (nic) => {
    if (nic.state !== 'created')
      return refused(
        sw,
        wrongState('XSW-NIC-08', `${nameOf(portId, nicIndex)} is ${nic.state}, not created`),
      );
    if (nicIndex > 0 && nicAt(sw, portId)?.state !== 'connected')
      return refused(sw, wrongState('XSW-NIC-35', 'the external adapter itself is not connected yet'));
    return issue(sw, { oid: 'OID_SWITCH_NIC_CONNECT', portId, nicIndex }, (now) =>
      withNic(now, { ...nic, state: 'connected' }),
    );
  });

/** Announces a change of a connected adapter (XSW-NIC-12, 13). */
export const updateNic = (
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  nicIndex: number,
  change: NicChange,
): SwitchResult =>
  withNicAt(sw, portId, nicIndex, (nic, port) => {
    if (nic.state !== 'connected')
      return refused(sw, wrongState('XSW-NIC-12', `${nameOf(portId, nicIndex)} is ${nic.state}`));
    const wrong = change.vfAssigned === true ? cannotHaveVf(sw, nic) : undefined;
    if (wrong !== undefined) return refused(sw, wrong);
    return announce(sw, changedNic(nic, port, change));
  });

export function changedNic(nic: SwitchNic, port: SwitchPort, change: NicChange): SwitchNic {
  const changed = { ...nic, ...change };
  return {
    ...changed,
    currentMac: currentMac(changed, port.policies),
    vfDataPathActive: changed.vfAssigned && nic.vfDataPathActive,
  };
}

/** NIC_UPDATED with the members that extensions look at. */
export function announce(sw: ExtensibleSwitch, nic: SwitchNic): SwitchResult {
  const { portId, nicIndex, permanentMac, vmMac, vfAssigned, mtu } = nic;
  const details = {
    PermanentMacAddress: permanentMac ?? null,
    VMMacAddress: vmMac ?? null,
    CurrentMacAddress: nic.currentMac ?? null,
    VFAssigned: vfAssigned,
    MTU: mtu,
  };
  return issue(sw, { oid: 'OID_SWITCH_NIC_UPDATED', portId, nicIndex, details }, (now) => withNic(now, nic));
}

function cannotHaveVf(sw: ExtensibleSwitch, nic: SwitchNic): SwitchRefusal | undefined {
  if (nic.type !== 'synthetic')
    return refusal('XSW-NIC-41', `a VF goes to synthetic VM adapters; this one is ${nic.type}`);
  return sw.settings.sriov
    ? undefined
    : refusal('XSW-IOV-12', `"${sw.settings.name}" is no SR-IOV switch`, 'NDIS_STATUS_NOT_SUPPORTED');
}

/** With a VF the guest could bypass a port that is gone: the stack takes it away first (XSW-IOV-44). */
export const disconnectNic = (sw: ExtensibleSwitch, portId: SwitchPortId, nicIndex: number): SwitchResult =>
  withNicAt(sw, portId, nicIndex, (nic) => {
    if (nic.state !== 'connected')
      return refused(
        sw,
        wrongState('XSW-NIC-15', `${nameOf(portId, nicIndex)} is ${nic.state}, not connected`),
      );
    if (nic.vfAssigned)
      return refused(sw, wrongState('XSW-IOV-44', `${nameOf(portId, nicIndex)} still has a VF`));
    if (nicIndex === 0 && nicsOf(sw, portId).length > 1)
      return refused(sw, wrongState('XSW-NIC-36', 'there are still physical adapters under it'));
    return issue(sw, { oid: 'OID_SWITCH_NIC_DISCONNECT', portId, nicIndex }, (now) =>
      withNic(now, { ...nic, state: 'disconnected' }),
    );
  });

/** From created or disconnected (ruling 25), never while a reference is outstanding (XSW-NIC-21, XSW-REF-04). */
export const deleteNic = (sw: ExtensibleSwitch, portId: SwitchPortId, nicIndex: number): SwitchResult =>
  withNicAt(sw, portId, nicIndex, (nic) => {
    if (nic.state === 'connected')
      return refused(sw, wrongState('XSW-NIC-23', `${nameOf(portId, nicIndex)} is still connected`));
    const count = referenceCount(nic.references);
    if (count > 0)
      return refused(sw, wrongState('XSW-REF-04', `${nameOf(portId, nicIndex)} has ${count} references`));
    if (nicIndex === 0 && nicsOf(sw, portId).length > 1)
      return refused(sw, wrongState('XSW-NIC-36', 'there are still physical adapters under it'));
    return issue(sw, { oid: 'OID_SWITCH_NIC_DELETE', portId, nicIndex }, (now) =>
      withoutNic(now, portId, nicIndex),
    );
  });
