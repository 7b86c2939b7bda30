import { expect } from 'chai';
import type { FunctionRef } from '../../src/isolation/action';
import { nearest } from '../../src/terms/nearest';
import { FeatureMistake } from '../../src/target/target';
import type { BulkheadWorld } from './world';

/** Where a named field of a configuration space is. Offsets within a capability count from the capability's start. */
export interface ConfigField {
  readonly name: string;
  readonly within: 'header' | 'sriov' | 'pci-express' | 'msi-x' | 'ari' | 'aer' | 'acs' | 'power';
  readonly offset: number;
  readonly width: 1 | 2 | 4;
  /** Lowest bit of the field; absent: all of the register. */
  readonly bit?: number;
  /** Bits of the field, from `bit` on; absent: one. */
  readonly bits?: number;
}

const field = (
  name: string,
  within: ConfigField['within'],
  offset: number,
  width: 1 | 2 | 4,
  bit?: number,
  bits?: number,
): ConfigField => ({
  ...{ name, within, offset, width },
  ...(bit !== undefined && { bit }),
  ...(bits !== undefined && { bits }),
});

/** PCI Express Base Specification (recalled), chapters 7 and 9; the same names as in `src/rules/catalogue/pcie-registers.yaml`. */
export const CONFIG_FIELDS: readonly ConfigField[] = [
  field('Vendor ID', 'header', 0x00, 2),
  field('Device ID', 'header', 0x02, 2),
  field('Command', 'header', 0x04, 2),
  field('Bus Master Enable', 'header', 0x04, 2, 2),
  field('Status', 'header', 0x06, 2),
  field('Interrupt Status', 'header', 0x06, 2, 3),
  field('Capabilities List', 'header', 0x06, 2, 4),
  field('Revision ID', 'header', 0x08, 1),
  field('Programming Interface', 'header', 0x09, 1),
  field('Class Code', 'header', 0x0a, 2),
  field('Cache Line Size', 'header', 0x0c, 1),
  field('Latency Timer', 'header', 0x0d, 1),
  field('Header Type', 'header', 0x0e, 1),
  field('BIST', 'header', 0x0f, 1),
  ...[0, 1, 2, 3, 4, 5].map((index) => field(`BAR${index}`, 'header', 0x10 + 4 * index, 4)),
  field('CardBus CIS Pointer', 'header', 0x28, 4),
  field('Subsystem Vendor ID', 'header', 0x2c, 2),
  field('Subsystem ID', 'header', 0x2e, 2),
  field('Expansion ROM Base Address', 'header', 0x30, 4),
  field('Capabilities Pointer', 'header', 0x34, 1),
  field('Interrupt Line', 'header', 0x3c, 1),
  field('Interrupt Pin', 'header', 0x3d, 1),
  field('Min_Gnt', 'header', 0x3e, 1),
  field('Max_Lat', 'header', 0x3f, 1),
  field('SR-IOV Capability Version', 'sriov', 0x02, 2, 0, 4),
  field('SR-IOV Capabilities', 'sriov', 0x04, 4),
  field('SR-IOV Control', 'sriov', 0x08, 2),
  field('VF Enable', 'sriov', 0x08, 2, 0),
  field('VF Migration Enable', 'sriov', 0x08, 2, 1),
  field('VF MSE', 'sriov', 0x08, 2, 3),
  field('ARI Capable Hierarchy', 'sriov', 0x08, 2, 4),
  field('SR-IOV Status', 'sriov', 0x0a, 2),
  field('InitialVFs', 'sriov', 0x0c, 2),
  field('TotalVFs', 'sriov', 0x0e, 2),
  field('NumVFs', 'sriov', 0x10, 2),
  field('Function Dependency Link', 'sriov', 0x12, 1),
  field('First VF Offset', 'sriov', 0x14, 2),
  field('VF Stride', 'sriov', 0x16, 2),
  field('VF Device ID', 'sriov', 0x1a, 2),
  field('Supported Page Sizes', 'sriov', 0x1c, 4),
  field('System Page Size', 'sriov', 0x20, 4),
  ...[0, 1, 2, 3, 4, 5].map((index) => field(`VF BAR${index}`, 'sriov', 0x24 + 4 * index, 4)),
  field('VF Migration State Array Offset', 'sriov', 0x3c, 4),
  field('Device Capabilities', 'pci-express', 0x04, 4),
  field('Function Level Reset Capability', 'pci-express', 0x04, 4, 28),
  field('Device Control', 'pci-express', 0x08, 2),
  field('Max Payload Size', 'pci-express', 0x08, 2, 5, 3),
  field('Max Read Request Size', 'pci-express', 0x08, 2, 12, 3),
  field('Initiate FLR', 'pci-express', 0x08, 2, 15),
  field('Device Status', 'pci-express', 0x0a, 2),
  field('Transactions Pending', 'pci-express', 0x0a, 2, 5),
  field('Link Control', 'pci-express', 0x10, 2),
  field('Link Status', 'pci-express', 0x12, 2),
  field('Message Control', 'msi-x', 0x02, 2),
  field('MSI-X Enable', 'msi-x', 0x02, 2, 15),
  field('MSI-X Function Mask', 'msi-x', 0x02, 2, 14),
  field('Uncorrectable Error Status', 'aer', 0x04, 4),
  field('PMCSR', 'power', 0x04, 2),
];

