import type { AdapterView, Keywords } from '../device';

/**
 * States of a miniport adapter (FSM-PFM-*); initializing and restarting are over when the call returns. `removed`: the
 * device is gone and MiniportHaltEx has not come yet.
 */
export type DriverLifecycle =
  'not-loaded' | 'halted' | 'paused' | 'running' | 'pausing' | 'shutdown' | 'removed';

/** Where the switch stands (FSM-SW-01, FSM-SW-02). `provisioned` and `soft-deleted` are static creation's alone. */
export type SwitchStage = 'absent' | 'provisioned' | 'usable' | 'soft-deleted';

/** What the PF miniport driver keeps in its adapter context, apart from switch and VFs. */
export interface DriverState {
  readonly lifecycle: DriverLifecycle;
  readonly configuration: DriverConfiguration;
  readonly switchStage: SwitchStage;
  /** No VFId below this one is free; a hint that keeps allocation from searching. */
  readonly lowestFreeVf: number;
}

/** What the standardized keywords switch on. */
export interface DriverConfiguration {
  readonly keywords: Keywords;
  /** *SriovPreferred and *SRIOV (KW-PREF-07). */
  readonly sriov: boolean;
  readonly vlanFiltering: boolean;
  readonly numVfs: number;
  readonly numVPorts: number;
  readonly queuePairs: number;
  readonly switchName: string;
}

const NO_CONFIGURATION: DriverConfiguration = {
  keywords: {},
  sriov: false,
  vlanFiltering: false,
  numVfs: 0,
  numVPorts: 0,
  queuePairs: 0,
  switchName: '',
};

export const DRIVER_NOT_LOADED: DriverState = {
  lifecycle: 'not-loaded',
  configuration: NO_CONFIGURATION,
  switchStage: 'absent',
  lowestFreeVf: 0,
};

export const driverIn = (lifecycle: DriverLifecycle): DriverState => ({ ...DRIVER_NOT_LOADED, lifecycle });

/** OID requests are valid from successful initialization to halt (FSM-PFM-14). */
export const takesRequests = ({ lifecycle }: DriverState): boolean =>
  lifecycle === 'paused' || lifecycle === 'running' || lifecycle === 'pausing';

/** Sends and receives (FSM-PFM-15). */
export const movesPackets = ({ lifecycle }: DriverState): boolean => lifecycle === 'running';

const IN_VIEW: Readonly<Record<DriverLifecycle, AdapterView['driver']>> = {
  'not-loaded': 'not-loaded',
  halted: 'halted',
  shutdown: 'halted',
  paused: 'paused',
  pausing: 'running',
  running: 'running',
  removed: 'removed',
};

export const lifecycleInView = ({ lifecycle }: DriverState): AdapterView['driver'] => IN_VIEW[lifecycle];
