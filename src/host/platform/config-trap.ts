import type { OidMembers, OidName } from '../../terms/oid';
import type { VpciDevice } from './virtual-pci';

/** Device Control in the PCI Express capability; Initiate FLR is bit 15, so bit 7 of the second byte. */
const DEVICE_CONTROL = 8;
const INITIATE_FLR = 0x8000;
/** PMCSR in the power management capability; the state is in bits 1 and 0. */
const POWER_CONTROL = 4;

export interface PrivilegedRequest {
  readonly oid: OidName;
  readonly members: OidMembers;
}

/**
 * Reset and power are privileged (ISO-PRIV-01): a guest that writes their bits gets the request of the management OS
 * instead, and the write itself goes nowhere. Everything else is carried out by the PF miniport as it is.
 */
export function trapConfigWrite(
  device: VpciDevice,
  offset: number,
  width: number,
  value: number,
): PrivilegedRequest | undefined {
  const { pciExpress, power } = device.capabilities;
  const control = bitsAt(pciExpress + DEVICE_CONTROL, offset, width, value);
  if (pciExpress !== 0 && (control & INITIATE_FLR) !== 0) return { oid: 'OID_SRIOV_RESET_VF', members: {} };
  const covered = offset <= power + POWER_CONTROL && power + POWER_CONTROL < offset + width;
  if (power === 0 || !covered) return undefined;
  const state = bitsAt(power + POWER_CONTROL, offset, width, value) & 3;
  return {
    oid: 'OID_SRIOV_SET_VF_POWER_STATE',
    members: { PowerState: `NdisDeviceStateD${state}`, WakeEnable: false },
  };
}

/** The 16 bits at `register` that a write of `width` bytes at `offset` would set; what it does not cover is 0. */
function bitsAt(register: number, offset: number, width: number, value: number): number {
  let bits = 0;
  for (let byte = 0; byte < 2; byte++) {
    const at = register + byte - offset;
    if (at >= 0 && at < width) bits |= (Math.floor(value / 256 ** at) & 0xff) << (byte * 8);
  }
  return bits;
}
