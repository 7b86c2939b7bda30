import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import { readConfig, writeConfig, type Width } from './config-access';
import { IGB } from './igb.fixture';
import { createPcie, type PcieState } from './pcie-state';
import { routingIdOf } from './routing';
import { PCI_EXPRESS } from './standard-capabilities';
import { enableVirtualization } from './virtualization';

interface RegisterEntry {
  readonly offset: number;
  readonly size: number;
  readonly name: string;
  readonly access?: string;
  readonly value?: number | string;
  readonly write_mask?: number;
  readonly write_mask_model?: number;
  readonly reset?: { readonly kind: string; readonly value?: number; readonly model?: number };
}

const catalogue = parse(
  readFileSync(join(__dirname, '../../rules/catalogue/pcie-registers.yaml'), 'utf8'),
) as {
  readonly sriov_extended_capability: { readonly registers: readonly RegisterEntry[] };
  readonly vf_config_header: readonly RegisterEntry[];
  readonly vf_pcie_capability: readonly RegisterEntry[];
  readonly routing_id: { readonly examples: readonly Record<string, number>[] };
};

const VF = vfFunction(vfId(3));
const enabled = enableVirtualization(createPcie(IGB), 8);
if (!enabled.ok) throw new Error(enabled.error.reason);
const WITH_VFS = enabled.value;

/** Bytes one by one, as sizes of 3 and 7 occur. */
const readBytes = (state: PcieState, of: FunctionId, offset: number, size: number): number => {
  let value = 0;
  for (let at = size - 1; at >= 0; at--) {
    value = value * 256 + readConfig(state, routingIdOf(state, of), offset + at, 1).value;
  }
  return value;
};

const writeOnes = (state: PcieState, of: FunctionId, offset: number, size: number): PcieState => {
  const width: Width = size === 4 ? 4 : size === 2 ? 2 : 1;
  let next = state;
  for (let at = 0; at < size; at += width) {
    next = writeConfig(next, routingIdOf(next, of), offset + at, width, 2 ** (width * 8) - 1).state;
  }
  return next;
};

describe('registers against pcie-registers.yaml', () => {
  for (const entry of catalogue.vf_config_header) {
    const { offset, size, name } = entry;
    it(`VF header: ${name}`, () => {
      const was = readBytes(WITH_VFS, VF, offset, size);
      if (typeof entry.value === 'number') expect(was, 'reset value').to.equal(entry.value);
      const clearing = entry.access === 'RW1C';
      const is = readBytes(writeOnes(WITH_VFS, VF, offset, size), VF, offset, size);
      const writable = clearing ? 0 : (entry.write_mask ?? 0);
      expect(is, 'after all ones').to.equal(was | writable);
    });
  }

  for (const entry of catalogue.vf_pcie_capability.filter(({ write_mask }) => write_mask !== undefined)) {
    it(`VF PCI Express capability: ${entry.name} stores nothing`, () => {
      const at = PCI_EXPRESS + entry.offset;
      expect(readBytes(writeOnes(WITH_VFS, VF, at, entry.size), VF, at, entry.size)).to.equal(0);
    });
  }

  for (const { offset, size, name, reset, access } of catalogue.sriov_extended_capability.registers) {
    const at = IGB.sriov.capabilityOffset + offset;
    const fresh = createPcie(IGB);
    const expected = reset?.kind === 'fixed' ? reset.value : reset?.model;
    if (expected !== undefined && name !== 'SR-IOV Extended Capability Header') {
      it(`SR-IOV: ${name} after reset`, () => {
        expect(readBytes(fresh, PF, at, size)).to.equal(expected);
      });
    }
    if (access !== 'RO' && access !== 'RsvdP') continue;
    it(`SR-IOV: ${name} cannot be written`, () => {
      expect(writeOnes(fresh, PF, at, size)).to.equal(fresh);
    });
  }

  it('Routing IDs are those of the examples', () => {
    for (const example of catalogue.routing_id.examples) {
      const routing = { firstVfOffset: example.first_vf_offset!, vfStride: example.vf_stride! };
      const state = createPcie({
        ...IGB,
        pfRoutingId: example.pf_rid!,
        sriov: { ...IGB.sriov, routing: { ari: routing, noAri: routing } },
      });
      expect(routingIdOf(state, vfFunction(vfId(example.vf_index!)))).to.equal(example.vf_rid);
    }
  });
});
