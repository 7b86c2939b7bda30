import { expect } from 'chai';
import { testbedWith } from '../fake-machine.fixture';
import { TESTBED } from '../readings/recorded-machine.fixture';
import type { LinuxPartition, LinuxTestbed } from '../testbed';
import { chooseVf } from './choose-vf';
import { isWeight } from './weight';

const withVfs = (numVfs: number, testbed = TESTBED): LinuxTestbed => ({
  ...testbed,
  adapter: { adapter: 'NIC1', numVfs, wire: 'up' },
});
const [, , syn] = TESTBED.partitions as readonly [LinuxPartition, LinuxPartition, LinuxPartition];
const wanting = (iovWeight: number): LinuxPartition => ({ ...syn, iovWeight });

describe('the VF for a partition', () => {
  it('is the lowest that is free, also one between others', () => {
    expect(chooseVf(withVfs(4), wanting(1))).to.deep.equal({ vf: 2 });
    expect(chooseVf(withVfs(4, testbedWith('web', { vf: undefined })), wanting(1))).to.deep.equal({ vf: 0 });
  });

  it('is one of the lowest weight below its own where none is free, of the youngest first (XSW-IOV-23)', () => {
    const choice = (web: number, db: number, own: number): string | undefined => {
      const testbed = withVfs(2, testbedWith('web', { iovWeight: web }));
      const partitions = testbed.partitions.map((each) =>
        each.partition === 'db' ? { ...each, iovWeight: db } : each,
      );
      return chooseVf({ ...testbed, partitions }, wanting(own))?.from?.partition;
    };
    expect(choice(20, 10, 30)).to.equal('db');
    expect(choice(10, 20, 30)).to.equal('web');
    expect(choice(10, 10, 30)).to.equal('db');
    expect(choice(30, 30, 30), 'of its own weight').to.equal(undefined);
  });

  it('is none without an adapter', () => {
    expect(chooseVf({ ...TESTBED, adapter: undefined, partitions: [] }, wanting(100))).to.equal(undefined);
  });
});

describe('an SR-IOV weight', () => {
  it('is a whole number from 0 to 100', () => {
    expect([0, 1, 100].map(isWeight)).to.deep.equal([true, true, true]);
    expect([-1, 101, 1.5, Number.NaN].map(isWeight)).to.deep.equal([false, false, false, false]);
  });
});
