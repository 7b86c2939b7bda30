import { nicAt, withNic, withPort, type ExtensibleSwitch } from './extensible-switch';
import { continueRemoval } from './removal';
import type { SwitchEvent } from './switch-event';
import {
  refusal,
  type SwitchOutcome,
  type SwitchRefusal,
  type SwitchResult,
  SUCCESS,
} from './switch-outcome';
import type { References, SwitchPortId } from './switch-port';

type Call = Extract<SwitchEvent, { kind: 'reference' }>['call'];

/** From created up to and including adapter-deleted, not in teardown (XSW-REF-01). */
export function referencePort(sw: ExtensibleSwitch, portId: SwitchPortId, holder: string): SwitchResult {
  const port = sw.ports.get(portId);
  const answer = (then: ExtensibleSwitch | SwitchRefusal): SwitchResult =>
    answered(sw, 'reference-port', portId, holder, then);
  if (port === undefined) return answer(refusal('XSW-REF-01', `there is no port ${portId}`));
  if (port.state === 'teardown')
    return answer(refusal('XSW-PORT-14', `port ${portId} is torn down`, 'NDIS_STATUS_INVALID_STATE'));
  return answer(withPort(sw, { ...port, references: plusOne(port.references, holder) }));
}

/** Only while the adapter is connected (XSW-REF-02). */
export function referenceNic(sw: ExtensibleSwitch, portId: SwitchPortId, holder: string): SwitchResult {
  const nic = nicAt(sw, portId);
  const answer = (then: ExtensibleSwitch | SwitchRefusal): SwitchResult =>
    answered(sw, 'reference-nic', portId, holder, then);
  if (nic?.state !== 'connected') {
    const reason = `the adapter of port ${portId} is ${nic?.state ?? 'not there'}, not connected`;
    return answer(refusal('XSW-REF-02', reason, 'NDIS_STATUS_INVALID_STATE'));
  }
  return answer(withNic(sw, { ...nic, references: plusOne(nic.references, holder) }));
}

/** In every state (ruling 25); the last one lets a removal go on that waited for it. */
export function dereferencePort(sw: ExtensibleSwitch, portId: SwitchPortId, holder: string): SwitchResult {
  const port = sw.ports.get(portId);
  const rest = minusOne(port?.references, holder);
  if (port === undefined || rest === undefined)
    return answered(sw, 'dereference-port', portId, holder, unmatched(portId, holder));
  const next = withPort(sw, { ...port, references: rest });
  return goingOn(answered(sw, 'dereference-port', portId, holder, next), portId);
}

export function dereferenceNic(sw: ExtensibleSwitch, portId: SwitchPortId, holder: string): SwitchResult {
  const nic = nicAt(sw, portId);
  const rest = minusOne(nic?.references, holder);
  if (nic === undefined || rest === undefined)
    return answered(sw, 'dereference-nic', portId, holder, unmatched(portId, holder));
  const next = withNic(sw, { ...nic, references: rest });
  return goingOn(answered(sw, 'dereference-nic', portId, holder, next), portId);
}

const unmatched = (portId: SwitchPortId, holder: string): SwitchRefusal =>
  refusal('XSW-REF-05', `"${holder}" holds no such reference on port ${portId}`);

const plusOne = (references: References, holder: string): References => ({
  ...references,
  [holder]: (references[holder] ?? 0) + 1,
});

function minusOne(references: References | undefined, holder: string): References | undefined {
  const count = references?.[holder] ?? 0;
  if (count === 0) return undefined;
  const others = Object.entries(references ?? {}).filter(([name]) => name !== holder);
  return Object.fromEntries(count === 1 ? others : [...others, [holder, count - 1]]);
}

function answered(
  sw: ExtensibleSwitch,
  call: Call,
  portId: SwitchPortId,
  extension: string,
  then: ExtensibleSwitch | SwitchRefusal,
): SwitchResult {
  const wrong = 'kind' in then ? then : undefined;
  const outcome: SwitchOutcome = wrong ?? SUCCESS;
  const status = wrong?.status ?? 'NDIS_STATUS_SUCCESS';
  return {
    switch: 'kind' in then ? sw : then,
    outcome,
    events: [{ kind: 'reference', extension, call, portId, status }],
  };
}

function goingOn(dereferenced: SwitchResult, portId: SwitchPortId): SwitchResult {
  if (dereferenced.switch.ports.get(portId)?.isBeingRemoved !== true) return dereferenced;
  const { switch: next, events } = continueRemoval(dereferenced.switch, portId);
  return { switch: next, outcome: SUCCESS, events: [...dereferenced.events, ...events] };
}
