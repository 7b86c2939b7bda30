import type { FunctionId } from '../../terms/function-id';
import type { VPortId } from '../../terms/switch-ids';
import type { DeviceEffect } from '../device';

/** A VF's driver brings its own buffers; those of a PF VPort are the PF driver's to take (VPORT-DELETE-12). */
export const allocated = (vport: VPortId, attached: FunctionId): readonly DeviceEffect[] =>
  attached.kind === 'pf' ? [{ kind: 'shared-memory', call: 'NdisAllocateSharedMemory', vport }] : [];

export const freed = (vport: VPortId, attached: FunctionId): readonly DeviceEffect[] =>
  attached.kind === 'pf' ? [{ kind: 'shared-memory', call: 'NdisFreeSharedMemory', vport }] : [];
