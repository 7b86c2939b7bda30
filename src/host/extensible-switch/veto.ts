import type { Extension } from './extension';
import { enabledExtensions } from './extension-stack';
import type { ExtensibleSwitch } from './extensible-switch';
import type { SwitchEvent } from './switch-event';
import type { SwitchRefusal } from './switch-outcome';

/** Who may refuse which request. Everything that is not listed must pass (XSW-CTRL-02, 03, 11, 12, 13; ruling 28). */
const OPEN_TO_VETO: Readonly<Record<string, readonly Extension['type'][]>> = {
  OID_SWITCH_PORT_CREATE: ['filtering', 'forwarding'],
  OID_SWITCH_NIC_CREATE: ['filtering', 'forwarding'],
  OID_SWITCH_PORT_PROPERTY_ADD: ['forwarding'],
  OID_SWITCH_PORT_PROPERTY_UPDATE: ['forwarding'],
  OID_SWITCH_PORT_PROPERTY_DELETE: ['forwarding'],
  OID_NIC_SWITCH_ALLOCATE_VF: ['forwarding'],
  OID_NIC_SWITCH_CREATE_VPORT: ['forwarding'],
  OID_RECEIVE_FILTER_ALLOCATE_QUEUE: ['forwarding'],
  OID_RECEIVE_FILTER_SET_FILTER: ['forwarding'],
};

const PREFIXES = ['', 'OID_', 'OID_SWITCH_', 'OID_NIC_SWITCH_', 'OID_RECEIVE_FILTER_'];

/** `PORT_CREATE`, `SWITCH_PORT_CREATE` and `OID_SWITCH_PORT_CREATE` name the same request. */
export const namesRequest = (name: string, oid: string): boolean =>
  PREFIXES.some((prefix) => prefix + name === oid);

const wantsToRefuse = (extension: Extension, oid: string): boolean =>
  extension.rules.some((rule) => rule.kind === 'veto' && namesRequest(rule.request, oid));

export interface Passage {
  /** Extensions that saw the request, from the protocol edge on. */
  readonly seenBy: readonly string[];
  readonly violations: readonly SwitchEvent[];
  readonly refusal: SwitchRefusal | undefined;
}

/**
 * The way of a request from the protocol edge down. A refusal ends it; one that is not open to the extension is a
 * violation and the request goes on, so that resources are always released (XSW-CTRL-12).
 * @param always the request is one that must pass whatever its name says, as NIC_CREATE of an index above 0 (XSW-NIC-02).
 */
export function throughStack(sw: ExtensibleSwitch, oid: string, always = false): Passage {
  const seenBy: string[] = [];
  const violations: SwitchEvent[] = [];
  for (const extension of enabledExtensions(sw)) {
    seenBy.push(extension.extension);
    if (!wantsToRefuse(extension, oid)) continue;
    if (!always && OPEN_TO_VETO[oid]?.includes(extension.type) === true)
      return { seenBy, violations, refusal: vetoed(extension, oid) };
    violations.push(forbiddenVeto(extension, oid));
  }
  return { seenBy, violations, refusal: undefined };
}

function vetoed({ extension }: Extension, oid: string): SwitchRefusal {
  const wrapped = !oid.startsWith('OID_SWITCH_');
  return {
    kind: 'refused',
    status: wrapped ? 'NDIS_STATUS_FAILURE' : 'NDIS_STATUS_DATA_NOT_ACCEPTED',
    reason: `the extension "${extension}" refuses ${oid}`,
    rule: wrapped ? 'EXT-VETO-02' : ruleOfVeto(oid),
    by: extension,
  };
}

function ruleOfVeto(oid: string): string {
  if (oid === 'OID_SWITCH_PORT_CREATE') return 'XSW-PORT-04';
  return oid === 'OID_SWITCH_NIC_CREATE' ? 'XSW-NIC-03' : 'XSW-POLICY-08';
}

function forbiddenVeto({ extension, type }: Extension, oid: string): SwitchEvent {
  const wrapped = !oid.startsWith('OID_SWITCH_');
  const rule = wrapped ? 'EXT-VETO-03' : type === 'capture' ? 'XSW-EXT-07' : 'XSW-CTRL-02';
  const reason = `the ${type} extension "${extension}" must not refuse ${oid}; the request goes on`;
  return { kind: 'violation', extension, rule, reason };
}
