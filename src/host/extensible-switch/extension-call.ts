import { unreachable } from '../../terms/result';
import type { Extension, ExtensionCall } from './extension';
import { nicAt, portsOf, type ExtensibleSwitch } from './extensible-switch';
import { query } from './query';
import { dereferenceNic, dereferencePort, referenceNic, referencePort } from './references';
import type { SwitchEvent } from './switch-event';
import { refusal, refused, SUCCESS, type SwitchResult } from './switch-outcome';
import type { SwitchPort } from './switch-port';

/**
 * What an extension does on its own account. A call that its type or the state does not permit is refused and reported
 * as a violation.
 * @param sw holds the extension, enabled: one that is disabled or not there calls nothing.
 */
export function callExtension(sw: ExtensibleSwitch, extension: string, call: ExtensionCall): SwitchResult {
  const caller = sw.settings.extensions.find((each) => each.extension === extension);
  if (caller?.enabled !== true)
    return refused(sw, refusal('XSW-EXT-05', `the extension "${extension}" is not enabled on this switch`));
  if (call.kind === 'query') return asked(sw, extension, call.oid, call.bufferLength);
  const port = portsOf(sw, call.partition)[0];
  if (port === undefined)
    return refused(sw, refusal('XSW-PORT-32', `"${call.partition}" has no port on "${sw.settings.name}"`));
  switch (call.kind) {
    case 'reference-nic':
      return referenceNic(sw, port.portId, extension);
    case 'dereference-nic':
      return dereferenceNic(sw, port.portId, extension);
    case 'reference-port':
      return referencePort(sw, port.portId, extension);
    case 'dereference-port':
      return dereferencePort(sw, port.portId, extension);
    case 'remove-vf':
      return removeVf(sw, caller, call, port);
    default:
      return unreachable(call);
  }
}

function asked(sw: ExtensibleSwitch, extension: string, oid: string, bufferLength?: number): SwitchResult {
  const outcome = query(sw, oid, bufferLength);
  const status = outcome.kind === 'refused' ? outcome.status : 'NDIS_STATUS_SUCCESS';
  return { switch: sw, outcome, events: [{ kind: 'query', extension, oid, status }] };
}

type RemoveVf = Extract<ExtensionCall, { kind: 'remove-vf' }>;

/**
 * NDIS_STATUS_SWITCH_PORT_REMOVE_VF inside NDIS_STATUS_SWITCH_NIC_STATUS. The extension references the adapter around it
 * (XSW-IOV-19); one indication takes one VF, and none where there is none.
 */
function removeVf(sw: ExtensibleSwitch, caller: Extension, call: RemoveVf, port: SwitchPort): SwitchResult {
  const { extension } = caller;
  const wrong = wrongIndication(caller, call);
  if (wrong !== undefined) return violated(sw, extension, ...wrong);
  const held = referenceNic(sw, port.portId, extension);
  if (held.outcome.kind !== 'success') return held;
  const { portId } = port;
  const hit: readonly SwitchEvent[] =
    nicAt(sw, portId)?.vfAssigned === true
      ? [{ kind: 'remove-vf', extension, portId, nicIndex: 0, partition: call.partition }]
      : [];
  const released = dereferenceNic(held.switch, portId, extension);
  return { switch: sw, outcome: SUCCESS, events: [...held.events, ...hit, ...released.events] };
}

function wrongIndication(
  { type, extension }: Extension,
  call: RemoveVf,
): readonly [rule: string, reason: string] | undefined {
  if (type !== 'forwarding')
    return ['XSW-IOV-17', `"${extension}" is a ${type} extension; only a forwarding one may take a VF away`];
  if (call.malformed !== undefined)
    return ['XSW-IOV-18', `the indication of "${extension}" has a wrong ${call.malformed}`];
  return call.withoutReference === true
    ? ['XSW-IOV-19', `"${extension}" did not reference the adapter before its indication`]
    : undefined;
}

const violated = (sw: ExtensibleSwitch, extension: string, rule: string, reason: string): SwitchResult =>
  refused(sw, refusal(rule, reason, 'NDIS_STATUS_NOT_ACCEPTED'), [
    { kind: 'violation', extension, rule, reason },
  ]);
