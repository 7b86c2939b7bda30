import type { Facet } from '../terms/domain';
import type { FunctionId } from '../terms/function-id';
import type { MacAddress } from '../terms/mac-address';
import type { Boundary, Issuer, OidRequest } from '../terms/oid';
import type { Party } from '../terms/party';
import type { Frame } from '../wire/frame';

/**
 * What can be done to a testbed, as data. Every kind owns one sentence of the language, one footprint (whom it may
 * affect) and one performer per target; an exhaustive match on `kind` in each of the three keeps them together.
 *
 * `adapter`, `host` and `switch` may be absent where the testbed has just one.
 */
export type Action =
  | TestbedAction
  | StackAction
  | PolicyAction
  | DriverAction
  | PcieAction
  | GuestAction
  | TrafficAction
  | ExtensionAction;

export type ActionKind = Action['kind'];

// ------------------------------------------------------------------ building a testbed

export type TestbedAction =
  | {
      readonly kind: 'install-adapter';
      readonly adapter: string;
      readonly profile: ProfileSource;
      /** VFs wanted: `*NumVFs`. Absent: as many as the profile has. */
      readonly numVfs?: number;
      readonly keywords?: Readonly<Record<string, number | string>>;
      /** Absent: the first host, "Host 1". */
      readonly host?: string;
      /** How far it is brought up: the card alone, its PF driver initialized, or its NIC switch created by NDIS (default). */
      readonly upTo?: 'powered' | 'initialized' | 'switch-created';
      /** Changes to the profile that a scenario names, for example `{ asymmetricQueuePairs: true }`. */
      readonly overrides?: Readonly<Record<string, number | boolean | string>>;
      /** What of its slot or of the card itself forbids giving VFs to partitions (PCIE-IOMMU-01). */
      readonly assignmentObstacles?: readonly AssignmentObstacle[];
    }
  | {
      readonly kind: 'create-extensible-switch';
      readonly switch: string;
      readonly type: 'external' | 'internal' | 'private';
      /** The physical adapter under an external switch. */
      readonly adapter?: string;
      /** IOVPreferred of the switch (XSW-IOV-12). Default true for an external switch here. */
      readonly sriov?: boolean;
      readonly host?: string;
    }
  | { readonly kind: 'delete-extensible-switch'; readonly switch: string }
  | {
      readonly kind: 'add-station';
      readonly station: string;
      readonly mac: MacAddress;
      readonly vlan?: number;
    }
  /** No clock runs in a testbed: whatever follows happens this much later (XSW-SEC-13). Whole seconds, at least 1. */
  | { readonly kind: 'pass-time'; readonly seconds: number };

export const ASSIGNMENT_OBSTACLES = [
  'no IOMMU',
  'no ACS',
  'IOMMU not under control of the OS',
  'line based interrupt',
  'depends on ATS',
] as const;
export type AssignmentObstacle = (typeof ASSIGNMENT_OBSTACLES)[number];

export type ProfileSource =
  | { readonly kind: 'reference' }
  | { readonly kind: 'adapter-list'; readonly id: string }
  | { readonly kind: 'lspci'; readonly file: string };

// ------------------------------------------------------------------ virtualization stack

export interface PartitionSpec {
  readonly partition: string;
  readonly host?: string;
  readonly mac: MacAddress;
  /** Access VLAN of its port; absent: untagged. */
  readonly vlan?: number;
  readonly switch?: string;
  /** IOVOffloadWeight, 0 to 100. 0 keeps it on the synthetic path. */
  readonly iovWeight: number;
  /** IOVQueuePairsRequested, default 1. */
  readonly queuePairs?: number;
  /** `emulated` adapters never get a VF. */
  readonly adapterKind?: 'synthetic' | 'emulated';
  readonly guest?: GuestBehaviour;
}

/** How the guest treats its VF. */
export type GuestBehaviour = 'cooperative' | 'without-vf-driver' | 'blocks-removal';

/** States of a VF in the catalogue's words (FSM-VF-00). */
export const VF_STAGES = [
  'NOT_PRESENT',
  'RESERVED',
  'ALLOCATED',
  'PORTED',
  'FILTERED',
  'EXPOSED',
  'ACTIVE',
  'REMOVED',
] as const;
export type VfStage = (typeof VF_STAGES)[number];

