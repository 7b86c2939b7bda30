import type { BarProfile } from '../adapter-profile';

/** What a source says about an adapter; whatever it does not say is absent, and `profileFromFacts` fills it in by name. */
export interface AdapterFacts {
  readonly id: string;
  readonly name: string;
  readonly vendorId?: number;
  readonly deviceId?: number;
  readonly vfDeviceId: number;
  readonly subsystemVendorId?: number;
  readonly subsystemId?: number;
  readonly revisionId?: number;
  readonly classCode?: number;
  readonly pfRoutingId?: number;
  readonly subordinateBus?: number;
  /** The ARI Capable Hierarchy bit as read. It means something in the lowest PF alone; others read 0. */
  readonly ariCapableHierarchy: boolean;
  readonly capabilityOffset?: number;
  readonly capabilities?: number;
  readonly initialVfs: number;
  readonly totalVfs: number;
  readonly functionDependencyLink?: number;
  /** In the ARI state that was read. */
  readonly firstVfOffset: number;
  readonly vfStride: number;
  readonly supportedPageSizes?: number;
  readonly systemPageSize?: number;
  readonly vfBars?: readonly BarFacts[];
  readonly pfBars?: readonly BarFacts[];
  readonly pfMsixVectors?: number;
  readonly vfMsixVectors?: number;
  readonly queuePairsPerVf?: number;
  readonly macFilters?: number;
  readonly remarks?: readonly string[];
  readonly assumptions?: readonly string[];
}

/** Bytes; an absent size was neither shown nor derivable. */
export type BarFacts = Omit<BarProfile, 'size'> & { readonly size?: number };
