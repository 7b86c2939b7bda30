import { stackRefuses, type Refusal } from './performance';

/** IOVOffloadWeight is 0 to 100; 0 keeps an adapter on the synthetic path (XSW-IOV-10). */
export const isWeight = (weight: number): boolean => Number.isInteger(weight) && weight >= 0 && weight <= 100;

export const noWeight = (weight: number): Refusal =>
  stackRefuses(`an SR-IOV weight is 0 to 100, and not ${weight}`, 'XSW-IOV-10');
