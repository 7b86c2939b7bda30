import type { FunctionState } from '../../function/function-state';
import { succeeded, withMembers } from '../oid-reply';
import { SRIOV_READ_VF_CONFIG_BLOCK_PARAMETERS } from '../structures/sriov';
import { blockAccess } from './block-access';
import { filled } from './window';

/**
 * Content of a block of exactly this VF (BLOCK-MODEL-02). The block stays as it is (BLOCK-READ-17); a notice that it had
 * changed is thereby heeded, and the VF's own notice register forgets it (ruling 22).
 */
export const readVfConfigBlock = withMembers(
  SRIOV_READ_VF_CONFIG_BLOCK_PARAMETERS,
  ({ context, state, request }, members) => {
    const { profile, parts } = context;
    const access = blockAccess(
      profile,
      state,
      SRIOV_READ_VF_CONFIG_BLOCK_PARAMETERS,
      members,
      request.bufferLength,
    );
    if (!access.ok) return access.error;
    const { vf, block, window } = access.value;
    const held = state.vfs.get(vf);
    if (held === undefined) throw new Error('cannot happen: an allocated VF exists');
    const bytes = parts.function.readBlock(held, block, window.length);
    const heeded = withoutNotice(held, block);
    const next = heeded === held ? state : { ...state, vfs: state.vfs.set(vf, heeded) };
    return succeeded(next, { VFId: vf, BlockId: block, ...filled(window, bytes) });
  },
);

function withoutNotice(held: FunctionState, block: number): FunctionState {
  const bit = block < 64 ? 1n << BigInt(block) : 0n;
  return (held.notice & bit) === 0n ? held : { ...held, notice: held.notice & ~bit };
}
