import { FORWARDING_MUTANTS } from './forwarding-mutants';
import { LIFECYCLE_MUTANTS } from './lifecycle-mutants';
import { PCIE_MUTANTS } from './pcie-mutants';
import type { Mutant } from './mutant';

/** Every planted fault, by identifier. */
export const MUTANTS: readonly Mutant[] = [...PCIE_MUTANTS, ...FORWARDING_MUTANTS, ...LIFECYCLE_MUTANTS].sort(
  (a, b) => (a.id < b.id ? -1 : 1),
);
