import type { NdisStatus } from './ndis-status';

/** Requests that a PF or VF miniport driver is asked to handle, in the families that SR-IOV and the NIC switch use. */
export const OIDS = {
  OID_GEN_SUPPORTED_LIST: 0x00010101,
  OID_GEN_CURRENT_PACKET_FILTER: 0x0001010e,
  OID_GEN_STATISTICS: 0x00020106,
  OID_802_3_MULTICAST_LIST: 0x01010103,
  OID_802_3_PERMANENT_ADDRESS: 0x01010101,
  OID_802_3_CURRENT_ADDRESS: 0x01010102,
  OID_NIC_SWITCH_PARAMETERS: 0x00010238,
  OID_NIC_SWITCH_CURRENT_CAPABILITIES: 0x0001022f,
  OID_NIC_SWITCH_HARDWARE_CAPABILITIES: 0x0001022e,
  OID_NIC_SWITCH_CREATE_SWITCH: 0x00010237,
  OID_NIC_SWITCH_DELETE_SWITCH: 0x00010239,
  OID_NIC_SWITCH_ENUM_SWITCHES: 0x00010240,
  OID_NIC_SWITCH_ALLOCATE_VF: 0x00010245,
  OID_NIC_SWITCH_FREE_VF: 0x00010246,
  OID_NIC_SWITCH_ENUM_VFS: 0x00010248,
  OID_NIC_SWITCH_VF_PARAMETERS: 0x00010247,
  OID_NIC_SWITCH_CREATE_VPORT: 0x00010241,
  OID_NIC_SWITCH_DELETE_VPORT: 0x00010244,
  OID_NIC_SWITCH_VPORT_PARAMETERS: 0x00010242,
  OID_NIC_SWITCH_ENUM_VPORTS: 0x00010243,
  OID_RECEIVE_FILTER_HARDWARE_CAPABILITIES: 0x00010221,
  OID_RECEIVE_FILTER_CURRENT_CAPABILITIES: 0x0001022d,
  OID_RECEIVE_FILTER_GLOBAL_PARAMETERS: 0x00010222,
  OID_RECEIVE_FILTER_SET_FILTER: 0x00010227,
  OID_RECEIVE_FILTER_CLEAR_FILTER: 0x00010228,
  OID_RECEIVE_FILTER_ENUM_FILTERS: 0x00010229,
  OID_RECEIVE_FILTER_PARAMETERS: 0x0001022a,
  OID_RECEIVE_FILTER_MOVE_FILTER: 0x00010230,
  OID_SRIOV_HARDWARE_CAPABILITIES: 0x00010249,
  OID_SRIOV_CURRENT_CAPABILITIES: 0x00010250,
  OID_SRIOV_READ_VF_CONFIG_SPACE: 0x00010251,
  OID_SRIOV_WRITE_VF_CONFIG_SPACE: 0x00010252,
  OID_SRIOV_READ_VF_CONFIG_BLOCK: 0x00010253,
  OID_SRIOV_WRITE_VF_CONFIG_BLOCK: 0x00010254,
  OID_SRIOV_RESET_VF: 0x00010255,
  OID_SRIOV_SET_VF_POWER_STATE: 0x00010256,
  OID_SRIOV_VF_VENDOR_DEVICE_ID: 0x00010257,
  OID_SRIOV_PROBED_BARS: 0x00010258,
  OID_SRIOV_BAR_RESOURCES: 0x00010259,
  OID_SRIOV_PF_LUID: 0x00010260,
  OID_SRIOV_CONFIG_STATE: 0x00010261,
  OID_SRIOV_VF_SERIAL_NUMBER: 0x00010262,
  OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK: 0x00010269,
} as const;

export type OidName = keyof typeof OIDS;
export const OID_NAMES = Object.keys(OIDS) as readonly OidName[];

export type OidMethod = 'query' | 'set' | 'method';

/** Members carry the documentation's names: `VFId`, `VPortId`, `NumQueuePairs`, `MacAddress`, … Buffers are byte arrays. */
export type OidValue = number | string | boolean | Uint8Array | readonly OidMembers[];
export type OidMembers = { readonly [member: string]: OidValue | undefined };

export interface OidRequest {
  readonly oid: OidName;
  /** Absent: the way the documentation defines for this OID. */
  readonly method?: OidMethod;
  readonly members: OidMembers;
  /** Bytes of the information buffer; absent: exactly what the request needs. */
  readonly bufferLength?: number;
  /** Or: bytes that the buffer is shorter than the request needs. */
  readonly bufferShortBy?: number;
}

/** A completed request. A refusal carries the rule that asked for it and the reason in words. */
export type OidAnswer =
  | { readonly kind: 'success'; readonly members: OidMembers }
  | {
      readonly kind: 'refused';
      readonly status: Exclude<NdisStatus, 'NDIS_STATUS_SUCCESS'>;
      readonly reason: string;
      readonly rule?: string;
      /** Set with NDIS_STATUS_INVALID_LENGTH. */
      readonly bytesNeeded?: number;
    };

/** Who asks. NDIS itself, the virtualization stack in the management OS, another bound driver, or a VF miniport's guest. */
export type Issuer =
  | { readonly kind: 'ndis' }
  | { readonly kind: 'virtualization-stack' }
  | { readonly kind: 'overlying-driver'; readonly driver: string };

/** Through NDIS (which verifies, assigns ids and may refuse itself), or directly at MiniportOidRequest. */
export type Boundary = 'ndis' | 'miniport';
