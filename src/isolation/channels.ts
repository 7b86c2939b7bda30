import type { Facet } from '../terms/domain';

/**
 * The declared ways by which one domain's action may change what another observes. Everything else is interference.
 * `width` is exact: facets and circumstance; the footprint grants no more, and a spec holds each channel to it.
 */
export interface Channel {
  readonly id: `C${number}`;
  readonly title: string;
  readonly reason: string;
  readonly width: string;
  readonly facets: readonly Facet[];
}

export const DELIVERY: Channel = {
  id: 'C1',
  title: 'Delivery of a due frame',
  reason: 'Receiving frames addressed to it is what a receiver is for.',
  width:
    'rings, memory, interrupts and counters of the domains on the way of a frame that the path oracle calls due',
  facets: ['rings', 'memory', 'interrupts', 'statistics'],
};
export const EGRESS: Channel = {
  id: 'C2',
  title: 'Egress to the wire',
  reason: 'Frames due at the physical port leave by it.',
  width: 'port and counters of the wire, when the path oracle calls egress due',
  facets: ['port', 'statistics'],
};
export const REQUEST_TO_PF: Channel = {
  id: 'C3',
  title: 'Backchannel request to the PF driver',
  reason: 'A VF driver asks the PF driver for what it may not do itself.',
  width: 'blocks of the PF, on the VF’s block and trapped configuration accesses, under its true identifier',
  facets: ['blocks'],
};
export const NOTICE_TO_VF: Channel = {
  id: 'C4',
  title: 'Notice to a VF',
  reason: 'The PF driver tells a VF driver that its blocks have changed.',
  width: 'blocks and interrupts of the one VF that the notice names, and its guest',
  facets: ['blocks', 'interrupts'],
};
export const LINK_STATE: Channel = {
  id: 'C5',
  title: 'Link state',
  reason: 'All functions share one physical port.',
  width: 'link state and the interrupt that reports it, of every function, on a link change alone',
  facets: ['link', 'interrupts'],
};
export const PORT_TOTALS: Channel = {
  id: 'C6',
  title: 'Port totals',
  reason: 'The PF driver reports the port’s traffic as a whole.',
  width: 'port and counters of the PF, by frames that were sent; never a VF’s',
  facets: ['port', 'statistics'],
};
export const LACK_OF_RESOURCES: Channel = {
  id: 'C7',
  title: 'Refusal for lack of resources',
  reason: 'Pools are finite and shared; a refusal tells that others hold them.',
  width: 'free counts of the pools, seen by the PF alone, on requests that take or return resources',
  facets: ['pool'],
};
export const OWN_CONGESTION: Channel = {
  id: 'C8',
  title: 'Congestion of one’s own ring',
  reason: 'A receiver without buffers drops what is due to it.',
  width: 'counters of the receiver whose own state makes a copy end there',
  facets: ['statistics'],
};
export const KEY_UNIQUENESS: Channel = {
  id: 'C9',
  title: 'Uniqueness of a (MAC, VLAN) key',
  reason: 'A key has one holder on a NIC switch (ruling 8), so a second SET fails.',
  width: 'the status of the refused request; no facet of anybody',
  facets: [],
};

export const OWN_DMA_FAULT: Channel = {
  id: 'C11',
  title: 'Fault of one’s own DMA',
  reason:
    'A receiver that posted buffers which it may not write drops what is due to it, and logs the error.',
  width:
    'rings, interrupts, counters and error log of the receiver whose own buffers the IOMMU keeps from it',
  facets: ['rings', 'interrupts', 'statistics', 'config'],
};

/** Without C10, time: duration, bandwidth and contention are not modelled, and every report says so. */
export const CHANNELS: readonly Channel[] = [
  DELIVERY,
  EGRESS,
  REQUEST_TO_PF,
  NOTICE_TO_VF,
  LINK_STATE,
  PORT_TOTALS,
  LACK_OF_RESOURCES,
  OWN_CONGESTION,
  KEY_UNIQUENESS,
  OWN_DMA_FAULT,
];
