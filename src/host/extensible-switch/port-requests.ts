import {
  nicsOf,
  portOfType,
  withoutPort,
  withPort,
  withSettings,
  type ExtensibleSwitch,
} from './extensible-switch';
import { issue } from './issue';
import { DEFAULT_POLICIES } from './port-policy';
import { refusal, refused, type SwitchRefusal, type SwitchResult } from './switch-outcome';
import {
  NDIS_SWITCH_DEFAULT_PORT_ID,
  NO_REFERENCES,
  referenceCount,
  type SwitchPort,
  type SwitchPortId,
} from './switch-port';
import type { PortCreation } from './switch-request';

export function createPort(sw: ExtensibleSwitch, creation: PortCreation): SwitchResult {
  const wrong = wrongCreation(sw, creation);
  if (wrong !== undefined) return refused(sw, wrong);
  const port = portFrom(sw, creation);
  const { portId } = port;
  const details = { PortType: port.type, IsValidationPort: port.isValidation };
  return issue(sw, { oid: 'OID_SWITCH_PORT_CREATE', portId, details }, (now) =>
    withSettings(withPort(now, port), { nextPortId: Math.max(sw.settings.nextPortId, portId + 1) }),
  );
}

function portFrom(sw: ExtensibleSwitch, creation: PortCreation): SwitchPort {
  const portId = creation.portId ?? sw.settings.nextPortId;
  const name = creation.name ?? `${sw.settings.name} port ${portId}`;
  return {
    portId,
    type: creation.type,
    owner: creation.owner,
    name,
    friendlyName: creation.friendlyName ?? name,
    state: 'created',
    isValidation: creation.isValidation ?? false,
    policies: DEFAULT_POLICIES,
    references: NO_REFERENCES,
    isBeingRemoved: false,
  };
}

function wrongCreation(sw: ExtensibleSwitch, creation: PortCreation): SwitchRefusal | undefined {
  const { portId } = creation;
  if (portId !== undefined && (portId <= NDIS_SWITCH_DEFAULT_PORT_ID || portId < sw.settings.nextPortId))
    return refusal('XSW-PORT-03', `port identifier ${portId} is the default one or was used already`);
  return creation.type === 'external' || creation.type === 'internal'
    ? wrongManagementPort(sw, creation.type)
    : wrongOwner(creation);
}

const wrongOwner = ({ type, owner }: PortCreation): SwitchRefusal | undefined =>
  owner.kind === 'partition'
    ? undefined
    : refusal('XSW-NIC-37', `a ${type} port belongs to a partition, not to ${owner.kind}`);

/** At most one external and one internal adapter, and neither where the type of the switch excludes it. */
function wrongManagementPort(sw: ExtensibleSwitch, type: 'external' | 'internal'): SwitchRefusal | undefined {
  const { name, type: switchType } = sw.settings;
  if (switchType === 'private')
    return refusal('XSW-SWITCH-03', `the private switch "${name}" has no ${type} port`);
  if (switchType === 'internal' && type === 'external')
    return refusal('XSW-SWITCH-02', `the internal switch "${name}" has no external port`);
  if (portOfType(sw, type) === undefined) return undefined;
  return refusal(
    type === 'external' ? 'XSW-SWITCH-04' : 'XSW-SWITCH-05',
    `the switch "${name}" has its one ${type} port already`,
  );
}

/** Any request that aims at a port: the port exists and its teardown has not begun (XSW-PORT-09, 32). */
export function withLivePort(
  sw: ExtensibleSwitch,
  portId: SwitchPortId,
  then: (port: SwitchPort) => SwitchResult,
): SwitchResult {
  const port = sw.ports.get(portId);
  if (port === undefined) return refused(sw, refusal('XSW-PORT-32', `there is no port ${portId}`));
  if (port.state === 'teardown')
    return refused(
      sw,
      refusal('XSW-PORT-14', `port ${portId} is being torn down`, 'NDIS_STATUS_INVALID_STATE'),
    );
  return then(port);
}

/** Only the friendly name may differ (XSW-PORT-10). */
export const updatePort = (sw: ExtensibleSwitch, portId: SwitchPortId, friendlyName: string): SwitchResult =>
  withLivePort(sw, portId, (port) =>
    issue(
      sw,
      { oid: 'OID_SWITCH_PORT_UPDATED', portId, details: { PortFriendlyName: friendlyName } },
      (now) => withPort(now, { ...port, friendlyName }),
    ),
  );

export const tearDownPort = (sw: ExtensibleSwitch, portId: SwitchPortId): SwitchResult =>
  withLivePort(sw, portId, (port) => {
    if (nicsOf(sw, portId).length > 0)
      return refused(
        sw,
        refusal('XSW-PORT-12', `port ${portId} still has an adapter`, 'NDIS_STATUS_INVALID_STATE'),
      );
    return issue(sw, { oid: 'OID_SWITCH_PORT_TEARDOWN', portId }, (now) =>
      withPort(now, { ...port, state: 'teardown' }),
    );
  });

/** Never issued while a reference is outstanding; `removePort` waits for it instead (XSW-PORT-16, XSW-REF-03). */
export function deletePort(sw: ExtensibleSwitch, portId: SwitchPortId): SwitchResult {
  const port = sw.ports.get(portId);
  if (port === undefined) return refused(sw, refusal('XSW-PORT-32', `there is no port ${portId}`));
  if (port.state !== 'teardown')
    return refused(
      sw,
      refusal('XSW-PORT-16', `port ${portId} has not been torn down`, 'NDIS_STATUS_INVALID_STATE'),
    );
  const count = referenceCount(port.references);
  if (count > 0)
    return refused(
      sw,
      refusal('XSW-REF-03', `port ${portId} has ${count} references`, 'NDIS_STATUS_INVALID_STATE'),
    );
  return issue(sw, { oid: 'OID_SWITCH_PORT_DELETE', portId }, (now) => withoutPort(now, portId));
}
