import { accessSync, constants, readFileSync } from 'node:fs';

import type { Accelerator } from './qemu';

/**
 * KVM where it is sure to work. A machine may offer `/dev/kvm`, create a virtual machine, and then never run its kernel
 * (seen on hosts that virtualize without the processor's help), so the processor's own word (vmx or svm) is wanted too.
 */
export function accelerator(device = '/dev/kvm', processor = '/proc/cpuinfo'): Accelerator {
  try {
    accessSync(device, constants.R_OK | constants.W_OK);
    return /^flags\s*:.* (vmx|svm)( |$)/m.test(readFileSync(processor, 'utf8')) ? 'kvm' : 'tcg';
  } catch {
    return 'tcg';
  }
}
