import type { VfId } from '../../../terms/function-id';
import { failed, ok, type Result } from '../../../terms/result';
import type { AdapterProfile } from '../../adapter-profile';
import type { AdapterState } from '../../adapter-state';
import { invalidParameter, type Refusal } from '../refusal';
import type { StructureDescription } from '../structures/member-type';
import { allocatedVf } from '../vf-checks';
import { windowOf, type Window, type WindowMembers } from './window';

/** VPCI_MAX_READ_WRITE_BLOCK_SIZE (BLOCK-MODEL-09). */
const MAX_BLOCK_TRANSFER = 128;

export interface BlockAccess {
  readonly vf: VfId;
  readonly block: number;
  readonly window: Window;
}

/** Whose block, which one, and where in the buffer: everything that is checked before a byte moves (ruling 21). */
export function blockAccess(
  profile: AdapterProfile,
  state: AdapterState,
  structure: StructureDescription,
  members: WindowMembers & { readonly VFId: number; readonly BlockId: number },
  bufferLength: number | undefined,
): Result<BlockAccess, Refusal> {
  const vf = allocatedVf(state, members.VFId, 'BLOCK-READ-04');
  if (!vf.ok) return vf;
  const fault = blockFault(profile, members.BlockId, members.Length);
  if (fault !== undefined) return failed(fault);
  const window = windowOf(structure, members, bufferLength);
  return window.ok ? ok({ vf: vf.value, block: members.BlockId, window: window.value }) : window;
}

export function blockFault(profile: AdapterProfile, block: number, length: number): Refusal | undefined {
  const defined = profile.configBlocks.find(({ id }) => id === block);
  if (defined === undefined)
    return invalidParameter(`block ${block} is not defined by this adapter`, 'BLOCK-READ-05');
  if (length < 1 || length > MAX_BLOCK_TRANSFER)
    return invalidParameter(`${length} bytes; a transfer moves 1 to ${MAX_BLOCK_TRANSFER}`, 'BLOCK-MODEL-09');
  return length > defined.length
    ? invalidParameter(`block ${block} has ${defined.length} bytes, not ${length}`, 'BLOCK-READ-08')
    : undefined;
}
