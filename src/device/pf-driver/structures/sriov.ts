import { BUFFER_OFFSET, FLAGS, VF_ID, ulong, ushort } from './shorthand';
import { structure } from './member-type';

export const SRIOV_CAPS = {
  NDIS_SRIOV_CAPS_SRIOV_SUPPORTED: 0x1,
  NDIS_SRIOV_CAPS_PF_MINIPORT: 0x2,
  NDIS_SRIOV_CAPS_VF_MINIPORT: 0x4,
} as const;

export const SRIOV_CAPABILITIES = structure({
  name: 'NDIS_SRIOV_CAPABILITIES',
  revisions: [1],
  members: [
    FLAGS,
    { name: 'SriovCapabilities', type: { kind: 'flags', values: SRIOV_CAPS }, direction: 'out' },
  ],
});

/**
 * The four structures that move bytes. `Buffer` stands for the information buffer from the structure's first byte: what a
 * write puts at BufferOffset, or what a read finds there before it (so that a test can see that nothing else changes).
 * `Data` is short for the bytes at BufferOffset alone. BufferOffset left out: right behind the structure.
 */
const WINDOW = [
  { name: 'Length', type: ulong },
  BUFFER_OFFSET,
  { name: 'Buffer', type: { kind: 'trailing-bytes' }, optional: true },
] as const;
const WRITE_WINDOW = [...WINDOW, { name: 'Data', type: { kind: 'trailing-bytes' }, optional: true }] as const;

export const SRIOV_READ_VF_CONFIG_SPACE_PARAMETERS = structure({
  name: 'NDIS_SRIOV_READ_VF_CONFIG_SPACE_PARAMETERS',
  revisions: [1],
  members: [VF_ID, { name: 'Offset', type: ulong }, ...WINDOW],
});
export const SRIOV_WRITE_VF_CONFIG_SPACE_PARAMETERS = structure({
  name: 'NDIS_SRIOV_WRITE_VF_CONFIG_SPACE_PARAMETERS',
  revisions: [1],
  members: [VF_ID, { name: 'Offset', type: ulong }, ...WRITE_WINDOW],
});
export const SRIOV_READ_VF_CONFIG_BLOCK_PARAMETERS = structure({
  name: 'NDIS_SRIOV_READ_VF_CONFIG_BLOCK_PARAMETERS',
  revisions: [1],
  members: [VF_ID, { name: 'BlockId', type: ulong }, ...WINDOW],
});
export const SRIOV_WRITE_VF_CONFIG_BLOCK_PARAMETERS = structure({
  name: 'NDIS_SRIOV_WRITE_VF_CONFIG_BLOCK_PARAMETERS',
  revisions: [1],
  members: [VF_ID, { name: 'BlockId', type: ulong }, ...WRITE_WINDOW],
});

export const SRIOV_RESET_VF_PARAMETERS = structure({
  name: 'NDIS_SRIOV_RESET_VF_PARAMETERS',
  revisions: [1],
  members: [VF_ID],
});

export const SRIOV_SET_VF_POWER_STATE_PARAMETERS = structure({
  name: 'NDIS_SRIOV_SET_VF_POWER_STATE_PARAMETERS',
  revisions: [1],
  members: [
    VF_ID,
    {
      name: 'PowerState',
      type: {
        kind: 'enumeration',
        values: {
          NdisDeviceStateUnspecified: 0,
          NdisDeviceStateD0: 1,
          NdisDeviceStateD1: 2,
          NdisDeviceStateD2: 3,
          NdisDeviceStateD3: 4,
          NdisDeviceStateMaximum: 5,
        },
      },
    },
    { name: 'WakeEnable', type: { kind: 'boolean' }, default: false },
  ],
});

export const SRIOV_VF_VENDOR_DEVICE_ID_INFO = structure({
  name: 'NDIS_SRIOV_VF_VENDOR_DEVICE_ID_INFO',
  revisions: [1],
  members: [
    VF_ID,
    { name: 'VendorId', type: ushort, direction: 'out' },
    { name: 'DeviceId', type: ushort, direction: 'out' },
  ],
});

/** Followed by up to six ULONGs. */
export const SRIOV_PROBED_BARS_INFO = structure({
  name: 'NDIS_SRIOV_PROBED_BARS_INFO',
  revisions: [1],
  members: [{ name: 'BaseRegisterValuesOffset', type: ulong, optional: true }],
});

/** Followed by one CM_PARTIAL_RESOURCE_DESCRIPTOR. */
export const SRIOV_BAR_RESOURCES_INFO = structure({
  name: 'NDIS_SRIOV_BAR_RESOURCES_INFO',
  revisions: [1],
  members: [
    VF_ID,
    { name: 'BarIndex', type: ushort },
    { name: 'BarResourcesOffset', type: ulong, optional: true },
  ],
});

export const SRIOV_PF_LUID_INFO = structure({
  name: 'NDIS_SRIOV_PF_LUID_INFO',
  revisions: [1],
  members: [{ name: 'Luid', type: { kind: 'number', bits: 64 }, direction: 'out' }],
});

export const SRIOV_CONFIG_STATE_PARAMETERS = structure({
  name: 'NDIS_SRIOV_CONFIG_STATE_PARAMETERS',
  revisions: [1],
  members: [VF_ID, { name: 'BlockId', type: ulong }, { name: 'Length', type: ulong }],
});

export const SRIOV_VF_SERIAL_NUMBER_INFO = structure({
  name: 'NDIS_SRIOV_VF_SERIAL_NUMBER_INFO',
  revisions: [1],
  members: [{ name: 'SerialNumber', type: ulong, direction: 'out' }],
});

/** To the VF miniport only. */
export const SRIOV_VF_INVALIDATE_CONFIG_BLOCK_INFO = structure({
  name: 'NDIS_SRIOV_VF_INVALIDATE_CONFIG_BLOCK_INFO',
  revisions: [1],
  members: [{ name: 'BlockMask', type: { kind: 'number', bits: 64 } }],
});
