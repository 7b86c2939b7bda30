import { DRIVER_MUTANTS } from './driver-mutants';
import { FORWARDING_MUTANTS } from './forwarding-mutants';
import { LIFECYCLE_MUTANTS } from './lifecycle-mutants';
import { ORDER_MUTANTS } from './order-mutants';
import { PCIE_MUTANTS } from './pcie-mutants';
import type { Mutant } from './mutant';

/** Every planted fault, by identifier. */
export const MUTANTS: readonly Mutant[] = [
  ...PCIE_MUTANTS,
  ...FORWARDING_MUTANTS,
  ...LIFECYCLE_MUTANTS,
  ...ORDER_MUTANTS,
  ...DRIVER_MUTANTS,
].sort((a, b) => (a.id < b.id ? -1 : 1));
