import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';

/**
 * Tags are unique on the device and name the function that asked: (VFId + 1, or 0 for the PF) x 2^32 + counter. 65,536
 * functions need 49 bits, so a tag stays an exact number.
 */
const COUNTER_RANGE = 2 ** 32;

export const dmaTag = (id: FunctionId, counter: number): number =>
  (id.kind === 'pf' ? 0 : id.vf + 1) * COUNTER_RANGE + (counter % COUNTER_RANGE);

/** Which function a completion belongs to. It may have been reset since; then it knows the tag no more. */
export function functionOfTag(tag: number): FunctionId {
  const ordinal = Math.floor(tag / COUNTER_RANGE);
  return ordinal === 0 ? PF : vfFunction(vfId(ordinal - 1));
}
