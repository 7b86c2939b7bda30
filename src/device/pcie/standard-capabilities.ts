import type { Register } from './config-layout';
import type { MsixPlacement } from './msix-placement';

/** Offsets in configuration space; the same in PF and VF, as real adapters arrange them. */
export const POWER_MANAGEMENT = 0x40;
export const MSIX = 0x70;
export const PCI_EXPRESS = 0xa0;

export const COMMAND = 0x04;
export const STATUS = 0x06;
export const BUS_MASTER_ENABLE = 0x0004;
export const MEMORY_SPACE_ENABLE = 0x0002;
export const POWER_CONTROL = POWER_MANAGEMENT + 4;
export const MSIX_CONTROL = MSIX + 2;
export const MSIX_ENABLE = 0x8000;
export const MSIX_FUNCTION_MASK = 0x4000;
export const DEVICE_CONTROL = PCI_EXPRESS + 8;
export const DEVICE_STATUS = PCI_EXPRESS + 0x0a;
export const INITIATE_FLR = 0x8000;
export const TRANSACTIONS_PENDING = 0x0020;

const header = (offset: number, id: number, next: number): Register[] => [
  { offset, size: 1, name: `Capability ${id} ID`, value: id },
  { offset: offset + 1, size: 1, name: `Capability ${id} Next`, value: next },
];

/**
 * D0 and D3hot, no PME. No_Soft_Reset (bit 3) is set: the way back to D0 resets nothing, so that D3 is no hidden reset
 * of the SR-IOV capability.
 */
export const powerManagement = (next: number): Register[] => [
  ...header(POWER_MANAGEMENT, 0x01, next),
  { offset: POWER_MANAGEMENT + 2, size: 2, name: 'Power Management Capabilities', value: 0x0003 },
  {
    offset: POWER_CONTROL,
    size: 2,
    name: 'Power Management Control/Status',
    value: 0x0008,
    writable: 0x0003,
    facet: 'power',
  },
];

export const msix = (next: number, placement: MsixPlacement): Register[] => [
  ...header(MSIX, 0x11, next),
  {
    offset: MSIX_CONTROL,
    size: 2,
    name: 'MSI-X Message Control',
    value: placement.vectors - 1,
    writable: MSIX_ENABLE | MSIX_FUNCTION_MASK,
    facet: 'interrupts',
  },
  { offset: MSIX + 4, size: 4, name: 'MSI-X Table', value: placement.table + placement.bar },
  {
    offset: MSIX + 8,
    size: 4,
    name: 'MSI-X Pending Bit Array',
    value: placement.table + placement.pending + placement.bar,
  },
];

/** Role-based error reporting, extended tags, payloads up to 512 bytes, and FLR (bit 28; PCIE-FLR-01). */
const DEVICE_CAPABILITIES = 0x10008022;
const MAX_PAYLOAD_SIZE = 0x00e0;
/** ASPM control, read completion boundary, common clock, extended synch: the link's, not the function's. */
const LINK_CONTROL = 0x00cb;

/** What PF and VF have in common: identity, capabilities, and the error bits of each function (PCIE-VFCFG-13). */
const common = (next: number): Register[] => [
  ...header(PCI_EXPRESS, 0x10, next),
  { offset: PCI_EXPRESS + 2, size: 2, name: 'PCI Express Capabilities', value: 0x0002 },
  { offset: PCI_EXPRESS + 4, size: 4, name: 'Device Capabilities', value: DEVICE_CAPABILITIES },
  { offset: DEVICE_STATUS, size: 2, name: 'Device Status', clearable: 0x000f },
  { offset: PCI_EXPRESS + 0x0c, size: 4, name: 'Link Capabilities', value: 0x00000411 },
];

/** Initiate FLR is no stored bit: `writeConfig` acts on it and it reads zero. */
export const pfPciExpress = (next: number): Register[] => [
  ...common(next),
  {
    offset: DEVICE_CONTROL,
    size: 2,
    name: 'Device Control',
    value: 0x2810,
    writable: 0x79ff,
    survivesFlr: MAX_PAYLOAD_SIZE,
  },
  {
    offset: PCI_EXPRESS + 0x10,
    size: 2,
    name: 'Link Control',
    writable: LINK_CONTROL,
    survivesFlr: LINK_CONTROL,
    facet: 'link',
  },
  { offset: PCI_EXPRESS + 0x12, size: 2, name: 'Link Status', value: 0x0011, facet: 'link' },
];

/** Everything that is device or link wide is reserved here and follows the PF (PCIE-VFCFG-12). */
export const vfPciExpress = (next: number): Register[] => [
  ...common(next),
  { offset: DEVICE_CONTROL, size: 2, name: 'Device Control' },
];
