import type { VfRef } from '../../src/isolation/action';
import { FeatureMistake } from '../../src/target/target';

/** A VPort by number, by role or by its VF. */
export type VPortRef =
  { readonly kind: 'number'; readonly vport: number } | { readonly kind: 'of-vf'; readonly vf: VfRef };

export type CounterName = 'framesIn' | 'framesOut' | 'dropped' | 'filtered';

/** VFs are counted from 1 in sentences, from 0 in code. */
export const vfNumber = (text: string, adapter?: string): VfRef => {
  const vf = Number(text) - 1;
  if (vf < 0) throw new FeatureMistake(`VF ${text} does not exist; VFs are counted from 1`);
  return adapter === undefined ? { kind: 'number', vf } : { kind: 'number', vf, adapter };
};
