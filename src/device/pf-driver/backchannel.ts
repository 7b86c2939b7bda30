import { vfFunction, type VfId } from '../../terms/function-id';
import type { AdapterContext } from '../adapter-context';
import type { AdapterState } from '../adapter-state';
import { andThen, still, withEffects, type Step } from '../adapter-step';
import { performEvents, withFunctionState } from '../function-events';
import { isRefusal, type Refusal } from './refusal';
import { blockFault } from './requests/block-access';
import { allocatedVf } from './vf-checks';

/**
 * NdisMInvalidateConfigBlock for exactly this VF (BLOCK-INVAL-12). The VF's notice register keeps what is not yet read;
 * the effect carries the mask of this call, and the stack adds up what its guest has not been told (BLOCK-INVAL-05, -16).
 */
export function invalidateVfBlocks(
  context: AdapterContext,
  state: AdapterState,
  vf: VfId,
  mask: bigint,
): Step | Refusal {
  const allocated = allocatedVf(state, vf, 'BLOCK-INVAL-02');
  if (!allocated.ok) return allocated.error;
  const held = state.vfs.get(vf);
  if (held === undefined) throw new Error('cannot happen: an allocated VF exists');
  const step = context.parts.function.invalidateBlocks(held, mask);
  const noted = withFunctionState(state, vfFunction(vf), step.state);
  return andThen(performEvents(context, noted, vfFunction(vf), step.events), (next) =>
    withEffects(next, { kind: 'block-notice', vf, mask: BigInt.asUintN(64, mask) }),
  );
}

/** The PF driver changes the content of a VF's block on its own account; to announce it is another call. */
export function writeVfBlock(
  { profile, parts }: AdapterContext,
  state: AdapterState,
  vf: VfId,
  block: number,
  bytes: Uint8Array,
): Step | Refusal {
  const allocated = allocatedVf(state, vf, 'BLOCK-MODEL-11');
  if (!allocated.ok) return allocated.error;
  const fault = blockFault(profile, block, bytes.length);
  if (isRefusal(fault)) return fault;
  return still({
    ...state,
    vfs: state.vfs.update(vf, (each) => parts.function.writeBlock(each, block, bytes)),
  });
}
