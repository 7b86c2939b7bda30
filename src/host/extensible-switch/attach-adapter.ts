import type { MacAddress } from '../../terms/mac-address';
import { applyRequest } from './apply-request';
import type { ExtensibleSwitch } from './extensible-switch';
import type { PortPolicy } from './port-policy';
import { setPortPolicy } from './property-requests';
import { removePort } from './removal';
import type { SwitchEvent } from './switch-event';
import { SUCCESS, type SwitchRefusal, type SwitchResult } from './switch-outcome';
import type { PortOwner, SwitchPortId, SwitchPortType } from './switch-port';

export interface AdapterSpec {
  readonly owner: PortOwner;
  readonly type: SwitchPortType;
  readonly name: string;
  readonly permanentMac?: MacAddress;
  readonly vmMac?: MacAddress;
  /** In force before the adapter connects, so that its first frame is policed (XSW-POLICY-23). */
  readonly policies?: readonly PortPolicy[];
  /** The guest has bound to the adapter; else NIC_CONNECT comes later, by `applyRequest` (XSW-NIC-11). Default true. */
  readonly isBound?: boolean;
  /** Names of the physical adapters under an external one, from index 1 (XSW-NIC-35). */
  readonly physicalAdapters?: readonly string[];
}

export interface AttachResult extends SwitchResult {
  /** Of the new port, unless refused. */
  readonly portId: SwitchPortId | undefined;
}

type Step = (sw: ExtensibleSwitch) => SwitchResult;

/**
 * A new port with its adapter: PORT_CREATE, policies, NIC_CREATE, NIC_CONNECT (XSW-NIC-39). When one is refused the
 * others are undone, `switch` is the object that went in, and the events tell what was tried.
 */
export function attachAdapter(sw: ExtensibleSwitch, spec: AdapterSpec): AttachResult {
  const portId = sw.settings.nextPortId;
  const events: SwitchEvent[] = [];
  let now = sw;
  for (const step of stepsOf(spec, portId)) {
    const done = step(now);
    events.push(...done.events);
    if (done.outcome.kind === 'refused') return undone(sw, now, portId, done.outcome, events);
    now = done.switch;
  }
  return { switch: now, outcome: SUCCESS, events, portId };
}

function stepsOf(spec: AdapterSpec, portId: SwitchPortId): readonly Step[] {
  const { owner, type, policies = [], isBound = true } = spec;
  const indexes = [0, ...(spec.physicalAdapters ?? []).map((_, at) => at + 1)];
  return [
    (sw) => applyRequest(sw, { oid: 'OID_SWITCH_PORT_CREATE', port: { type, owner } }),
    ...policies.map(
      (policy): Step =>
        (sw) =>
          setPortPolicy(sw, portId, policy),
    ),
    ...indexes.map(
      (nicIndex): Step =>
        (sw) =>
          applyRequest(sw, { oid: 'OID_SWITCH_NIC_CREATE', nic: nicOf(spec, portId, nicIndex) }),
    ),
    ...(isBound ? indexes : []).map(
      (nicIndex): Step =>
        (sw) =>
          applyRequest(sw, { oid: 'OID_SWITCH_NIC_CONNECT', portId, nicIndex }),
    ),
  ];
}

const nicOf = (
  { type, name, permanentMac, vmMac, physicalAdapters = [] }: AdapterSpec,
  portId: SwitchPortId,
  nicIndex: number,
): { portId: number; nicIndex: number; type: SwitchPortType; name: string } => ({
  portId,
  nicIndex,
  type,
  name: nicIndex === 0 ? name : (physicalAdapters[nicIndex - 1] ?? name),
  ...(permanentMac !== undefined && nicIndex === 0 && { permanentMac }),
  ...(vmMac !== undefined && nicIndex === 0 && { vmMac }),
});

function undone(
  before: ExtensibleSwitch,
  now: ExtensibleSwitch,
  portId: SwitchPortId,
  outcome: SwitchRefusal,
  events: readonly SwitchEvent[],
): AttachResult {
  const unwound = now.ports.has(portId) ? removePort(now, portId).events : [];
  return { switch: before, outcome, events: [...events, ...unwound], portId: undefined };
}
