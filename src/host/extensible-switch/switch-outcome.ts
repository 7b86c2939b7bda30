import type { Json } from '../../terms/json';
import type { NdisStatus } from '../../terms/ndis-status';
import type { ExtensibleSwitch } from './extensible-switch';
import type { SwitchEvent } from './switch-event';

export type SwitchOutcome =
  | { readonly kind: 'success'; readonly members: Readonly<Record<string, Json>> }
  /** A removal waits for references to be dropped (XSW-REF-03, 04). */
  | { readonly kind: 'pending'; readonly reason: string; readonly rule: string }
  | SwitchRefusal;

export interface SwitchRefusal {
  readonly kind: 'refused';
  readonly status: Exclude<NdisStatus, 'NDIS_STATUS_SUCCESS'>;
  readonly reason: string;
  readonly rule: string;
  /** `extensible switch`, or the extension that refused. */
  readonly by: string;
  /** With NDIS_STATUS_INVALID_LENGTH. */
  readonly bytesNeeded?: number;
}

/** After a refusal `switch` is the very object that went in. */
export interface SwitchResult {
  readonly switch: ExtensibleSwitch;
  readonly outcome: SwitchOutcome;
  readonly events: readonly SwitchEvent[];
}

export const THE_SWITCH = 'extensible switch';
export const SUCCESS: SwitchOutcome = { kind: 'success', members: {} };

export const refusal = (
  rule: string,
  reason: string,
  status: SwitchRefusal['status'] = 'NDIS_STATUS_INVALID_PARAMETER',
): SwitchRefusal => ({ kind: 'refused', status, reason, rule, by: THE_SWITCH });

export const succeeded = (sw: ExtensibleSwitch, events: readonly SwitchEvent[] = []): SwitchResult => ({
  switch: sw,
  outcome: SUCCESS,
  events,
});

export const refused = (
  sw: ExtensibleSwitch,
  outcome: SwitchRefusal,
  events: readonly SwitchEvent[] = [],
): SwitchResult => ({ switch: sw, outcome, events });
