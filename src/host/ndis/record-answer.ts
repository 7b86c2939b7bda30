import { NDIS_PF_FUNCTION_ID } from '../../terms/function-id';
import type { OidAnswer, OidMembers, OidName } from '../../terms/oid';
import { NDIS_DEFAULT_VPORT_ID } from '../../terms/switch-ids';
import { Table } from '../../terms/table';
import { formOf } from '../../device/pf-driver/structures/requests';
import { parseMembers } from '../../device/pf-driver/structures/parse-members';
import type { IssuedRequest, NdisAdapter } from './ndis-adapter';
import { changedVPort } from './changed-vport';

interface Recording {
  readonly ndis: NdisAdapter;
  readonly issued: IssuedRequest;
  /** Request and answer together, as the completed structure holds them, defaults filled in. */
  readonly members: OidMembers;
  readonly numVPorts: () => number;
}

/**
 * What NDIS remembers of a request that the miniport has completed. Failed requests leave no trace (VPORT-QUERY-04), a
 * pending one is kept until its completion.
 * @param numVPorts NumVPorts that the miniport reports for its switch; asked only when the switch was created.
 */
export function recordAnswer(
  ndis: NdisAdapter,
  issued: IssuedRequest,
  answer: OidAnswer,
  numVPorts: () => number,
): { readonly ndis: NdisAdapter; readonly answer: OidAnswer } {
  if (answer.kind === 'refused')
    return { ndis: answer.status === 'NDIS_STATUS_PENDING' ? { ...ndis, pending: issued } : ndis, answer };
  const record = RECORDERS[issued.request.oid];
  if (record === undefined) return { ndis, answer };
  const members = completed(issued, answer.members);
  const carriesIds = IDS_COME_BACK.has(issued.request.oid);
  return {
    ndis: record({ ndis, issued, members, numVPorts }),
    answer: carriesIds ? { kind: 'success', members } : answer,
  };
}

/** Method requests whose buffer comes back with everything in it. */
const IDS_COME_BACK: ReadonlySet<OidName> = new Set([
  'OID_NIC_SWITCH_ALLOCATE_VF',
  'OID_NIC_SWITCH_CREATE_VPORT',
  'OID_RECEIVE_FILTER_SET_FILTER',
]);

function completed({ request }: IssuedRequest, answer: OidMembers): OidMembers {
  const form = formOf(request.oid, request.method);
  const parsed = form && parseMembers(form.structure, request.members);
  return { ...(parsed?.ok === true ? parsed.value : request.members), ...answer };
}

type Recorder = (recording: Recording) => NdisAdapter;

const RECORDERS: Readonly<Partial<Record<OidName, Recorder>>> = {
  OID_NIC_SWITCH_CREATE_SWITCH: ({ ndis, issued, members, numVPorts }) => ({
    ...ndis,
    nicSwitch: members,
    numVPorts: numVPorts(),
    vports: Table.of([[NDIS_DEFAULT_VPORT_ID, { owner: issued.issuer, members: defaultVPort(members) }]]),
  }),
  OID_NIC_SWITCH_DELETE_SWITCH: ({ ndis }) => withoutSwitch(ndis),
  OID_NIC_SWITCH_PARAMETERS: ({ ndis, members }) =>
    ((members.Flags as number) & SWITCH_NAME_CHANGED) === 0
      ? ndis
      : { ...ndis, nicSwitch: { ...ndis.nicSwitch, SwitchFriendlyName: members.SwitchFriendlyName } },
  OID_NIC_SWITCH_ALLOCATE_VF: ({ ndis, issued, members }) => ({
    ...ndis,
    vfs: ndis.vfs.set(members.VFId as number, { owner: issued.issuer, members }),
  }),
  OID_NIC_SWITCH_FREE_VF: ({ ndis, members }) => ({
    ...ndis,
    vfs: ndis.vfs.delete(members.VFId as number),
  }),
  OID_NIC_SWITCH_CREATE_VPORT: recordVPort,
  OID_NIC_SWITCH_DELETE_VPORT: forgetVPort,
  OID_NIC_SWITCH_VPORT_PARAMETERS: ({ ndis, members }) => ({
    ...ndis,
    vports: ndis.vports.update(members.VPortId as number, (vport) => ({
      ...vport,
      members: changedVPort(vport.members, members),
    })),
  }),
  OID_RECEIVE_FILTER_SET_FILTER: recordFilter,
  OID_RECEIVE_FILTER_CLEAR_FILTER: forgetFilter,
  OID_RECEIVE_FILTER_MOVE_FILTER: moveFilter,
};

const SWITCH_NAME_CHANGED = 1;

