import { succeeded, withMembers } from '../oid-reply';
import { SRIOV_WRITE_VF_CONFIG_BLOCK_PARAMETERS } from '../structures/sriov';
import { blockAccess } from './block-access';
import { bytesIn } from './window';

/** Takes the bytes of the window and no other; a refused write leaves the block as it was (BLOCK-WRITE-06, -08). */
export const writeVfConfigBlock = withMembers(
  SRIOV_WRITE_VF_CONFIG_BLOCK_PARAMETERS,
  ({ context, state, request }, members) => {
    const { profile, parts } = context;
    const access = blockAccess(
      profile,
      state,
      SRIOV_WRITE_VF_CONFIG_BLOCK_PARAMETERS,
      members,
      request.bufferLength,
    );
    if (!access.ok) return access.error;
    const { vf, block, window } = access.value;
    const vfs = state.vfs.update(vf, (each) => parts.function.writeBlock(each, block, bytesIn(window)));
    return succeeded({ ...state, vfs });
  },
);
