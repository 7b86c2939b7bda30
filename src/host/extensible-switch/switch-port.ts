import type { PortPolicies } from './port-policy';

/** NDIS_SWITCH_PORT_ID. Given by the switch, never used again, greater than the default (XSW-PORT-03). */
export type SwitchPortId = number;
/** Never names a port; as a source it stands for the switch itself. */
export const NDIS_SWITCH_DEFAULT_PORT_ID: SwitchPortId = 0;

export type SwitchPortType = 'external' | 'internal' | 'synthetic' | 'emulated';

export type PortOwner =
  | { readonly kind: 'external' }
  | { readonly kind: 'management-os' }
  /** `adapter` is absent for the first adapter of a partition. */
  | { readonly kind: 'partition'; readonly partition: string; readonly adapter?: string };

/** NdisSwitchPortState; a deleted port is no longer in the table. */
export type SwitchPortState = 'created' | 'teardown';

/** Outstanding references by the extension that took them. A holder that holds none is absent. */
export type References = Readonly<Record<string, number>>;
export const NO_REFERENCES: References = {};

export interface SwitchPort {
  readonly portId: SwitchPortId;
  readonly type: SwitchPortType;
  readonly owner: PortOwner;
  readonly name: string;
  readonly friendlyName: string;
  readonly state: SwitchPortState;
  /** A temporary port of a partition that does not run here; hosts no adapter (XSW-PORT-28, 31). */
  readonly isValidation: boolean;
  readonly policies: PortPolicies;
  readonly references: References;
  /** The port goes away as soon as the references on it and on its adapters are gone. */
  readonly isBeingRemoved: boolean;
}

export const referenceCount = (references: References): number =>
  Object.values(references).reduce((sum, count) => sum + count, 0);

export const isVmPort = (port: { readonly type: SwitchPortType }): boolean =>
  port.type === 'synthetic' || port.type === 'emulated';
