import type { OidName } from '../terms/oid';
import type { Facet } from '../terms/domain';
import { LACK_OF_RESOURCES, NOTICE_TO_VF, REQUEST_TO_PF } from './channels';
import { OWN_FUNCTION, type Facets } from './policy';

/** Whom a request to the PF miniport names. */
export type OidSubject =
  | 'nobody'
  | 'everyone'
  | 'the PF'
  /** `VFId`. */
  | 'the VF'
  /** A VF that the answer names, or that is still free. */
  | 'a new VF'
  /** `AttachedFunctionId`. */
  | 'the attached function'
  /** Who owns `VPortId`. */
  | 'the VPort'
  /** Who owns `FilterId`. */
  | 'the filter'
  /** Owners of the filter and of both VPorts of a move. */
  | 'both ends';

export interface OidRow {
  readonly subject: OidSubject;
  readonly facets: Facets;
  readonly pf: Facets;
}

const PORT: readonly Facet[] = ['vport', 'statistics', 'filters', 'rings', 'lifecycle'];
const TAKES: readonly Facet[] = [...LACK_OF_RESOURCES.facets, 'lifecycle', 'switch', 'statistics'];

const READ: OidRow = { subject: 'nobody', facets: [], pf: [] };
const EVERYONE: OidRow = { subject: 'everyone', facets: 'all', pf: 'all' };
const OWN: OidRow = { subject: 'the PF', facets: 'all', pf: 'all' };
const FILTER: Pick<OidRow, 'facets' | 'pf'> = { facets: ['filters'], pf: LACK_OF_RESOURCES.facets };

/** Requests that change something. All others only read. */
const CHANGING: Partial<Record<OidName, OidRow>> = {
  OID_GEN_CURRENT_PACKET_FILTER: OWN,
  OID_802_3_MULTICAST_LIST: OWN,
  OID_NIC_SWITCH_PARAMETERS: OWN,
  OID_RECEIVE_FILTER_GLOBAL_PARAMETERS: OWN,
  OID_NIC_SWITCH_CREATE_SWITCH: EVERYONE,
  OID_NIC_SWITCH_DELETE_SWITCH: EVERYONE,
  OID_NIC_SWITCH_ALLOCATE_VF: { subject: 'a new VF', facets: 'all', pf: TAKES },
  OID_NIC_SWITCH_FREE_VF: { subject: 'the VF', facets: 'all', pf: TAKES },
  OID_NIC_SWITCH_VF_PARAMETERS: { subject: 'the VF', facets: ['lifecycle'], pf: [] },
  OID_NIC_SWITCH_CREATE_VPORT: { subject: 'the attached function', facets: PORT, pf: TAKES },
  OID_NIC_SWITCH_DELETE_VPORT: { subject: 'the VPort', facets: PORT, pf: TAKES },
  OID_NIC_SWITCH_VPORT_PARAMETERS: { subject: 'the VPort', facets: ['vport', 'interrupts'], pf: TAKES },
  OID_RECEIVE_FILTER_SET_FILTER: { subject: 'the VPort', ...FILTER },
  OID_RECEIVE_FILTER_PARAMETERS: { subject: 'the filter', ...FILTER },
  OID_RECEIVE_FILTER_CLEAR_FILTER: { subject: 'the filter', ...FILTER },
  OID_RECEIVE_FILTER_MOVE_FILTER: { subject: 'both ends', ...FILTER },
  OID_SRIOV_WRITE_VF_CONFIG_SPACE: { subject: 'the VF', facets: OWN_FUNCTION, pf: [] },
  OID_SRIOV_WRITE_VF_CONFIG_BLOCK: { subject: 'the VF', facets: ['blocks'], pf: REQUEST_TO_PF.facets },
  OID_SRIOV_RESET_VF: { subject: 'the VF', facets: OWN_FUNCTION, pf: [] },
  OID_SRIOV_SET_VF_POWER_STATE: { subject: 'the VF', facets: OWN_FUNCTION, pf: [] },
  OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK: { subject: 'the VF', facets: NOTICE_TO_VF.facets, pf: [] },
};

/** What a request to the PF miniport may change. A query reads, whatever its OID. */
export const oidPolicy = (oid: OidName, method: 'query' | 'set' | 'method' | undefined): OidRow =>
  method === 'query' ? READ : (CHANGING[oid] ?? READ);
