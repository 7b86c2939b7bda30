import type { Json } from '../../terms/json';
import type { Extension } from './extension';
import type { ExtensibleSwitch } from './extensible-switch';
import { refusal, type SwitchOutcome } from './switch-outcome';
import type { SwitchEvent } from './switch-event';
import type { SwitchNic } from './switch-nic';
import type { SwitchPort } from './switch-port';

/** Bytes of the answers, as the structures of version 1 are laid out on a 64-bit system. */
const SIZE = { parameters: 1056, arrayHeader: 24, port: 1064, nic: 2140, propertyEnum: 40 } as const;

export const SWITCH_QUERIES = [
  'OID_SWITCH_PARAMETERS',
  'OID_SWITCH_PORT_ARRAY',
  'OID_SWITCH_NIC_ARRAY',
  'OID_SWITCH_PROPERTY_ENUM',
] as const;
type SwitchQuery = (typeof SWITCH_QUERIES)[number];

/** `PORT_ARRAY` names `OID_SWITCH_PORT_ARRAY`. */
const queryNamed = (oid: string): SwitchQuery | undefined =>
  SWITCH_QUERIES.find((query) => query === oid || query === `OID_SWITCH_${oid}` || query === `OID_${oid}`);

/**
 * An extension's query of the switch. Before activation only OID_SWITCH_PARAMETERS (XSW-SWITCH-08); a buffer that is too
 * short gets the size that suffices (XSW-SWITCH-11). Reads only.
 * @param bufferLength bytes; absent: enough.
 */
export function query(sw: ExtensibleSwitch, oid: string, bufferLength?: number): SwitchOutcome {
  const known = queryNamed(oid);
  if (known === undefined)
    return refusal(
      'XSW-SWITCH-11',
      `${oid} is none of ${SWITCH_QUERIES.join(', ')}`,
      'NDIS_STATUS_NOT_SUPPORTED',
    );
  if (!sw.settings.isActive && known !== 'OID_SWITCH_PARAMETERS')
    return refusal('XSW-SWITCH-08', `${known} before NetEventSwitchActivate`, 'NDIS_STATUS_INVALID_STATE');
  const { members, size } = answer(sw, known);
  if (bufferLength === undefined || bufferLength >= size) return { kind: 'success', members };
  const reason = `${known} needs ${size} bytes, the buffer has ${bufferLength}`;
  return { ...refusal('XSW-SWITCH-11', reason, 'NDIS_STATUS_INVALID_LENGTH'), bytesNeeded: size };
}

interface Answer {
  readonly members: Readonly<Record<string, Json>>;
  readonly size: number;
}

function answer(sw: ExtensibleSwitch, oid: SwitchQuery): Answer {
  switch (oid) {
    case 'OID_SWITCH_PARAMETERS':
      return { members: parameters(sw), size: SIZE.parameters };
    case 'OID_SWITCH_PORT_ARRAY':
      return array(Array.from(sw.ports.values(), portMembers), SIZE.port);
    case 'OID_SWITCH_NIC_ARRAY':
      return array(Array.from(sw.nics.values(), nicMembers), SIZE.nic);
    // Switch properties are custom ones of extensions, of which this model has none (XSW-POLICY-15).
    case 'OID_SWITCH_PROPERTY_ENUM':
      return { members: { NumProperties: 0 }, size: SIZE.propertyEnum };
  }
}

const parameters = ({ settings, ports }: ExtensibleSwitch): Answer['members'] => ({
  SwitchName: settings.name,
  SwitchFriendlyName: settings.name,
  NumSwitchPorts: ports.count,
  IsActive: settings.isActive,
});

/** Without elements only the header (XSW-SWITCH-10). */
const array = (elements: readonly Json[], elementSize: number): Answer => ({
  members: { NumElements: elements.length, Elements: elements },
  size: SIZE.arrayHeader + elements.length * elementSize,
});

const portMembers = (port: SwitchPort): Json => ({
  PortId: port.portId,
  PortName: port.name,
  PortFriendlyName: port.friendlyName,
  PortType: port.type,
  PortState: port.state,
  IsValidationPort: port.isValidation,
});

const NO_ADDRESS = '00-00-00-00-00-00';

const nicMembers = (nic: SwitchNic): Json => ({
  PortId: nic.portId,
  NicIndex: nic.nicIndex,
  NicName: nic.name,
  NicFriendlyName: nic.friendlyName,
  NicType: nic.type,
  NicState: nic.state,
  MTU: nic.mtu,
  PermanentMacAddress: nic.permanentMac ?? NO_ADDRESS,
  VMMacAddress: nic.vmMac ?? NO_ADDRESS,
  CurrentMacAddress: nic.currentMac ?? NO_ADDRESS,
  VFAssigned: nic.vfAssigned,
});

/** What an extension asks when it is enabled, or when the switch becomes active under it (XSW-SWITCH-08, 09). */
export function introductionQueries(sw: ExtensibleSwitch, { extension }: Extension): readonly SwitchEvent[] {
  const oids = sw.settings.isActive ? SWITCH_QUERIES : SWITCH_QUERIES.slice(0, 1);
  return oids.map((oid) => ({ kind: 'query', extension, oid, status: 'NDIS_STATUS_SUCCESS' }));
}
