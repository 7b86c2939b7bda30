import type { AttachStage } from './vf-stage';

/** How far, and how, a VF is to be taken away. */
export interface Detachment {
  readonly manner: 'graceful' | 'surprise';
  /** RESERVED: all of it. REMOVED: the guest loses the device, VPort and filters stay (FSM-VF-07). */
  readonly downTo: AttachStage;
}

export const WHOLLY: Detachment = { manner: 'graceful', downTo: 'RESERVED' };
