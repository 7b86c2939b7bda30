export type ExtensionType = 'capture' | 'filtering' | 'forwarding';

/**
 * What an extension does, as data; absent rules mean that it passes everything on, and a forwarding extension then
 * chooses destinations as the published sample does (XSW-FWD-16 to 20). Structurally the `ExtensionRule` of an action.
 * A rule that the type of the extension, or the place in the path, does not permit is reported and has no effect.
 */
export type ExtensionRule =
  /** An OID by its name, `OID_SWITCH_PORT_CREATE` or `PORT_CREATE`; wrapped ones by theirs, `OID_NIC_SWITCH_ALLOCATE_VF`. */
  | { readonly kind: 'veto'; readonly request: string }
  | { readonly kind: 'drop-from'; readonly partition: string }
  | { readonly kind: 'exclude-destination'; readonly partition: string }
  | { readonly kind: 'clear-exclusions' }
  /** Beside the destinations of the sample. */
  | { readonly kind: 'add-destination'; readonly partition: string; readonly on: 'ingress' | 'egress' }
  | {
      readonly kind: 'preserve';
      readonly partition: string;
      readonly vlan: boolean;
      readonly priority: boolean;
    }
  | { readonly kind: 'change-after-commit'; readonly partition: string }
  | { readonly kind: 'revoke-vfs-when-enabled' }
  /** GrowNetBufferListDestinations finds no memory: every frame that needs more than one destination. */
  | { readonly kind: 'grow-fails' };

/** What an extension does on its own account. Structurally the `ExtensionCall` of an action. */
export type ExtensionCall =
  | { readonly kind: 'reference-nic'; readonly partition: string }
  | { readonly kind: 'dereference-nic'; readonly partition: string }
  | { readonly kind: 'reference-port'; readonly partition: string }
  | { readonly kind: 'dereference-port'; readonly partition: string }
  | {
      readonly kind: 'remove-vf';
      readonly partition: string;
      readonly malformed?: 'destination' | 'source' | 'inner-buffer';
      readonly withoutReference?: boolean;
    }
  | { readonly kind: 'query'; readonly oid: string; readonly bufferLength?: number };

export interface Extension {
  readonly extension: string;
  readonly type: ExtensionType;
  readonly enabled: boolean;
  readonly rules: readonly ExtensionRule[];
}

/** The in-box filtering extension of every switch (XSW-EXT-06, XSW-IOV-20). */
export const WFP = 'WFP';
