import type { OidMembers, OidMethod, OidName } from '../../../terms/oid';
import type { StructureDescription } from './member-type';
import * as sw from './nic-switch';
import * as filter from './receive-filter';
import * as sriov from './sriov';
import * as vf from './vf';
import * as vport from './vport';

/** Who answers: the miniport itself, or NDIS from what it recorded (OID-ROUTE-01, OID-ROUTE-02). */
export type AnsweredBy = 'pf-miniport' | 'ndis' | 'vf-miniport';

export interface RequestForm {
  readonly structure: StructureDescription;
  readonly answeredBy: AnsweredBy;
}

/** The ways in which each OID can be issued (OID-ROUTE-03, OID-KIND-*). The first is the one meant when none is named. */
export type RequestForms = Readonly<Partial<Record<OidMethod, RequestForm>>>;

const pf = (structure: StructureDescription): RequestForm => ({ structure, answeredBy: 'pf-miniport' });
const ndis = (structure: StructureDescription): RequestForm => ({ structure, answeredBy: 'ndis' });

export const REQUEST_FORMS: Readonly<Partial<Record<OidName, RequestForms>>> = {
  OID_NIC_SWITCH_HARDWARE_CAPABILITIES: { query: ndis(sw.NIC_SWITCH_CAPABILITIES) },
  OID_NIC_SWITCH_CURRENT_CAPABILITIES: { query: ndis(sw.NIC_SWITCH_CAPABILITIES) },
  OID_NIC_SWITCH_CREATE_SWITCH: { method: pf(sw.NIC_SWITCH_PARAMETERS) },
  OID_NIC_SWITCH_DELETE_SWITCH: { set: pf(sw.NIC_SWITCH_DELETE_SWITCH_PARAMETERS) },
  OID_NIC_SWITCH_PARAMETERS: {
    method: ndis(sw.NIC_SWITCH_PARAMETERS),
    set: pf(sw.NIC_SWITCH_PARAMETERS_SET),
  },
  OID_NIC_SWITCH_ENUM_SWITCHES: { query: ndis(sw.NIC_SWITCH_INFO_ARRAY) },
  OID_NIC_SWITCH_ALLOCATE_VF: { method: pf(vf.NIC_SWITCH_VF_PARAMETERS) },
  OID_NIC_SWITCH_FREE_VF: { set: pf(vf.NIC_SWITCH_FREE_VF_PARAMETERS) },
  OID_NIC_SWITCH_ENUM_VFS: { method: ndis(vf.NIC_SWITCH_VF_INFO_ARRAY) },
  OID_NIC_SWITCH_VF_PARAMETERS: { method: ndis(vf.NIC_SWITCH_VF_PARAMETERS_QUERY) },
  OID_NIC_SWITCH_CREATE_VPORT: { method: pf(vport.NIC_SWITCH_VPORT_PARAMETERS) },
  OID_NIC_SWITCH_DELETE_VPORT: { set: pf(vport.NIC_SWITCH_DELETE_VPORT_PARAMETERS) },
  OID_NIC_SWITCH_VPORT_PARAMETERS: {
    method: ndis(vport.NIC_SWITCH_VPORT_PARAMETERS_OF_ONE),
    set: pf(vport.NIC_SWITCH_VPORT_PARAMETERS_OF_ONE),
  },
  OID_NIC_SWITCH_ENUM_VPORTS: { method: ndis(vport.NIC_SWITCH_VPORT_INFO_ARRAY) },
  OID_RECEIVE_FILTER_HARDWARE_CAPABILITIES: { query: ndis(filter.RECEIVE_FILTER_CAPABILITIES) },
  OID_RECEIVE_FILTER_CURRENT_CAPABILITIES: { query: ndis(filter.RECEIVE_FILTER_CAPABILITIES) },
  OID_RECEIVE_FILTER_GLOBAL_PARAMETERS: {
    query: ndis(filter.RECEIVE_FILTER_GLOBAL_PARAMETERS),
    set: pf(filter.RECEIVE_FILTER_GLOBAL_PARAMETERS),
  },
  OID_RECEIVE_FILTER_SET_FILTER: { method: pf(filter.RECEIVE_FILTER_PARAMETERS) },
  OID_RECEIVE_FILTER_CLEAR_FILTER: { set: pf(filter.RECEIVE_FILTER_CLEAR_PARAMETERS) },
  OID_RECEIVE_FILTER_MOVE_FILTER: { set: pf(filter.RECEIVE_FILTER_MOVE_FILTER_PARAMETERS) },
  OID_RECEIVE_FILTER_ENUM_FILTERS: { method: ndis(filter.RECEIVE_FILTER_INFO_ARRAY) },
  OID_RECEIVE_FILTER_PARAMETERS: { method: ndis(filter.RECEIVE_FILTER_PARAMETERS_QUERY) },
  OID_SRIOV_HARDWARE_CAPABILITIES: { query: ndis(sriov.SRIOV_CAPABILITIES) },
  OID_SRIOV_CURRENT_CAPABILITIES: { query: ndis(sriov.SRIOV_CAPABILITIES) },
  OID_SRIOV_READ_VF_CONFIG_SPACE: { method: pf(sriov.SRIOV_READ_VF_CONFIG_SPACE_PARAMETERS) },
  OID_SRIOV_WRITE_VF_CONFIG_SPACE: { set: pf(sriov.SRIOV_WRITE_VF_CONFIG_SPACE_PARAMETERS) },
  OID_SRIOV_READ_VF_CONFIG_BLOCK: { method: pf(sriov.SRIOV_READ_VF_CONFIG_BLOCK_PARAMETERS) },
  OID_SRIOV_WRITE_VF_CONFIG_BLOCK: { set: pf(sriov.SRIOV_WRITE_VF_CONFIG_BLOCK_PARAMETERS) },
  OID_SRIOV_RESET_VF: { set: pf(sriov.SRIOV_RESET_VF_PARAMETERS) },
  OID_SRIOV_SET_VF_POWER_STATE: { set: pf(sriov.SRIOV_SET_VF_POWER_STATE_PARAMETERS) },
  OID_SRIOV_VF_VENDOR_DEVICE_ID: { method: pf(sriov.SRIOV_VF_VENDOR_DEVICE_ID_INFO) },
  OID_SRIOV_PROBED_BARS: { query: pf(sriov.SRIOV_PROBED_BARS_INFO) },
  OID_SRIOV_BAR_RESOURCES: { method: pf(sriov.SRIOV_BAR_RESOURCES_INFO) },
  OID_SRIOV_PF_LUID: { query: ndis(sriov.SRIOV_PF_LUID_INFO) },
  OID_SRIOV_CONFIG_STATE: { method: ndis(sriov.SRIOV_CONFIG_STATE_PARAMETERS) },
  OID_SRIOV_VF_SERIAL_NUMBER: { query: ndis(sriov.SRIOV_VF_SERIAL_NUMBER_INFO) },
  OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK: {
    method: { structure: sriov.SRIOV_VF_INVALIDATE_CONFIG_BLOCK_INFO, answeredBy: 'vf-miniport' },
  },
};

/** The way an OID is issued when the request names none; undefined for an OID outside these families. */
export const usualMethod = (oid: OidName): OidMethod | undefined =>
  Object.keys(REQUEST_FORMS[oid] ?? {})[0] as OidMethod | undefined;

/** Undefined when the OID does not exist in that way (OID-KIND-*). */
export function formOf(oid: OidName, method = usualMethod(oid)): RequestForm | undefined {
  return method === undefined ? undefined : REQUEST_FORMS[oid]?.[method];
}

export const structureOf = (oid: OidName, method?: OidMethod): StructureDescription | undefined =>
  formOf(oid, method)?.structure;

/** The members that a requester leaves alone, at the values that the documentation gives them. */
export function defaultMembers(oid: OidName, method?: OidMethod): OidMembers {
  const members = structureOf(oid, method)?.members ?? [];
  return Object.fromEntries(
    members.flatMap((each) => (each.default === undefined ? [] : [[each.name, each.default]])),
  );
}
