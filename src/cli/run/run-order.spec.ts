import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runOrder } from './run-order';

describe('the order in which features run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-order-'));
  const feature = (name: string, words: string): string => {
    const path = join(folder, `${name}.feature`);
    writeFileSync(path, `Feature: ${name}\n  Background:\n    Given ${words}\n`);
    return path;
  };
  const paths = [
    feature('a', 'an SR-IOV adapter "NIC1" with 6 VFs'),
    `${feature('b', 'an SR-IOV adapter "NIC1" with 4 VFs')}:3:7`,
    feature('c', 'an SR-IOV adapter "NIC1" with 6 VFs'),
    feature('d', 'an SR-IOV adapter "NIC1"'),
    feature('e', 'an SR-IOV adapter "NIC1" with 4 VFs'),
  ];
  const names = (ordered: readonly string[]): string =>
    ordered.map((each) => each.slice(folder.length + 1)[0]).join('');
  after(() => rmSync(folder, { recursive: true }));

  it('is by the number of VFs on a real machine, and otherwise as they are named', () => {
    expect(names(runOrder(paths, 'igb'))).to.equal('acbed');
    expect(names(runOrder(paths, 'linux'))).to.equal('acbed');
    expect(runOrder(paths, 'igb')).to.include(paths[1]);
  });

  it('is that in which they are named on the reference', () => {
    expect(names(runOrder(paths, 'reference'))).to.equal('abcde');
  });
});
