import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { accelerator } from './accelerator';

describe('the accelerator', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bulkhead-kvm-'));
  const device = join(folder, 'kvm');
  const processor = (flags: string): string => {
    writeFileSync(join(folder, 'cpuinfo'), `processor : 0\nflags\t\t: fpu ${flags} sse\n`);
    return join(folder, 'cpuinfo');
  };
  before(() => writeFileSync(device, ''));
  after(() => rmSync(folder, { recursive: true }));

  it('is KVM where the device opens and the processor can', () => {
    expect(accelerator(device, processor('vmx'))).to.equal('kvm');
    expect(accelerator(device, processor('svm'))).to.equal('kvm');
  });

  it('is emulation where either is missing', () => {
    expect(accelerator(join(folder, 'absent'), processor('vmx'))).to.equal('tcg');
    expect(accelerator(device, processor('hypervisor vmxoff'))).to.equal('tcg');
  });
});
