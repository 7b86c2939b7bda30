import type { Json } from '../../terms/json';
import type { NdisStatus } from '../../terms/ndis-status';
import type { SwitchPortId } from './switch-port';

/** What happened, in order. The stack turns these into lines of the log and acts on `remove-vf`. */
export type SwitchEvent =
  /** A request of the switch through the extension stack. `seenBy`: extensions it visited, from the protocol edge on. */
  | {
      readonly kind: 'oid';
      readonly oid: string;
      readonly portId?: SwitchPortId;
      readonly nicIndex?: number;
      readonly seenBy: readonly string[];
      readonly status: NdisStatus;
      readonly details: Readonly<Record<string, Json>>;
    }
  /** An extension asks the switch. */
  | {
      readonly kind: 'query';
      readonly extension: string;
      readonly oid: string;
      readonly status: NdisStatus;
    }
  | {
      readonly kind: 'net-event';
      readonly name: 'NetEventSwitchActivate';
      readonly seenBy: readonly string[];
    }
  /** An extension did what it must not; it had no effect. */
  | { readonly kind: 'violation'; readonly extension: string; readonly rule: string; readonly reason: string }
  /** NDIS_STATUS_SWITCH_PORT_REMOVE_VF: the stack takes the VF away and then reports VFAssigned FALSE (XSW-IOV-16). */
  | {
      readonly kind: 'remove-vf';
      readonly extension: string;
      readonly portId: SwitchPortId;
      readonly nicIndex: number;
      readonly partition: string;
    }
  /** ReferenceSwitchNic and the like, for the trace. */
  | {
      readonly kind: 'reference';
      readonly extension: string;
      readonly call: 'reference-nic' | 'dereference-nic' | 'reference-port' | 'dereference-port';
      readonly portId: SwitchPortId;
      readonly status: NdisStatus;
    }
  | ExtensionEvent;

/** What extensions saw of a frame and did with it. */
export type ExtensionEvent =
  | {
      readonly kind: 'frame-seen';
      readonly extension: string;
      readonly direction: 'ingress' | 'egress';
      readonly sourcePortId: SwitchPortId;
      /** NumDestinations: 0 on ingress above the forwarding extension (XSW-PATH-03). */
      readonly destinations: number;
    }
  /** UpdateNetBufferListDestinations. */
  | { readonly kind: 'commit'; readonly extension: string }
  /** ReportFilteredNetBufferLists; `incoming`: by a policy of the source port (XSW-STAT-05). */
  | {
      readonly kind: 'filtered';
      readonly extension: string;
      readonly portId: SwitchPortId;
      readonly incoming: boolean;
      readonly reason: string;
    }
  | {
      readonly kind: 'violation';
      readonly extension: string;
      readonly rule: string;
      readonly reason: string;
    };
