import type { RequestHandlers } from '../adapter-context';
import { allocateVf } from './requests/allocate-vf';
import { barResources } from './requests/bar-resources';
import { clearFilter } from './requests/clear-filter';
import { createSwitch } from './requests/create-switch';
import { createVPort } from './requests/create-vport';
import { queryCurrentPacketFilter, setCurrentPacketFilter } from './requests/current-packet-filter';
import { deleteSwitch } from './requests/delete-switch';
import { deleteVPort } from './requests/delete-vport';
import { enumFilters, queryFilterParameters } from './requests/enum-filters';
import { enumSwitches } from './requests/enum-switches';
import { enumVfs } from './requests/enum-vfs';
import { enumVPorts } from './requests/enum-vports';
import * as filterCapabilities from './requests/filter-capabilities';
import { freeVf } from './requests/free-vf';
import { statistics, supportedList } from './requests/general';
import { moveFilter } from './requests/move-filter';
import { probedBars } from './requests/probed-bars';
import { readVfConfigBlock } from './requests/read-vf-config-block';
import { readVfConfigSpace } from './requests/read-vf-config-space';
import { resetVf } from './requests/reset-vf';
import { setFilter } from './requests/set-filter';
import { setVfPowerState } from './requests/set-vf-power-state';
import { sriovCapabilities } from './requests/sriov-capabilities';
import { currentSwitchCapabilities, hardwareSwitchCapabilities } from './requests/switch-capabilities';
import { querySwitchParameters, setSwitchParameters } from './requests/switch-parameters';
import { queryVfParameters } from './requests/vf-parameters';
import { vfVendorDeviceId } from './requests/vf-vendor-device-id';
import { queryVPortParameters, setVPortParameters } from './requests/vport-parameters';
import { writeVfConfigBlock } from './requests/write-vf-config-block';
import { writeVfConfigSpace } from './requests/write-vf-config-space';

/**
 * What the PF miniport driver does with each request, by OID and way. Those that NDIS answers by itself are here too: at
 * the miniport's own boundary the driver answers from what it has, which is how NDIS's records can be checked.
 */
export const REQUEST_HANDLERS: RequestHandlers = {
  'OID_GEN_SUPPORTED_LIST:query': supportedList,
  'OID_GEN_STATISTICS:query': statistics,
  'OID_GEN_CURRENT_PACKET_FILTER:query': queryCurrentPacketFilter,
  'OID_GEN_CURRENT_PACKET_FILTER:set': setCurrentPacketFilter,

  'OID_NIC_SWITCH_HARDWARE_CAPABILITIES:query': hardwareSwitchCapabilities,
  'OID_NIC_SWITCH_CURRENT_CAPABILITIES:query': currentSwitchCapabilities,
  'OID_NIC_SWITCH_CREATE_SWITCH:method': createSwitch,
  'OID_NIC_SWITCH_DELETE_SWITCH:set': deleteSwitch,
  'OID_NIC_SWITCH_PARAMETERS:method': querySwitchParameters,
  'OID_NIC_SWITCH_PARAMETERS:set': setSwitchParameters,
  'OID_NIC_SWITCH_ENUM_SWITCHES:query': enumSwitches,

  'OID_NIC_SWITCH_ALLOCATE_VF:method': allocateVf,
  'OID_NIC_SWITCH_FREE_VF:set': freeVf,
  'OID_NIC_SWITCH_ENUM_VFS:method': enumVfs,
  'OID_NIC_SWITCH_VF_PARAMETERS:method': queryVfParameters,

  'OID_NIC_SWITCH_CREATE_VPORT:method': createVPort,
  'OID_NIC_SWITCH_DELETE_VPORT:set': deleteVPort,
  'OID_NIC_SWITCH_VPORT_PARAMETERS:method': queryVPortParameters,
  'OID_NIC_SWITCH_VPORT_PARAMETERS:set': setVPortParameters,
  'OID_NIC_SWITCH_ENUM_VPORTS:method': enumVPorts,

  'OID_RECEIVE_FILTER_HARDWARE_CAPABILITIES:query': filterCapabilities.hardwareFilterCapabilities,
  'OID_RECEIVE_FILTER_CURRENT_CAPABILITIES:query': filterCapabilities.currentFilterCapabilities,
  'OID_RECEIVE_FILTER_GLOBAL_PARAMETERS:query': filterCapabilities.queryFilterGlobalParameters,
  'OID_RECEIVE_FILTER_GLOBAL_PARAMETERS:set': filterCapabilities.setFilterGlobalParameters,
  'OID_RECEIVE_FILTER_SET_FILTER:method': setFilter,
  'OID_RECEIVE_FILTER_CLEAR_FILTER:set': clearFilter,
  'OID_RECEIVE_FILTER_MOVE_FILTER:set': moveFilter,
  'OID_RECEIVE_FILTER_ENUM_FILTERS:method': enumFilters,
  'OID_RECEIVE_FILTER_PARAMETERS:method': queryFilterParameters,

  'OID_SRIOV_HARDWARE_CAPABILITIES:query': sriovCapabilities,
  'OID_SRIOV_CURRENT_CAPABILITIES:query': sriovCapabilities,
  'OID_SRIOV_READ_VF_CONFIG_SPACE:method': readVfConfigSpace,
  'OID_SRIOV_WRITE_VF_CONFIG_SPACE:set': writeVfConfigSpace,
  'OID_SRIOV_READ_VF_CONFIG_BLOCK:method': readVfConfigBlock,
  'OID_SRIOV_WRITE_VF_CONFIG_BLOCK:set': writeVfConfigBlock,
  'OID_SRIOV_RESET_VF:set': resetVf,
  'OID_SRIOV_SET_VF_POWER_STATE:set': setVfPowerState,
  'OID_SRIOV_VF_VENDOR_DEVICE_ID:method': vfVendorDeviceId,
  'OID_SRIOV_PROBED_BARS:query': probedBars,
  'OID_SRIOV_BAR_RESOURCES:method': barResources,
};
