import { NDIS_PF_FUNCTION_ID } from '../../../terms/function-id';
import { usableSwitch } from '../../adapter-state';
import { filtersOn } from '../../nic-switch/delete-vport';
import type { VPort } from '../../nic-switch/nic-switch';
import { firstRefusal, succeeded, switchIdFault, withMembers } from '../oid-reply';
import { invalidParameter } from '../refusal';
import {
  NIC_SWITCH_VPORT_INFO,
  NIC_SWITCH_VPORT_INFO_ARRAY,
  VPORT_INFO_ARRAY_FLAGS,
} from '../structures/vport';
import { vportMembers } from './create-vport';
import { enumeration } from './enumeration';

const ON_FUNCTION = VPORT_INFO_ARRAY_FLAGS.NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_FUNCTION;
const ON_SWITCH = VPORT_INFO_ARRAY_FLAGS.NDIS_NIC_SWITCH_VPORT_INFO_ARRAY_ENUM_ON_SPECIFIC_SWITCH;

/** All VPorts, or those of one function (VPORT-ENUM-04 to -06). */
export const enumVPorts = withMembers(NIC_SWITCH_VPORT_INFO_ARRAY, ({ state }, parameters) => {
  const { Flags, SwitchId, AttachedFunctionId } = parameters;
  const fault = firstRefusal(
    switchIdFault(SwitchId, 'VPORT-ENUM-08'),
    (Flags & ON_FUNCTION) !== 0 && (Flags & ON_SWITCH) !== 0
      ? invalidParameter('at most one enumeration flag may be set', 'VPORT-ENUM-07')
      : undefined,
  );
  if (fault !== undefined) return fault;
  const nicSwitch = usableSwitch(state);
  const all = nicSwitch === undefined ? [] : [...nicSwitch.vports.values()];
  const chosen = (Flags & ON_FUNCTION) === 0 ? all : all.filter(isOn(AttachedFunctionId));
  const elements = chosen.map((vport) => ({
    ...vportMembers(vport),
    NumFilters: nicSwitch === undefined ? 0 : filtersOn(nicSwitch, vport.id),
  }));
  return succeeded(state, enumeration(NIC_SWITCH_VPORT_INFO_ARRAY, NIC_SWITCH_VPORT_INFO, elements));
});

const isOn =
  (functionId: number) =>
  ({ function: id }: VPort): boolean =>
    id.kind === 'pf' ? functionId === NDIS_PF_FUNCTION_ID : functionId === id.vf;
