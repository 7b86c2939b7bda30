import type { VfId } from '../terms/function-id';
import type { VPortId } from '../terms/switch-ids';
import type { Table } from '../terms/table';
import type { OidRequest } from '../terms/oid';
import type { InjectedFailure } from './device';
import type { FunctionState } from './function/function-state';
import type { NicSwitch } from './nic-switch/nic-switch';
import type { PcieState } from './pcie/pcie-state';
import type { DriverState } from './pf-driver/driver-state';
import type { AllocatedVf } from './pf-driver/allocated-vf';

/**
 * The immutable root of the reference adapter: hardware (PCI Express, functions, NIC switch, port) and the PF miniport
 * driver above it. Tables by VFId, so that one VF's change costs the same among 8 or 4,096.
 */
export interface AdapterState {
  readonly driver: DriverState;
  readonly pcie: PcieState;
  /** The PF's data path registers. */
  readonly pf: FunctionState;
  /** Those of the VFs that exist, allocated or not. */
  readonly vfs: Table<FunctionState>;
  /** VFs whose software resources were allocated (VF-ALLOC-13). */
  readonly allocations: Table<AllocatedVf>;
  readonly nicSwitch: NicSwitch | undefined;
  readonly linkUp: boolean;
  /** False after surprise removal: nothing answers any more. */
  readonly present: boolean;
  readonly indications: Indications;
  /** DELETE_VPORT requests that wait for indicated packets (VPORT-DELETE-10); the VPort itself is gone (VPORT-DELETE-11). */
  readonly pending: readonly PendingDeletion[];
  /** Test aid of the seam. */
  readonly failNext: readonly InjectedFailure[];
}

/** Packets that the PF miniport indicated and has not got back. */
export interface Indications {
  /** VPort of each, by indication number. */
  readonly held: Table<VPortId>;
  /** Counts up for ever, so that a late return can never meet a newer packet. */
  readonly next: number;
}

export interface PendingDeletion {
  readonly vport: VPortId;
  readonly request: OidRequest;
}

export const isAllocated = (state: AdapterState, vf: number): vf is VfId => state.allocations.has(vf);

/** The switch as far as traffic and requests are concerned: one that is only provisioned does not count (SWITCH-STATIC-07). */
export const usableSwitch = (state: AdapterState): NicSwitch | undefined =>
  state.nicSwitch?.usable === true ? state.nicSwitch : undefined;
