import type { AdapterProfile } from '../adapter-profile';
import { PF_AER, VF_AER } from './advanced-error-reporting';
import { baseAddressRegisters } from './bar-registers';
import { configLayout, type ConfigLayout, type Register } from './config-layout';
import { ACS, ARI, linkedRegisters, place, type PlacedCapability } from './extended-capabilities';
import { pfMsixPlacement, vfMsixPlacement } from './msix-placement';
import { sriovCapability } from './sriov-registers';
import {
  BUS_MASTER_ENABLE,
  COMMAND,
  MSIX,
  msix,
  PCI_EXPRESS,
  pfPciExpress,
  POWER_MANAGEMENT,
  powerManagement,
  STATUS,
  vfPciExpress,
} from './standard-capabilities';

/** A function's layout, and where its error log starts. */
export interface FunctionLayout {
  readonly config: ConfigLayout;
  readonly aer: number;
}

/** I/O (where the PF has an I/O BAR), memory, bus master, parity, SERR#, interrupt disable. */
const pfCommandMask = (profile: AdapterProfile): number =>
  0x0546 | (profile.pfBars.some((bar) => bar.kind === 'io') ? 1 : 0);

const STATUS_REGISTER: Register = {
  offset: STATUS,
  size: 2,
  name: 'Status',
  value: 0x0010,
  clearable: 0xf900,
};

/** Class and subsystem vendor are one for PF and VF (PCIE-VFCFG-09); the other two may differ and here do not. */
const identity = (profile: AdapterProfile): Register[] => [
  { offset: 0x08, size: 1, name: 'Revision ID', value: profile.revisionId },
  { offset: 0x09, size: 3, name: 'Class Code', value: profile.classCode },
  { offset: 0x2c, size: 2, name: 'Subsystem Vendor ID', value: profile.subsystemVendorId },
  { offset: 0x2e, size: 2, name: 'Subsystem ID', value: profile.subsystemId },
];

const pfHeader = (profile: AdapterProfile): Register[] => [
  { offset: 0x00, size: 2, name: 'Vendor ID', value: profile.vendorId },
  { offset: 0x02, size: 2, name: 'Device ID', value: profile.deviceId },
  { offset: COMMAND, size: 2, name: 'Command', writable: pfCommandMask(profile) },
  STATUS_REGISTER,
  ...identity(profile),
  { offset: 0x0c, size: 1, name: 'Cache Line Size', writable: 0xff },
  ...baseAddressRegisters(profile.pfBars, 0x10, 'BAR'),
  { offset: 0x34, size: 1, name: 'Capabilities Pointer', value: POWER_MANAGEMENT },
  { offset: 0x3c, size: 1, name: 'Interrupt Line', writable: 0xff },
];

/** Everything not named is read-only zero: memory, ROM and line interrupts are the PF's or do not exist (PCIE-VFCFG-*). */
const vfHeader = (profile: AdapterProfile): Register[] => [
  { offset: 0x00, size: 2, name: 'Vendor ID', value: 0xffff },
  { offset: 0x02, size: 2, name: 'Device ID', value: 0xffff },
  { offset: COMMAND, size: 2, name: 'Command', writable: BUS_MASTER_ENABLE },
  STATUS_REGISTER,
  ...identity(profile),
  { offset: 0x34, size: 1, name: 'Capabilities Pointer', value: PCI_EXPRESS },
];

const laidOut = (registers: readonly Register[], placed: readonly PlacedCapability[]): FunctionLayout => ({
  config: configLayout([...registers, ...linkedRegisters(placed)]),
  aer: placed.find(({ capability }) => capability.name === 'AER')!.base,
});

/** @throws when the profile's capability offset leaves no extended list, which is a mistake in the profile. */
export function pfLayout(profile: AdapterProfile): FunctionLayout {
  const placement = pfMsixPlacement(profile);
  const standard =
    placement === undefined
      ? [...powerManagement(PCI_EXPRESS), ...pfPciExpress(0)]
      : [...powerManagement(MSIX), ...msix(PCI_EXPRESS, placement), ...pfPciExpress(0)];
  const sriov = { base: profile.sriov.capabilityOffset, capability: sriovCapability(profile) };
  const placed = place([sriov], [PF_AER, ...(profile.ari ? [ARI] : []), ACS]);
  if (placed[0]!.base !== 0x100) throw new Error(`no structure fits at 100h below ${sriov.base}`);
  return laidOut([...pfHeader(profile), ...standard], placed);
}

/** No SR-IOV capability in a VF (PCIE-CAP-02); ARI in both or in neither. */
export function vfLayout(profile: AdapterProfile): FunctionLayout {
  const placement = vfMsixPlacement(profile);
  const standard = placement === undefined ? vfPciExpress(0) : [...vfPciExpress(MSIX), ...msix(0, placement)];
  const placed = place([], [VF_AER, ...(profile.ari ? [ARI] : []), ACS]);
  return laidOut([...vfHeader(profile), ...standard], placed);
}
