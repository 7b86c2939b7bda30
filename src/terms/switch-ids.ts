/** NDIS_NIC_SWITCH_VPORT_ID: 0 is the default VPort, others 1 to NumVPorts - 1 (VPORT-CREATE-07). */
export type VPortId = number & { readonly term: 'VPortId' };
/** NDIS_RECEIVE_FILTER_ID: 1 and up, unique on the adapter (FILTER-SET-11). 0 is the placeholder for a new filter. */
export type FilterId = number & { readonly term: 'FilterId' };

export const NDIS_DEFAULT_SWITCH_ID = 0;
export const NDIS_DEFAULT_VPORT_ID = 0 as VPortId;
export const NDIS_DEFAULT_RECEIVE_QUEUE_ID = 0;
export const NDIS_DEFAULT_RECEIVE_FILTER_ID = 0 as FilterId;

export const vportId = (value: number): VPortId => value as VPortId;
export const filterId = (value: number): FilterId => value as FilterId;
export const vportName = (vport: VPortId): string =>
  vport === NDIS_DEFAULT_VPORT_ID ? 'default VPort' : `VPort ${vport}`;
