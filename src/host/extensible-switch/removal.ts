import { applyRequest } from './apply-request';
import { nicsOf, withPort, type ExtensibleSwitch } from './extensible-switch';
import { refusal, refused, SUCCESS, type SwitchOutcome, type SwitchResult } from './switch-outcome';
import type { SwitchEvent } from './switch-event';
import type { SwitchNic } from './switch-nic';
import { referenceCount, type SwitchPort, type SwitchPortId } from './switch-port';
import type { SwitchRequest } from './switch-request';

/**
 * Takes a port away with all that is on it: NIC_DISCONNECT, NIC_DELETE, PORT_TEARDOWN, PORT_DELETE (XSW-PORT-19,
 * XSW-NIC-40), for the external port its physical adapters first (XSW-NIC-36). Waits where a reference is outstanding
 * (`pending`) and goes on by itself when the last one is dropped. Refused while a VF depends on it: the stack detaches
 * that first (XSW-IOV-44, 47).
 */
export function removePort(sw: ExtensibleSwitch, portId: SwitchPortId): SwitchResult {
  const port = sw.ports.get(portId);
  if (port === undefined) return refused(sw, refusal('XSW-PORT-32', `there is no port ${portId}`));
  const dependent = vfThatDependsOn(sw, port);
  if (dependent !== undefined)
    return refused(
      sw,
      refusal(
        port.type === 'external' ? 'XSW-IOV-47' : 'XSW-IOV-44',
        `the adapter of port ${dependent.portId} still has a VF`,
        'NDIS_STATUS_INVALID_STATE',
      ),
    );
  return continueRemoval(withPort(sw, { ...port, isBeingRemoved: true }), portId);
}

function vfThatDependsOn(sw: ExtensibleSwitch, port: SwitchPort): SwitchNic | undefined {
  const nics = port.type === 'external' ? Array.from(sw.nics.values()) : nicsOf(sw, port.portId);
  return nics.find(({ vfAssigned }) => vfAssigned);
}

/** As far as the references allow. */
export function continueRemoval(sw: ExtensibleSwitch, portId: SwitchPortId): SwitchResult {
  const events: SwitchEvent[] = [];
  let now = sw;
  for (;;) {
    const port = now.ports.get(portId);
    if (port === undefined) return { switch: now, outcome: SUCCESS, events };
    const step = nextStep(now, port);
    if ('kind' in step) return { switch: now, outcome: step, events };
    const done = applyRequest(now, step);
    if (done.outcome.kind !== 'success')
      throw new Error(`cannot happen: ${step.oid} of a removal must pass, see XSW-CTRL-03`);
    now = done.switch;
    events.push(...done.events);
  }
}

const waiting = (rule: string, reason: string): SwitchOutcome => ({ kind: 'pending', rule, reason });

function nextStep(sw: ExtensibleSwitch, port: SwitchPort): SwitchRequest | SwitchOutcome {
  const { portId } = port;
  const nics = nicsOf(sw, portId);
  const above = nics.filter(({ nicIndex }) => nicIndex > 0);
  const group = above.length > 0 ? above : nics;
  const connected = group.find(({ state }) => state === 'connected');
  if (connected !== undefined)
    return { oid: 'OID_SWITCH_NIC_DISCONNECT', portId, nicIndex: connected.nicIndex };
  const free = group.find(({ references }) => referenceCount(references) === 0);
  if (free !== undefined) return { oid: 'OID_SWITCH_NIC_DELETE', portId, nicIndex: free.nicIndex };
  if (group.length > 0)
    return waiting('XSW-REF-04', `NIC_DELETE waits for references to the adapter of port ${portId}`);
  if (port.state === 'created') return { oid: 'OID_SWITCH_PORT_TEARDOWN', portId };
  return referenceCount(port.references) === 0
    ? { oid: 'OID_SWITCH_PORT_DELETE', portId }
    : waiting('XSW-REF-03', `PORT_DELETE waits for references to port ${portId}`);
}
