import type { MacAddress } from '../../terms/mac-address';
import type { PortPolicy, StandardProperty } from './port-policy';
import type { PortOwner, SwitchPortId, SwitchPortType } from './switch-port';

/**
 * Requests that the protocol edge sends through the extension stack (XSW-CTRL-01). Members carry the meaning of the
 * documented structures. Whoever else sends one of them is refused.
 */
export type SwitchRequest =
  | { readonly oid: 'OID_SWITCH_PORT_CREATE'; readonly port: PortCreation }
  | {
      readonly oid: 'OID_SWITCH_PORT_UPDATED';
      readonly portId: SwitchPortId;
      readonly friendlyName: string;
    }
  | { readonly oid: 'OID_SWITCH_PORT_TEARDOWN'; readonly portId: SwitchPortId }
  | { readonly oid: 'OID_SWITCH_PORT_DELETE'; readonly portId: SwitchPortId }
  /** A standard property: security or VLAN. Built-in policies go by `setPortPolicy` alone. */
  | {
      readonly oid: 'OID_SWITCH_PORT_PROPERTY_ADD' | 'OID_SWITCH_PORT_PROPERTY_UPDATE';
      readonly portId: SwitchPortId;
      readonly policy: PortPolicy;
    }
  /** The property returns to its default. */
  | {
      readonly oid: 'OID_SWITCH_PORT_PROPERTY_DELETE';
      readonly portId: SwitchPortId;
      readonly property: StandardProperty;
    }
  | { readonly oid: 'OID_SWITCH_NIC_CREATE'; readonly nic: NicCreation }
  | { readonly oid: 'OID_SWITCH_NIC_CONNECT'; readonly portId: SwitchPortId; readonly nicIndex: number }
  | {
      readonly oid: 'OID_SWITCH_NIC_UPDATED';
      readonly portId: SwitchPortId;
      readonly nicIndex: number;
      readonly change: NicChange;
    }
  | { readonly oid: 'OID_SWITCH_NIC_DISCONNECT'; readonly portId: SwitchPortId; readonly nicIndex: number }
  | { readonly oid: 'OID_SWITCH_NIC_DELETE'; readonly portId: SwitchPortId; readonly nicIndex: number };

export type SwitchOid = SwitchRequest['oid'];

export interface PortCreation {
  /** Absent: the next one that was never used. */
  readonly portId?: SwitchPortId;
  readonly type: SwitchPortType;
  readonly owner: PortOwner;
  readonly name?: string;
  readonly friendlyName?: string;
  readonly isValidation?: boolean;
}

export interface NicCreation {
  readonly portId: SwitchPortId;
  readonly nicIndex: number;
  readonly type: SwitchPortType;
  readonly name: string;
  readonly friendlyName?: string;
  /** Bytes; absent: 1500. */
  readonly mtu?: number;
  readonly permanentMac?: MacAddress;
  /** What the guest had set before, after a restore; absent: the permanent address. */
  readonly vmMac?: MacAddress;
}

/** The only members that may change at run time (XSW-NIC-13). */
export interface NicChange {
  readonly friendlyName?: string;
  readonly mtu?: number;
  readonly permanentMac?: MacAddress;
  readonly vmMac?: MacAddress;
  readonly failedOverMac?: MacAddress | undefined;
  readonly vfAssigned?: boolean;
}
