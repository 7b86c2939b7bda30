import type { Issuer, OidMembers, OidRequest } from '../../terms/oid';
import { Table } from '../../terms/table';

/** States of a miniport adapter (FSM-PFM-*). `removed`: after surprise removal, before the halt that follows it. */
export type PfMiniportState = 'halted' | 'paused' | 'running' | 'shutdown' | 'removed';

/**
 * What NDIS keeps about one PF miniport. Its caches are fed by the requests that it lets pass, never by asking the
 * miniport again (VF-ENUM-01, VF-QUERY-02, SWITCH-QUERY-04, VPORT-QUERY-04, FILTER-ENUM-01).
 */
export interface NdisAdapter {
  readonly state: PfMiniportState;
  /** Registry keywords of the last start. */
  readonly keywords: Readonly<Record<string, number | string>>;
  /** The miniport reported SR-IOV among its current capabilities. */
  readonly sriovEnabled: boolean;
  /** Capability structures as registered during MiniportInitializeEx, by the OID that queries them. */
  readonly attributes: Readonly<Record<string, OidMembers>>;
  /** NDIS_NIC_SWITCH_PARAMETERS of the created switch. */
  readonly nicSwitch: OidMembers | undefined;
  /** VPorts that the miniport configured, the default one included. */
  readonly numVPorts: number;
  /** By VFId, VPortId and FilterId. */
  readonly vfs: Table<Owned>;
  readonly vports: Table<Owned>;
  readonly filters: Table<Owned>;
  /** No FilterId below this one is free; the same for VPortIds. */
  readonly filterHint: number;
  readonly vportHint: number;
  /** Number of filters on a VPort, by VPortId: deletion must not search all filters. */
  readonly filtersOnVPort: Table<number>;
  /** VPortId by VFId. */
  readonly vportOfVf: Table<number>;
  /** Overlying drivers with an open binding, besides the virtualization stack. */
  readonly bound: readonly string[];
  /** Those of them that are filter drivers: FilterDetach ends them, not the closing of a binding (VPORT-DELETE-15). */
  readonly filterDrivers: readonly string[];
  /** The request that the miniport holds (OID-ROUTE-07), and those that wait behind it. */
  readonly pending: IssuedRequest | undefined;
  readonly waiting: readonly IssuedRequest[];
}

export interface IssuedRequest {
  readonly issuer: Issuer;
  readonly request: OidRequest;
}

/** An object on the adapter and the driver that asked for it: it alone may take it away again (VF-ALLOC-12, VPORT-DELETE-02). */
export interface Owned {
  readonly owner: Issuer;
  /** The request's structure as completed. */
  readonly members: OidMembers;
}

export const NDIS_AT_REST: NdisAdapter = {
  state: 'halted',
  keywords: {},
  sriovEnabled: false,
  attributes: {},
  nicSwitch: undefined,
  numVPorts: 0,
  vfs: Table.empty(),
  vports: Table.empty(),
  filters: Table.empty(),
  filterHint: 1,
  vportHint: 1,
  filtersOnVPort: Table.empty(),
  vportOfVf: Table.empty(),
  bound: [],
  filterDrivers: [],
  pending: undefined,
  waiting: [],
};

export const issuerName = (issuer: Issuer): string =>
  issuer.kind === 'overlying-driver'
    ? issuer.driver
    : issuer.kind === 'ndis'
      ? 'NDIS'
      : 'virtualization stack';

export const sameIssuer = (a: Issuer, b: Issuer): boolean =>
  a.kind === 'overlying-driver' ? b.kind === 'overlying-driver' && a.driver === b.driver : a.kind === b.kind;
