import type { OidAnswer, OidRequest } from '../../terms/oid';
import { vfId } from '../../terms/function-id';
import { changeAdapter, type HostMachine } from '../host-machine';

/** A reset or freed VF has no notices left to deliver (ruling 22, BLOCK-INVAL-17). */
export function afterAnswer(
  machine: HostMachine,
  name: string,
  { oid, members }: OidRequest,
  answer: OidAnswer,
): HostMachine {
  const ends = oid === 'OID_SRIOV_RESET_VF' || oid === 'OID_NIC_SWITCH_FREE_VF';
  if (!ends || answer.kind !== 'success' || typeof members.VFId !== 'number') return machine;
  const vf = vfId(members.VFId);
  return changeAdapter(machine, name, (adapter) =>
    adapter.vpci.undelivered.has(vf)
      ? { ...adapter, vpci: { ...adapter.vpci, undelivered: adapter.vpci.undelivered.delete(vf) } }
      : adapter,
  );
}
