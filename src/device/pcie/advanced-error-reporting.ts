import type { Register } from './config-layout';
import type { ExtendedCapability } from './extended-capabilities';

/** Offsets from the start of the structure. */
export const AER = { uncorrectableStatus: 0x04, correctableStatus: 0x10, headerLog: 0x1c } as const;

/** Poisoned TLP, completion timeout, completer abort, unexpected completion, unsupported request: a function's own. */
const FUNCTION_UNCORRECTABLE = 0x0011d000;
/** Advisory non-fatal. */
const FUNCTION_CORRECTABLE = 0x00002000;
const DEVICE_UNCORRECTABLE = 0x00462030 | FUNCTION_UNCORRECTABLE;
const DEVICE_CORRECTABLE = 0x000011c1 | FUNCTION_CORRECTABLE;
const DEFAULT_SEVERITY = 0x00462030;

const STICKY = 0xffffffff;

/** Status and header log, sticky: a function level reset leaves the error log for whoever asks why (PCIE-FLR-11). */
const log = (base: number, uncorrectable: number, correctable: number): Register[] => [
  {
    offset: base + AER.uncorrectableStatus,
    size: 4,
    name: 'Uncorrectable Error Status',
    clearable: uncorrectable,
    survivesFlr: STICKY,
  },
  {
    offset: base + AER.correctableStatus,
    size: 4,
    name: 'Correctable Error Status',
    clearable: correctable,
    survivesFlr: STICKY,
  },
  ...[0, 1, 2, 3].map((part): Register => ({
    offset: base + AER.headerLog + part * 4,
    size: 4,
    name: `Header Log ${part}`,
    survivesFlr: STICKY,
  })),
];

const sticky = (offset: number, name: string, value: number, writable: number): Register => ({
  offset,
  size: 4,
  name,
  value,
  writable,
  survivesFlr: STICKY,
});

const structure = (registers: (base: number) => readonly Register[]): ExtendedCapability => ({
  id: 0x0001,
  version: 2,
  name: 'AER',
  length: 0x48,
  registers,
});

export const PF_AER = structure((base) => [
  ...log(base, DEVICE_UNCORRECTABLE, DEVICE_CORRECTABLE),
  sticky(base + 0x08, 'Uncorrectable Error Mask', 0, DEVICE_UNCORRECTABLE),
  sticky(base + 0x0c, 'Uncorrectable Error Severity', DEFAULT_SEVERITY, DEVICE_UNCORRECTABLE),
  sticky(base + 0x14, 'Correctable Error Mask', FUNCTION_CORRECTABLE, DEVICE_CORRECTABLE),
  sticky(base + 0x18, 'AER Capabilities and Control', 0x000000a0, 0x00000140),
]);

/** Masks and severity are reserved in a VF and follow the PF; so are errors that belong to no single function. */
export const VF_AER = structure((base) => log(base, FUNCTION_UNCORRECTABLE, FUNCTION_CORRECTABLE));
