/** Counters of one port, from the side of its owner: `In` is what the owner received. Without VF traffic (XSW-STAT-07). */
export interface PortStatistics {
  readonly framesIn: number;
  readonly framesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Dropped by the switch for a reason of this port. */
  readonly dropped: number;
  /** Reported by an extension with ReportFilteredNetBufferLists (XSW-STAT-04). */
  readonly filtered: number;
  /** Frames that a meter entry counted (XSW-ACL-05). */
  readonly metered: number;
  /** The second of the storm limit, and the limited frames in it. */
  readonly stormSecond: number;
  readonly stormFrames: number;
}

export const NO_STATISTICS: PortStatistics = {
  framesIn: 0,
  framesOut: 0,
  bytesIn: 0,
  bytesOut: 0,
  dropped: 0,
  filtered: 0,
  metered: 0,
  stormSecond: 0,
  stormFrames: 0,
};
