import { expect } from 'chai';
import { vfId } from '../../terms/function-id';
import { routingId } from '../../terms/routing-id';
import { trapConfigWrite } from './config-trap';
import { NO_MAPS, mapFunction, translate, unmapFunction } from './iommu';
import { NO_MESSAGES, messageFor, permitMessages, remap } from './interrupt-remapping';
import { PARENT_PARTITION, partitionNumber } from './partition-number';
import { NO_MEMORY, PARTITION_SPAN, memoryOf, readMemory, systemBase, writeMemory } from './system-memory';
import { busAddress, type VpciDevice } from './virtual-pci';

const [A, B] = [partitionNumber(1), partitionNumber(2)];
const [RID_A, RID_B] = [routingId(0x110), routingId(0x111)];

describe('memory of partitions', () => {
  it('holds bytes across a page boundary, and nothing of another partition', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index & 0xff);
    const memory = writeMemory(NO_MEMORY, systemBase(A) + 4000, bytes, A);
    expect(readMemory(memory, systemBase(A) + 4000, 300)).to.deep.equal(bytes);
    expect(readMemory(memory, systemBase(B) + 4000, 300)).to.deep.equal(new Uint8Array(300));
    expect(memoryOf(memory, A).foreignWrites).to.equal(0);
  });

  it('counts the bytes that another wrote, and keeps untouched partitions as they are', () => {
    const before = writeMemory(NO_MEMORY, systemBase(B), Uint8Array.of(1), B);
    const after = writeMemory(before, systemBase(A), Uint8Array.of(1, 2, 3), B);
    expect(memoryOf(after, A).foreignWrites).to.equal(3);
    expect(memoryOf(after, B)).to.equal(memoryOf(before, B));
  });
});

describe('the IOMMU', () => {
  const iommu = mapFunction(NO_MAPS, RID_A, A);

  it("translates by the owner's map (ISO-RID-02)", () => {
    expect(translate(iommu, RID_A, 0x1000, 64)).to.deep.equal({
      kind: 'allowed',
      partition: A,
      systemAddress: systemBase(A) + 0x1000,
    });
  });

  const blocked: readonly (readonly [string, number, number])[] = [
    ["another partition's system address", systemBase(B) + 0x1000, 64],
    ["the management OS's", systemBase(PARENT_PARTITION), 64],
    ['a transfer that ends outside', PARTITION_SPAN - 4, 8],
    ['a negative address', -8, 8],
  ];
  for (const [what, address, length] of blocked)
    it(`blocks ${what} (PCIE-IOMMU-02)`, () => {
      expect(translate(iommu, RID_A, address, length)).to.include({ kind: 'blocked', reason: 'outside-map' });
    });

  it('blocks a function that nobody holds, or no more', () => {
    expect(translate(iommu, RID_B, 0, 4)).to.include({ reason: 'no-map' });
    expect(translate(unmapFunction(iommu, RID_A), RID_A, 0, 4)).to.include({ reason: 'no-map' });
  });
});

describe('interrupt remapping', () => {
  const message = messageFor(RID_A, 0);
  const remapping = permitMessages(NO_MESSAGES, RID_A, { partition: A, vf: vfId(0), messages: [message] });

  it('delivers what was given out, to its owner', () => {
    expect(remap(remapping, RID_A, message.address, message.data)).to.deep.equal({
      kind: 'delivered',
      partition: A,
      vf: 0,
      vector: 0,
    });
  });

  it("does not deliver another's message, nor one of its own invention (PCIE-IOMMU-04)", () => {
    const foreign = messageFor(RID_B, 0);
    expect(remap(remapping, RID_A, foreign.address, foreign.data)).to.deep.equal({ kind: 'blocked' });
    expect(remap(remapping, RID_B, message.address, message.data)).to.deep.equal({ kind: 'blocked' });
  });
});

describe('a VF on the virtual PCI bus', () => {
  const device = {
    slices: [{ bar: 0, base: 0xf0004000, size: 0x4000 }],
    capabilities: { pciExpress: 0xa0, power: 0x40 },
  } as unknown as VpciDevice;

  it('is mapped to its own slice, byte by byte', () => {
    expect(busAddress(device, 0, 0x3ffc)).to.equal(0xf0007ffc);
    expect([
      busAddress(device, 0, 0x4000),
      busAddress(device, 0, -4),
      busAddress(device, 3, 0),
    ]).to.deep.equal([undefined, undefined, undefined]);
  });

  it('has its reset and power bits caught, in any width (ISO-PRIV-01)', () => {
    expect(trapConfigWrite(device, 0xa8, 2, 0x8000)).to.have.property('oid', 'OID_SRIOV_RESET_VF');
    expect(trapConfigWrite(device, 0xa8, 4, 0x8000)).to.have.property('oid', 'OID_SRIOV_RESET_VF');
    expect(trapConfigWrite(device, 0xa9, 1, 0x80)).to.have.property('oid', 'OID_SRIOV_RESET_VF');
    expect(trapConfigWrite(device, 0x44, 2, 3)).to.deep.equal({
      oid: 'OID_SRIOV_SET_VF_POWER_STATE',
      members: { PowerState: 'NdisDeviceStateD3', WakeEnable: false },
    });
    expect(trapConfigWrite(device, 0x04, 2, 4)).to.equal(undefined);
    expect(trapConfigWrite(device, 0xa8, 2, 0x000f)).to.equal(undefined);
  });
});