export type StackAction =
  | { readonly kind: 'start-partition'; readonly spec: PartitionSpec }
  | { readonly kind: 'stop-partition'; readonly partition: string }
  | { readonly kind: 'save-partition'; readonly partition: string }
  | { readonly kind: 'restore-partition'; readonly partition: string }
  | { readonly kind: 'suspend-partition'; readonly partition: string }
  | { readonly kind: 'resume-partition'; readonly partition: string }
  | { readonly kind: 'migrate-partition'; readonly partition: string; readonly host: string }
  /** The documented sequence, all of it or up to a stage. */
  | { readonly kind: 'attach-vf'; readonly partition: string; readonly upTo?: VfStage }
  | {
      readonly kind: 'detach-vf';
      readonly partition: string;
      readonly manner?: 'graceful' | 'surprise';
      readonly downTo?: VfStage;
    }
  /** The stack breaks its own order on purpose, for example to expose a VF that has no VPort (FSM-VF-33). */
  | { readonly kind: 'expose-vf'; readonly partition: string }
  | { readonly kind: 'connect-adapter'; readonly partition: string; readonly switch: string }
  | { readonly kind: 'disconnect-adapter'; readonly partition: string }
  | {
      readonly kind: 'add-adapter';
      readonly partition: string;
      readonly adapter: string;
      readonly mac: MacAddress;
      readonly vlan?: number;
      readonly switch?: string;
      readonly iovWeight?: number;
    }
  | { readonly kind: 'reset-vf'; readonly vf: VfRef }
  | {
      readonly kind: 'set-vf-power';
      readonly vf: VfRef;
      readonly state: 'D0' | 'D1' | 'D2' | 'D3';
      readonly wake?: boolean;
    };

/** A VF by number on an adapter, or as the one that a partition holds. */
export type VfRef =
  | { readonly kind: 'number'; readonly vf: number; readonly adapter?: string }
  | { readonly kind: 'of-partition'; readonly partition: string };

/** A PCI function as a feature names it. */
export type FunctionRef =
  { readonly kind: 'pf'; readonly adapter?: string } | { readonly kind: 'vf'; readonly vf: VfRef };

// ------------------------------------------------------------------ policies of a switch port

export type PolicyAction = {
  readonly kind: 'set-port-policy';
  readonly partition: string;
  readonly policy: PortPolicy;
};

export type PortPolicy =
  | { readonly kind: 'mac-spoofing'; readonly allowed: boolean }
  | { readonly kind: 'teaming'; readonly allowed: boolean }
  | { readonly kind: 'mac-address'; readonly mac: MacAddress }
  | { readonly kind: 'dhcp-guard'; readonly on: boolean }
  | { readonly kind: 'router-guard'; readonly on: boolean }
  | { readonly kind: 'priority-tag'; readonly allowed: boolean }
  | { readonly kind: 'storm-limit'; readonly framesPerSecond: number }
  | { readonly kind: 'iov-weight'; readonly weight: number }
  | { readonly kind: 'iov-queue-pairs'; readonly count: number }
  | { readonly kind: 'mirror-to'; readonly partition: string | undefined }
  | { readonly kind: 'virtual-subnet'; readonly id: number }
  | { readonly kind: 'acl'; readonly rules: readonly AclRule[] }
  | { readonly kind: 'vlan'; readonly mode: VlanMode };

export interface AclRule {
  readonly action: 'allow' | 'deny' | 'meter';
  readonly direction: 'in' | 'out';
  /** Remote MAC address or EtherType; absent: any. */
  readonly remoteMac?: MacAddress;
  readonly etherType?: number;
}

export type VlanMode =
  | { readonly kind: 'untagged' }
  | { readonly kind: 'access'; readonly vlan: number }
  | {
      readonly kind: 'trunk';
      readonly allowed: readonly number[];
      readonly native: number;
      readonly pruned?: readonly number[];
    }
  | { readonly kind: 'isolated'; readonly primary: number; readonly secondary: number }
  | { readonly kind: 'community'; readonly primary: number; readonly secondary: number }
  | { readonly kind: 'promiscuous'; readonly primary: number; readonly secondaries: readonly number[] };

// ------------------------------------------------------------------ drivers