const RAW = /^(1|2|4) bytes? at (0x[0-9A-Fa-f]+|\d+)$/;

/** A name of the list, or for example `2 bytes at 0x3C`. */
export function configField(text: string): ConfigField {
  const raw = RAW.exec(text);
  if (raw !== null) return field(text, 'header', Number(raw[2]), Number(raw[1]) as 1 | 2 | 4);
  const names = CONFIG_FIELDS.map((each) => each.name);
  const found = CONFIG_FIELDS.find((each) => each.name === text);
  if (found !== undefined) return found;
  throw new FeatureMistake(
    `"${text}" is not a field of configuration space${nearest(text, names)}; use a name of the PCI Express specification or, for example, "2 bytes at 0x3C"`,
  );
}

const STANDARD = { 'pci-express': 0x10, 'msi-x': 0x11, power: 0x01 } as const;
const EXTENDED = { sriov: 0x0010, aer: 0x0001, acs: 0x000d, ari: 0x000e } as const;

export interface ReadBack {
  readonly value: number;
  readonly unsupportedRequest: boolean;
}

type Reader = (offset: number, width: 1 | 2 | 4) => Promise<ReadBack>;

/** Walks the lists as software does: standard capabilities from 34h, extended ones from 100h. */
export async function findCapability(
  read: Reader,
  id: number,
  extended: boolean,
): Promise<number | undefined> {
  return extended ? findExtended(read, id) : findStandard(read, id);
}

async function findStandard(read: Reader, id: number): Promise<number | undefined> {
  let offset = (await read(0x34, 1)).value;
  for (let hops = 0; offset !== 0 && offset !== 0xff && hops < 48; hops++) {
    if ((await read(offset, 1)).value === id) return offset;
    offset = (await read(offset + 1, 1)).value;
  }
  return undefined;
}

async function findExtended(read: Reader, id: number): Promise<number | undefined> {
  let offset = 0x100;
  for (let hops = 0; offset !== 0 && hops < 64; hops++) {
    const header = (await read(offset, 4)).value;
    if (header === 0 || header === 0xffffffff) return undefined;
    if ((header & 0xffff) === id) return offset;
    offset = (header >>> 20) & 0xffc;
  }
  return undefined;
}

export async function addressOf(read: Reader, of: ConfigField): Promise<number> {
  if (of.within === 'header') return of.offset;
  const extended = of.within in EXTENDED;
  const id = extended
    ? EXTENDED[of.within as keyof typeof EXTENDED]
    : STANDARD[of.within as keyof typeof STANDARD];
  const start = await findCapability(read, id, extended);
  if (start === undefined)
    expect.fail(`the function has no ${of.within} capability, where ${of.name} would be`);
  return start + of.offset;
}

/** Reads by Routing ID from the management OS, or in the guest. Reads are probes: they are not what a Then looks back at. */
export const reader =
  (world: BulkheadWorld, of: FunctionRef, by: 'bus' | 'guest'): Reader =>
  async (offset, width) => {
    const done = await world.probe({ kind: 'config-read', function: of, by, offset, width });
    return done.value as unknown as ReadBack;
  };

export async function readField(
  world: BulkheadWorld,
  of: FunctionRef,
  name: string,
  by: 'bus' | 'guest' = 'bus',
): Promise<ReadBack> {
  const read = reader(world, of, by);
  const what = configField(name);
  const got = await read(await addressOf(read, what), what.width);
  return what.bit === undefined ? got : { ...got, value: (got.value >>> what.bit) & maskOf(what) };
}

/** A field of some bits is written by reading the register, changing them and writing the register back. */
export async function writeField(
  world: BulkheadWorld,
  of: FunctionRef,
  name: string,
  value: number,
  by: 'bus' | 'guest' = 'bus',
): Promise<void> {
  const read = reader(world, of, by);
  const what = configField(name);
  const offset = await addressOf(read, what);
  const whole =
    what.bit === undefined ? value : withBits((await read(offset, what.width)).value, what, value);
  await world.attempt({ kind: 'config-write', function: of, by, offset, width: what.width, value: whole });
}

const maskOf = ({ bits = 1 }: ConfigField): number => 2 ** bits - 1;

const withBits = (register: number, field: ConfigField, value: number): number => {
  const { bit = 0 } = field;
  return ((register & ~(maskOf(field) << bit)) | ((value & maskOf(field)) << bit)) >>> 0;
};
