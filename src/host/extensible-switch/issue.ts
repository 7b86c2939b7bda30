import type { Json } from '../../terms/json';
import type { NdisStatus } from '../../terms/ndis-status';
import type { ExtensibleSwitch } from './extensible-switch';
import { refused, SUCCESS, type SwitchResult } from './switch-outcome';
import type { SwitchEvent } from './switch-event';
import { throughStack } from './veto';

export interface Issued {
  readonly oid: string;
  readonly portId?: number;
  readonly nicIndex?: number;
  readonly details?: Readonly<Record<string, Json>>;
  /** No extension may refuse it, whatever its name says. */
  readonly always?: boolean;
}

/** Sends a legal request through the extensions to the miniport edge, which carries it out by `carryOut`. */
export function issue(
  sw: ExtensibleSwitch,
  { always = false, details = {}, ...request }: Issued,
  carryOut: (sw: ExtensibleSwitch) => ExtensibleSwitch,
): SwitchResult {
  const { seenBy, violations, refusal } = throughStack(sw, request.oid, always);
  const status: NdisStatus = refusal?.status ?? 'NDIS_STATUS_SUCCESS';
  const seen: SwitchEvent = { kind: 'oid', ...request, seenBy, status, details };
  const events = [...violations, seen];
  return refusal === undefined
    ? { switch: carryOut(sw), outcome: SUCCESS, events }
    : refused(sw, refusal, events);
}