export type DriverAction =
  | {
      readonly kind: 'request-oid';
      readonly issuer: Issuer;
      readonly boundary: Boundary;
      readonly request: OidRequest;
      /** The PF miniport of an adapter, or the VF miniport in a partition. */
      readonly to:
        | { readonly kind: 'pf-miniport'; readonly adapter?: string }
        | { readonly kind: 'vf-miniport'; readonly partition: string };
    }
  /** Entry points of the PF miniport driver. Through NDIS the documented teardown comes first; at the miniport nothing does. */
  | {
      readonly kind: 'drive-pf';
      readonly adapter?: string;
      readonly operation:
        | 'initialize'
        | 'halt'
        | 'pause'
        | 'restart'
        | 'shutdown'
        | 'surprise-removal'
        | 'miniport-reset'
        | 'power-D3'
        | 'power-D0';
      readonly boundary?: Boundary;
      readonly keywords?: Readonly<Record<string, number | string>>;
    }
  /** A driver other than the virtualization stack opens or closes its binding to the PF miniport. */
  | {
      readonly kind: 'bind-driver';
      readonly driver: string;
      readonly adapter?: string;
      /** A filter driver is attached by FilterAttach and goes by FilterDetach. Default `protocol`. */
      readonly as?: 'protocol' | 'filter';
    }
  | { readonly kind: 'unbind-driver'; readonly driver: string; readonly adapter?: string }
  | {
      readonly kind: 'invalidate-blocks';
      readonly vf: VfRef;
      readonly mask: bigint;
      readonly by?: 'pf-driver' | 'vf-driver';
    }
  /** The PF driver makes a call that is reserved to VF drivers (BLOCK-READ-03, BLOCK-WRITE-03). */
  | {
      readonly kind: 'pf-block-call';
      readonly adapter?: string;
      readonly call: 'NdisMReadConfigBlock' | 'NdisMWriteConfigBlock';
      readonly block: number;
    }
  | {
      readonly kind: 'pf-write-block';
      readonly vf: VfRef;
      readonly block: number;
      readonly bytes: Uint8Array;
    }
  | {
      readonly kind: 'fail-next';
      readonly adapter?: string;
      readonly what:
        | 'vf-software-resources'
        | 'vf-initialization'
        | 'enable-virtualization'
        | 'vport-resources'
        | 'filter-resources';
    }
  /** The management OS sends with a VPort identifier of its choice in the out-of-band data. */
  | {
      readonly kind: 'pf-send';
      readonly adapter?: string;
      readonly vport: number;
      readonly token: string;
      readonly frame: Frame;
    }
  /** NDIS keeps indicated packets of the PF until they are released (VPORT-DELETE-10). */
  | { readonly kind: 'hold-indications'; readonly adapter?: string; readonly hold: boolean };

// ------------------------------------------------------------------ PCI Express

export type PcieAction =
  | {
      readonly kind: 'config-read';
      readonly function: FunctionRef;
      readonly by: ConfigAccessor;
      readonly offset: number;
      readonly width: 1 | 2 | 4;
    }
  | {
      readonly kind: 'config-write';
      readonly function: FunctionRef;
      readonly by: ConfigAccessor;
      readonly offset: number;
      readonly width: 1 | 2 | 4;
      readonly value: number;
    }
  /** Access to the register `offset` of a function's BAR slice, by its owner or by a hostile neighbour's mapping. */
  | {
      readonly kind: 'register-read';
      readonly function: FunctionRef;
      readonly bar: number;
      readonly offset: number;
    }
  | {
      readonly kind: 'register-write';
      readonly function: FunctionRef;
      readonly bar: number;
      readonly offset: number;
      readonly value: number;
    }
  /** A bus address as such, for slices that nobody owns. */
  | { readonly kind: 'memory-read'; readonly adapter?: string; readonly address: number }
  | {
      readonly kind: 'memory-write';
      readonly adapter?: string;
      readonly address: number;
      readonly value: number;
    }
  | { readonly kind: 'function-level-reset'; readonly function: FunctionRef }
  | { readonly kind: 'conventional-reset'; readonly adapter?: string }
  /** Memory does not answer the function's DMA reads for a while; what it asked meanwhile is answered at the end. */
  | { readonly kind: 'hold-completions'; readonly function: FunctionRef; readonly hold: boolean }
  | { readonly kind: 'set-link'; readonly adapter?: string; readonly up: boolean };

/** `bus`: raw access by Routing ID from the management OS. `guest`: NdisMGetBusData in the VM, carried out by the PF. */
export type ConfigAccessor = 'bus' | 'guest';

// ------------------------------------------------------------------ guests

export type GuestAction =
  | { readonly kind: 'vf-driver'; readonly partition: string; readonly call: VfDriverCall }
  /** The guest points a receive or transmit descriptor of its VF at memory that is not its own. */
  | {
      readonly kind: 'stray-dma';
      readonly partition: string;
      readonly direction: 'to-memory' | 'from-memory';
      readonly target:
        | { readonly kind: 'partition'; readonly partition: string }
        | { readonly kind: 'management-os' }
        | { readonly kind: 'unmapped' };
    }
  /** The guest makes its VF write an interrupt message of its own invention. */
  | { readonly kind: 'forge-interrupt'; readonly partition: string; readonly target: string }
  /** The guest tries an adapter-wide request at its own miniport; must be NOT_SUPPORTED (ARCH-COMP-16). */
  | { readonly kind: 'guest-mac-address'; readonly partition: string; readonly mac: MacAddress };

