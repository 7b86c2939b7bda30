import { sameFunction, type FunctionId } from '../terms/function-id';
import type { DropReason } from '../wire/trace';
import type { AdapterPaths } from './configuration';

export type FunctionPaths = AdapterPaths['functions'][number];

export const functionOf = (adapter: AdapterPaths, id: FunctionId): FunctionPaths | undefined =>
  adapter.functions.find((each) => sameFunction(each.function, id));

export interface Gate {
  readonly reason: DropReason;
  readonly rule: string;
}

/** Why a function cannot move a frame by DMA at all; undefined: it can. */
function closed(gates: FunctionPaths | undefined): Gate | undefined {
  if (gates === undefined) return { reason: 'function-absent', rule: 'PCIE-VFE-03' };
  if (!gates.powered) return { reason: 'not-powered', rule: 'ISO-LAW-03' };
  if (!gates.busMasterEnable) return { reason: 'bus-master-disabled', rule: 'PCIE-VFCFG-04' };
  return undefined;
}

export function transmitGate(gates: FunctionPaths | undefined): Gate | undefined {
  if (gates?.transmitEnabled === false)
    return closed(gates) ?? { reason: 'transmit-disabled', rule: 'PATH-VF-09' };
  return closed(gates);
}

export function receiveGate(gates: FunctionPaths | undefined): Gate | undefined {
  const shut = closed(gates);
  if (shut !== undefined || gates === undefined) return shut;
  if (!gates.receiveEnabled) return { reason: 'receive-disabled', rule: 'PATH-FAILOVER-10' };
  if (gates.buffersAstray === true) return { reason: 'iommu-fault', rule: 'PCIE-IOMMU-02' };
  if (gates.function.kind === 'vf' && gates.receiveBuffers === 0)
    return { reason: 'no-receive-buffer', rule: 'ISO-VF-02' };
  return undefined;
}
