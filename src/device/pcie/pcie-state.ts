import { vfId, type FunctionId, type VfId } from '../../terms/function-id';
import { Table } from '../../terms/table';
import type { AdapterProfile } from '../adapter-profile';
import { resetSpace, type ConfigSpace } from './config-space';
import { pfLayout, vfLayout } from './function-layouts';
import { pfMsixPlacement, vfMsixPlacement, type MsixPlacement } from './msix-placement';

/** Dwords of the MSI-X table and of the pending bit array that differ from their reset value, by dword index. */
export interface MsixState {
  readonly entries: Table<number>;
  readonly pending: Table<number>;
}

export interface FunctionState {
  readonly config: ConfigSpace;
  readonly msix: MsixState;
}

/** What an adapter's functions are made from; the same object for the adapter's whole life. */
export interface Blueprint {
  readonly profile: AdapterProfile;
  readonly pf: FunctionState;
  /** Every VF is this one object until somebody writes to it, so that 65,535 of them cost a table of references. */
  readonly vf: FunctionState;
  readonly aer: { readonly pf: number; readonly vf: number };
  readonly msix: { readonly pf: MsixPlacement | undefined; readonly vf: MsixPlacement | undefined };
}

export interface PcieState {
  readonly blueprint: Blueprint;
  readonly pf: FunctionState;
  /** VFs that exist: VF Enable set, index below NumVFs. */
  readonly vfs: Table<FunctionState>;
}

export const NO_VFS = Table.empty<FunctionState>();
const NO_MSIX: MsixState = { entries: Table.empty(), pending: Table.empty() };

/** An adapter after power-on: nothing assigned, no VF. */
export function createPcie(profile: AdapterProfile): PcieState {
  const pf = pfLayout(profile);
  const vf = vfLayout(profile);
  return poweredOn({
    profile,
    pf: { config: resetSpace(pf.config), msix: NO_MSIX },
    vf: { config: resetSpace(vf.config), msix: NO_MSIX },
    aer: { pf: pf.aer, vf: vf.aer },
    msix: { pf: pfMsixPlacement(profile), vf: vfMsixPlacement(profile) },
  });
}

export const poweredOn = (blueprint: Blueprint): PcieState => ({ blueprint, pf: blueprint.pf, vfs: NO_VFS });

/** Undefined for a VF that does not exist. */
export const functionState = (state: PcieState, id: FunctionId): FunctionState | undefined =>
  id.kind === 'pf' ? state.pf : state.vfs.get(id.vf);

/** @param next state of a function that exists. */
export function withFunction(state: PcieState, id: FunctionId, next: FunctionState): PcieState {
  if (next === functionState(state, id)) return state;
  return id.kind === 'pf' ? { ...state, pf: next } : { ...state, vfs: state.vfs.set(id.vf, next) };
}

/** A fresh set of VFs, nothing kept from an earlier one (PCIE-VFE-03). */
export function population(blueprint: Blueprint, count: number): Table<FunctionState> {
  let vfs = NO_VFS;
  for (let index = 0; index < count; index++) vfs = vfs.set(index, blueprint.vf);
  return vfs;
}

export const vfIds = (state: PcieState): readonly VfId[] => [...state.vfs.keys()].map(vfId);
