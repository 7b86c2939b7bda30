import type { VfId } from '../../terms/function-id';
import { DONE, refused, type CallOutcome } from './call-outcome';
import { restartVfMiniport } from './initialize';
import { joinGroup, setPacketFilter } from './receive-mode';
import type { VfAccess } from './vf-access';
import { DIRECTED_ONLY, type VfReceiveMode } from './vf-miniport';

/** Which of its two ways a VM network adapter uses. Never both for one frame (FSM-PATH-01). */
export type DataPath = 'synthetic' | 'VF';

/**
 * The VM network adapter in a guest: the one adapter that the guest's stack sees on either path (PATH-VF-04). Its protocol
 * edge binds to the VF miniport, when there is one.
 */
export interface NetVsc {
  readonly bound: { readonly adapter: string; readonly vf: VfId } | undefined;
  readonly path: DataPath;
  /** What the guest's stack wants to hear, kept over changes of the path. */
  readonly receiveMode: VfReceiveMode;
}

export const SYNTHETIC_NETVSC: NetVsc = {
  bound: undefined,
  path: 'synthetic',
  receiveMode: { ...DIRECTED_ONLY, broadcast: true },
};

/**
 * After the VF miniport's initialization, and not before: binds, sets the packet filter, lets the miniport run, and tells
 * the host's NetVSP that frames take the VF from now on (VF-ATTACH-09, -21, ORDER-INIT-08, -09).
 */
export function bindNetVsc(
  access: VfAccess,
  netvsc: NetVsc,
): { readonly netvsc: NetVsc; readonly outcome: CallOutcome } {
  const { state } = access.miniport();
  if (state !== 'paused' || netvsc.bound !== undefined)
    return {
      netvsc,
      outcome: refused('NDIS_STATUS_INVALID_STATE', `the VF miniport is ${state}`, 'ORDER-INIT-08'),
    };
  access.log('netvsc-bind', { protocol: 'NetVSC', UpperRange: 'ndisvf' });
  setPacketFilter(access, { ...netvsc.receiveMode, promiscuous: false });
  for (const group of netvsc.receiveMode.groups) joinGroup(access, group);
  const outcome = restartVfMiniport(access);
  if (outcome.kind === 'refused') return { netvsc, outcome };
  switchDataPath(access, 'VF');
  const bound = { adapter: access.adapter, vf: access.vf };
  return { netvsc: { ...netvsc, bound, path: 'VF' }, outcome: DONE };
}

/** Frames take the synthetic path again, then the binding is closed; the miniport's halt follows (VF-DETACH-05, -06). */
export function unbindNetVsc(access: VfAccess, netvsc: NetVsc): NetVsc {
  if (netvsc.bound === undefined) return netvsc;
  switchDataPath(access, 'synthetic');
  access.log('netvsc-unbind', { protocol: 'NetVSC' });
  return { ...netvsc, bound: undefined, path: 'synthetic' };
}

const switchDataPath = (access: VfAccess, path: DataPath): void =>
  access.log('vmbus', { from: 'NetVSC', to: 'NetVSP', message: 'switch-data-path', path });

/**
 * The guest's stack gets each frame once: by the path in use, whatever still arrives by the other (ruling 29).
 * @returns whether the frame is handed up.
 */
export const takesFrom = (netvsc: NetVsc, path: DataPath): boolean => netvsc.path === path;
