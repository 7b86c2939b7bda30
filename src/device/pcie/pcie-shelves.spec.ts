import { expect } from 'chai';
import { domainKey } from '../../terms/domain';
import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import type { Cell } from '../../terms/observation';
import { readField, withField } from './config-space';
import { setBusMaster } from './driver-writes';
import { IGB } from './igb.fixture';
import { writeMsix } from './msix';
import { pcieShelves } from './pcie-shelves';
import { createPcie, functionState, withFunction, type PcieState } from './pcie-state';
import { enableVirtualization } from './virtualization';

const VF = vfFunction(vfId(1));
const enabled = enableVirtualization(createPcie(IGB), 3);
if (!enabled.ok) throw new Error(enabled.error.reason);
const STATE = enabled.value;

const text = ({ owner, facet, name, value }: Cell): string =>
  `${domainKey(owner)} ${facet} ${name} = ${JSON.stringify(value)}`;

/** What an auditor sees: cells of changed entries that are new or different. */
function seen(before: PcieState, after: PcieState): string[] {
  const next = pcieShelves(after);
  return pcieShelves(before).flatMap((shelf, position) =>
    shelf.table.changesTo(next[position]!.table).flatMap(({ key, was, is }) => {
      const old = was === undefined ? [] : shelf.cells(key, was).map(text);
      const now = is === undefined ? [] : next[position]!.cells(key, is).map(text);
      return [...now.filter((cell) => !old.includes(cell)), ...old.filter((cell) => !now.includes(cell))];
    }),
  );
}

const flipped = (state: PcieState, id: FunctionId, offset: number): PcieState => {
  const held = functionState(state, id)!;
  const config = withField(held.config, offset, 1, readField(held.config, offset, 1) ^ 0xff);
  return withFunction(state, id, { ...held, config });
};

describe('the observation of the PCI Express part', () => {
  it('shows a change of any byte, in the domain that owns it', () => {
    for (const [id, domain] of [
      [PF, 'pf '],
      [VF, 'vf:1 '],
    ] as const) {
      for (let offset = 0; offset < 4096; offset++) {
        const changes = seen(STATE, flipped(STATE, id, offset));
        expect(changes, `${domain}${offset}`).not.to.have.length(0);
        expect(changes.every((change) => change.startsWith(domain))).to.equal(true);
      }
    }
  });

  it('speaks of registers by name and facet', () => {
    expect(seen(STATE, setBusMaster(STATE, VF, true).state)).to.deep.equal([
      'vf:1 config Command = "0x0004"',
      'vf:1 config Command = "0x0000"',
    ]);
    expect(seen(STATE, writeMsix(STATE, VF, 0x18, 7).state)).to.deep.equal([
      'vf:1 interrupts vector 1 data = "0x00000007"',
    ]);
  });

  it('puts the capability under the PF, and VFs and Routing IDs under lifecycle', () => {
    const changes = seen(createPcie(IGB), STATE);
    expect(changes).to.include('pf capability NumVFs = "0x0003"');
    expect(changes).to.include('pf capability SR-IOV Control = "0x0009"');
    expect(changes).to.include('vf:2 lifecycle Routing ID = "02:10.4"');
  });

  it('names every cell of a function once', () => {
    for (const shelf of pcieShelves(STATE)) {
      for (const [key, value] of shelf.table.entries()) {
        const names = shelf.cells(key, value).map(({ facet, name }) => `${facet} ${name}`);
        expect(new Set(names).size).to.equal(names.length);
      }
    }
  });
});
