import type { MacAddress } from '../../terms/mac-address';
import type { References, SwitchPortId, SwitchPortType } from './switch-port';

/** NdisSwitchNicState; a deleted adapter is no longer in the table. */
export type SwitchNicState = 'created' | 'connected' | 'disconnected';

/** 0 is the adapter at the port; 1 to 32 are physical adapters under the external one (XSW-NIC-31). */
export const MAX_NIC_INDEX = 32;

export interface SwitchNic {
  readonly portId: SwitchPortId;
  readonly nicIndex: number;
  readonly type: SwitchPortType;
  readonly name: string;
  readonly friendlyName: string;
  readonly state: SwitchNicState;
  readonly mtu: number;
  /** undefined for the external adapter and what lies under it. */
  readonly permanentMac: MacAddress | undefined;
  /** What the guest set; equals the permanent address until it does. undefined outside VMs (XSW-NIC-42). */
  readonly vmMac: MacAddress | undefined;
  /** Taken over from a team member of the same VM (XSW-SEC-07). */
  readonly failedOverMac: MacAddress | undefined;
  /** The address at which the switch finds this adapter (XSW-FWD-21). */
  readonly currentMac: MacAddress | undefined;
  readonly vfAssigned: boolean;
  /** The guest uses its VF now; frames to it go to the external adapter, whose NIC switch finds it (XSW-IOV-42). */
  readonly vfDataPathActive: boolean;
  readonly references: References;
}

/** Key in the table of adapters. */
export const nicKey = (portId: SwitchPortId, nicIndex = 0): number => portId * 64 + nicIndex;
