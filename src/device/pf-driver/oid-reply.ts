import type { OidMembers } from '../../terms/oid';
import { invalidParameter, isRefusal, refusal, type Refusal } from './refusal';
import type { OidExchange, OidReply, RequestHandler } from '../adapter-context';
import { strickenBy } from './injected-failure';
import type { AdapterState } from '../adapter-state';
import type { DeviceEffect, InjectedFailure } from '../device';
import type { Parsed, StructureDescription } from './structures/member-type';
import { parseMembers } from './structures/parse-members';

export const succeeded = (
  state: AdapterState,
  members: OidMembers = {},
  effects: readonly DeviceEffect[] = [],
): OidReply => ({ state, effects, answer: { kind: 'success', members } });

/** A handler that gets its members parsed; a fault in them is refused before it is called. */
export const withMembers =
  <S extends StructureDescription>(
    structure: S,
    handle: (exchange: OidExchange, parsed: Parsed<S>) => OidReply | Refusal,
  ): RequestHandler =>
  (exchange) => {
    const parsed = parseMembers(structure, exchange.members);
    return parsed.ok ? handle(exchange, parsed.value) : parsed.error;
  };

/** Several checks, the first refusal of which counts. */
export const firstRefusal = (...checks: readonly (Refusal | undefined)[]): Refusal | undefined =>
  checks.find(isRefusal);

/** NDIS_DEFAULT_SWITCH_ID is the only switch (VF-ALLOC-02, VPORT-CREATE-03). */
export const switchIdFault = (switchId: number, rule: string): Refusal | undefined =>
  switchId === 0
    ? undefined
    : invalidParameter(`SwitchId ${switchId} names no switch; NDIS_DEFAULT_SWITCH_ID is 0`, rule);

/** The refusal that a test has asked for, which is used up by it; everything else stays as it was. */
export function injectedFailure(
  state: AdapterState,
  what: InjectedFailure,
  reason: string,
  rule: string,
): OidReply | undefined {
  const stricken = strickenBy(state, what);
  return stricken && { state: stricken, effects: [], answer: refusal('NDIS_STATUS_FAILURE', reason, rule) };
}
