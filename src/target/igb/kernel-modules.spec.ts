import { expect } from 'chai';

import { loadOrder, moduleDependencies, moduleField } from './kernel-modules';

const MODULE = Buffer.from('\x7fELF....\0license=GPL\0depends=i2c-algo-bit,dca\0vermagic=6.12.95 SMP\0rest');

describe('kernel modules', () => {
  it('tell what they depend on, by the names that the kernel uses', () => {
    expect(moduleDependencies(MODULE)).to.deep.equal(['i2c_algo_bit', 'dca']);
    expect(moduleDependencies(Buffer.from('\0depends=\0name=dca\0'))).to.deep.equal([]);
    expect(moduleField(MODULE, 'vermagic')).to.equal('6.12.95 SMP');
    expect(moduleField(MODULE, 'version')).to.equal(undefined);
  });

  it('are loaded behind what they need, each once', () => {
    const needs: Record<string, readonly string[]> = {
      bridge: ['stp', 'llc'],
      stp: ['llc'],
      garp: ['stp', 'llc'],
    };
    const order = loadOrder(['bridge', 'garp', 'vfio-pci'], (name) => needs[name] ?? []);
    expect(order).to.deep.equal(['llc', 'stp', 'bridge', 'garp', 'vfio_pci']);
  });
});
