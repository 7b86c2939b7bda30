import { configCapability, extendedCapability } from './config-capability';
import type { ConfigReading, SriovReading } from './reading';

const HEADER = 64;

/**
 * Fields that stay as they are until somebody writes them, out of a configuration space in hexadecimal. Status bits,
 * pending bits and error logs are left out (`left-out.ts`).
 * @returns undefined for what is shorter than a header: the function is not there.
 */
export function parseConfig(hex: string): ConfigReading | undefined {
  const space = new Uint8Array(Buffer.from(hex.trim(), 'hex'));
  if (space.length < HEADER) return undefined;
  const view = new DataView(space.buffer, space.byteOffset, space.byteLength);
  const command = view.getUint16(0x04, true);
  return {
    vendorId: view.getUint16(0x00, true),
    deviceId: view.getUint16(0x02, true),
    command: {
      memorySpace: isSet(command, 1),
      busMaster: isSet(command, 2),
      interruptDisable: isSet(command, 10),
    },
    power: at(view, configCapability(space, 0x01), 6, powerState),
    bars: words(view, 0x10, 6),
    msi: at(view, configCapability(space, 0x05), 4, (start) => ({
      enabled: isSet(view.getUint16(start + 2, true), 0),
    })),
    msix: at(view, configCapability(space, 0x11), 4, (start) => msixAt(view, start)),
    express: at(view, configCapability(space, 0x10), 0x2a, (start) => ({
      control: view.getUint16(start + 0x08, true),
      control2: view.getUint16(start + 0x28, true),
    })),
    sriov: at(view, extendedCapability(space, 0x0010), 0x40, (start) => sriovAt(view, start)),
  };
}

const isSet = (word: number, bit: number): boolean => ((word >> bit) & 1) === 1;

const words = (view: DataView, from: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => view.getUint32(from + 4 * index, true));

/** What lies at a capability, where the space shows that much of it. */
function at<T>(
  view: DataView,
  start: number | undefined,
  size: number,
  read: (start: number, view: DataView) => T,
): T | undefined {
  return start === undefined || start + size > view.byteLength ? undefined : read(start, view);
}

const POWER_STATES = ['D0', 'D1', 'D2', 'D3'] as const;

const powerState = (start: number, view: DataView): ConfigReading['power'] =>
  POWER_STATES[view.getUint16(start + 4, true) & 3];

function msixAt(view: DataView, start: number): NonNullable<ConfigReading['msix']> {
  const control = view.getUint16(start + 2, true);
  return { enabled: isSet(control, 15), masked: isSet(control, 14), vectors: (control & 0x7ff) + 1 };
}

/** SR-IOV 1.1, 3.3. */
function sriovAt(view: DataView, start: number): SriovReading {
  const control = view.getUint16(start + 0x08, true);
  return {
    vfEnable: isSet(control, 0),
    memorySpaceEnable: isSet(control, 3),
    ariCapableHierarchy: isSet(control, 4),
    totalVfs: view.getUint16(start + 0x0e, true),
    numVfs: view.getUint16(start + 0x10, true),
    firstVfOffset: view.getUint16(start + 0x14, true),
    vfStride: view.getUint16(start + 0x16, true),
    vfDeviceId: view.getUint16(start + 0x1a, true),
    systemPageSize: view.getUint32(start + 0x20, true),
    bars: words(view, start + 0x24, 6),
  };
}
