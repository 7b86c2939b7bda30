/** How far a VF is for the adapter it serves, in the catalogue's words (FSM-VF-00). */
export type AttachStage = 'RESERVED' | 'ALLOCATED' | 'PORTED' | 'FILTERED' | 'EXPOSED' | 'ACTIVE' | 'REMOVED';

const ORDER: readonly AttachStage[] = ['RESERVED', 'ALLOCATED', 'PORTED', 'FILTERED', 'EXPOSED', 'ACTIVE'];

/** REMOVED has what FILTERED has: VPort and filters, no device in the guest. */
const rank = (stage: AttachStage): number => ORDER.indexOf(stage === 'REMOVED' ? 'FILTERED' : stage);

/** Whether an attachment at `stage` has come at least as far as `wanted`. */
export const reached = (stage: AttachStage, wanted: AttachStage): boolean => rank(stage) >= rank(wanted);