/** Activated from creation to deletion, and always the PF's (VPORT-DEFAULT-01, -02). */
const defaultVPort = (nicSwitch: OidMembers): OidMembers => ({
  Flags: 0,
  SwitchId: nicSwitch.SwitchId,
  VPortId: NDIS_DEFAULT_VPORT_ID,
  VPortName: '',
  AttachedFunctionId: NDIS_PF_FUNCTION_ID,
  NumQueuePairs: nicSwitch.NumQueuePairsForDefaultVPort ?? 1,
  InterruptModeration: 'NdisNicSwitchVPortInterruptModerationUndefined',
  VPortState: 'NdisNicSwitchVPortStateActivated',
  LookaheadSize: 0,
});

/** Nothing of a switch outlives it. */
export const withoutSwitch = (ndis: NdisAdapter): NdisAdapter => ({
  ...ndis,
  nicSwitch: undefined,
  numVPorts: 0,
  vfs: Table.empty(),
  vports: Table.empty(),
  filters: Table.empty(),
  filtersOnVPort: Table.empty(),
  vportOfVf: Table.empty(),
  filterHint: 1,
  vportHint: 1,
});

/** The VFs have left the bus, all at once as always, and with them their VPorts and the filters on these (PCIE-VFE-03). */
export function withoutVfs(ndis: NdisAdapter): NdisAdapter {
  const vports = kept(ndis.vports, (_, { members }) => members.AttachedFunctionId === NDIS_PF_FUNCTION_ID);
  return {
    ...ndis,
    vfs: Table.empty(),
    vports,
    filters: kept(ndis.filters, (_, { members }) => vports.has(members.VPortId as number)),
    filtersOnVPort: kept(ndis.filtersOnVPort, (vport) => vports.has(vport)),
    vportOfVf: Table.empty(),
    filterHint: 1,
    vportHint: 1,
  };
}

const kept = <V>(table: Table<V>, wanted: (key: number, value: V) => boolean): Table<V> =>
  Table.of([...table.entries()].filter(([key, value]) => wanted(key, value)));

function recordVPort({ ndis, issued, members }: Recording): NdisAdapter {
  const id = members.VPortId as number;
  const owner = members.AttachedFunctionId as number;
  const ofPf = owner === NDIS_PF_FUNCTION_ID;
  const state = ofPf ? 'NdisNicSwitchVPortStateDeactivated' : 'NdisNicSwitchVPortStateActivated';
  return {
    ...ndis,
    vports: ndis.vports.set(id, { owner: issued.issuer, members: { ...members, VPortState: state } }),
    vportOfVf: ofPf ? ndis.vportOfVf : ndis.vportOfVf.set(owner, id),
    vportHint: id === ndis.vportHint ? id + 1 : ndis.vportHint,
  };
}

function forgetVPort({ ndis, members }: Recording): NdisAdapter {
  const id = members.VPortId as number;
  const owner = ndis.vports.get(id)?.members.AttachedFunctionId;
  return {
    ...ndis,
    vports: ndis.vports.delete(id),
    filtersOnVPort: ndis.filtersOnVPort.delete(id),
    vportOfVf: typeof owner === 'number' ? ndis.vportOfVf.delete(owner) : ndis.vportOfVf,
    vportHint: Math.min(ndis.vportHint, id),
  };
}

const counted = (table: Table<number>, vport: number, change: 1 | -1): Table<number> =>
  table.set(vport, (table.get(vport) ?? 0) + change);

function recordFilter({ ndis, issued, members }: Recording): NdisAdapter {
  const id = members.FilterId as number;
  return {
    ...ndis,
    filters: ndis.filters.set(id, { owner: issued.issuer, members }),
    filtersOnVPort: counted(ndis.filtersOnVPort, members.VPortId as number, 1),
    filterHint: id === ndis.filterHint ? id + 1 : ndis.filterHint,
  };
}

function forgetFilter({ ndis, members }: Recording): NdisAdapter {
  const id = members.FilterId as number;
  const vport = ndis.filters.get(id)?.members.VPortId;
  if (vport === undefined) return ndis;
  return {
    ...ndis,
    filters: ndis.filters.delete(id),
    filtersOnVPort: counted(ndis.filtersOnVPort, vport as number, -1),
    filterHint: Math.min(ndis.filterHint, id),
  };
}

/** The filter keeps its identifier and its owner (FILTER-MOVE-10). */
function moveFilter({ ndis, members }: Recording): NdisAdapter {
  const { FilterId, SourceVPortId, DestVPortId } = members;
  if (SourceVPortId === DestVPortId) return ndis;
  const left = counted(ndis.filtersOnVPort, SourceVPortId as number, -1);
  return {
    ...ndis,
    filters: ndis.filters.update(FilterId as number, (filter) => ({
      ...filter,
      members: { ...filter.members, VPortId: DestVPortId },
    })),
    filtersOnVPort: counted(left, DestVPortId as number, 1),
  };
}