/** Interrupt request levels at which a driver's code runs, lowest first. */
export const INTERRUPT_LEVELS = ['PASSIVE_LEVEL', 'APC_LEVEL', 'DISPATCH_LEVEL'] as const;
export type InterruptLevel = (typeof INTERRUPT_LEVELS)[number];

export type VfDriverCall =
  | { readonly kind: 'initialize' }
  | { readonly kind: 'halt' }
  | { readonly kind: 'reset' }
  | {
      readonly kind: 'set-packet-filter';
      readonly broadcast: boolean;
      readonly allMulticast: boolean;
      readonly promiscuous: boolean;
    }
  | { readonly kind: 'join-group'; readonly group: MacAddress }
  | { readonly kind: 'leave-group'; readonly group: MacAddress }
  /** `irql` absent: PASSIVE_LEVEL. */
  | {
      readonly kind: 'read-block';
      readonly block: number;
      readonly length: number;
      readonly irql?: InterruptLevel;
    }
  | {
      readonly kind: 'write-block';
      readonly block: number;
      readonly bytes: Uint8Array;
      readonly irql?: InterruptLevel;
    }
  | { readonly kind: 'request-flr' }
  | { readonly kind: 'request-power'; readonly state: 'D0' | 'D3' }
  | { readonly kind: 'post-receive-buffers'; readonly count: number }
  | { readonly kind: 'mask-interrupt'; readonly vector: number; readonly masked: boolean }
  | { readonly kind: 'clear-pending-interrupts' }
  | { readonly kind: 'hold-notices'; readonly hold: boolean }
  /** The guest has one of its protocol drivers bound to the VF miniport by hand (ISO-PRIV-02). */
  | { readonly kind: 'bind-protocol'; readonly protocol: string }
  | { readonly kind: 'crash' };

// ------------------------------------------------------------------ traffic

export interface FrameToSend {
  readonly token: string;
  readonly frame: Frame;
}

/** A numbered stream, for order, loss and duplication. */
export interface StreamSpec {
  readonly sender: Party;
  readonly receiver: Party;
  /** Tokens are `<token>.1` to `<token>.<count>`. */
  readonly token: string;
  readonly count: number;
  /** Its frames go to everybody, and `receiver` is the one whose copies are followed (ruling 29). Absent: unicast. */
  readonly broadcast?: boolean;
}

export type TrafficAction =
  | {
      readonly kind: 'send';
      readonly sender: Party;
      readonly frames: readonly FrameToSend[];
      /** Force one of the guest's two adapters; absent: the path in use. */
      readonly via?: 'VF' | 'synthetic';
    }
  /** The stream runs while the action is carried out, with a frame between any two of its inner steps. */
  | { readonly kind: 'while-streaming'; readonly streams: readonly StreamSpec[]; readonly action: Action };

// ------------------------------------------------------------------ extensions of the extensible switch

export type ExtensionAction =
  | {
      readonly kind: 'install-extension';
      readonly switch?: string;
      readonly extension: string;
      readonly type: 'capture' | 'filtering' | 'forwarding';
      /** Rules it follows; absent: it passes everything on. */
      readonly behaviour?: readonly ExtensionRule[];
    }
  | {
      readonly kind: 'enable-extension';
      readonly switch?: string;
      readonly extension: string;
      readonly enabled: boolean;
    }
  | {
      readonly kind: 'extension-call';
      readonly switch?: string;
      readonly extension: string;
      readonly call: ExtensionCall;
    };

export type ExtensionRule =
  | { readonly kind: 'veto'; readonly request: string }
  | { readonly kind: 'drop-from'; readonly partition: string }
  | { readonly kind: 'exclude-destination'; readonly partition: string }
  | { readonly kind: 'clear-exclusions' }
  | { readonly kind: 'add-destination'; readonly partition: string; readonly on: 'ingress' | 'egress' }
  | {
      readonly kind: 'preserve';
      readonly partition: string;
      readonly vlan: boolean;
      readonly priority: boolean;
    }
  | { readonly kind: 'change-after-commit'; readonly partition: string }
  | { readonly kind: 'revoke-vfs-when-enabled' }
  | { readonly kind: 'grow-fails' };

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

/** For the policy matrix: where a kind of action may reach at all. Resolved to ids by the footprint. */
export interface Reach {
  readonly self: readonly Facet[];
  readonly due: readonly Facet[];
  readonly others: readonly Facet[];
  readonly pf: readonly Facet[];
}
export type { FunctionId };
