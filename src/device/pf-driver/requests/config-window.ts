import { vfFunction, type VfId } from '../../../terms/function-id';
import { failed, ok, type Result } from '../../../terms/result';
import type { RoutingId } from '../../../terms/routing-id';
import type { OidExchange } from '../../adapter-context';
import { CONFIG_SIZE } from '../../pcie/config-layout';
import { invalidParameter, type Refusal } from '../refusal';
import type { StructureDescription } from '../structures/member-type';
import { allocatedVf } from '../vf-checks';
import { windowOf, type Window, type WindowMembers } from './window';

export interface ConfigWindow {
  readonly vf: VfId;
  readonly routingId: RoutingId;
  readonly offset: number;
  readonly window: Window;
}

/** Which bytes of which VF's configuration space; a range that leaves the space is refused (CFG-READ-10). */
export function configWindow(
  { context, state, request }: OidExchange,
  structure: StructureDescription,
  members: WindowMembers & { readonly VFId: number; readonly Offset: number },
): Result<ConfigWindow, Refusal> {
  const vf = allocatedVf(state, members.VFId, 'CFG-READ-02');
  if (!vf.ok) return vf;
  const { Offset: offset, Length: length } = members;
  if (length < 1 || offset + length > CONFIG_SIZE)
    return failed(
      invalidParameter(`bytes ${offset} to ${offset + length - 1} are not all in the space`, 'CFG-READ-10'),
    );
  const window = windowOf(structure, members, request.bufferLength);
  if (!window.ok) return window;
  const routingId = context.parts.pcie.routingIdOf(state.pcie, vfFunction(vf.value));
  return ok({ vf: vf.value, routingId, offset, window: window.value });
}

export interface Access {
  readonly offset: number;
  readonly width: 1 | 2 | 4;
}

/** Naturally aligned accesses that cover a range, widest first, as a processor would issue them. */
export function accessesOf(offset: number, length: number): readonly Access[] {
  const accesses: Access[] = [];
  for (let at = offset; at < offset + length;) {
    const left = offset + length - at;
    const width = at % 4 === 0 && left >= 4 ? 4 : at % 2 === 0 && left >= 2 ? 2 : 1;
    accesses.push({ offset: at, width });
    at += width;
  }
  return accesses;
}
