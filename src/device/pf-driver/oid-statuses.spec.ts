import { expect } from 'chai';
import type { NdisStatus } from '../../terms/ndis-status';
import type { OidMembers, OidName, OidRequest } from '../../terms/oid';
import { allocation, Bench, filterMembers, profileWith, SRIOV_ON } from '../adapter-bench.fixture';

const A = '00-15-5D-00-00-01';
const B = '00-15-5D-00-00-02';
const C = '00-15-5D-00-00-03';

/** The states of FSM-VF-*, and those before them. */
const STAGES = {
  'not loaded': () => new Bench(),
  'SR-IOV off': () => new Bench().initialize({ ...SRIOV_ON, '*SRIOV': 0 }),
  initialized: () => new Bench().initialize({ ...SRIOV_ON, '*NumVFs': 2 }),
  switched: () => new Bench().running(2),
  allocated: () => {
    const bench = new Bench().running(2);
    bench.allocate(A);
    return bench;
  },
  ported: () => {
    const bench = STAGES.allocated();
    bench.ask('OID_NIC_SWITCH_CREATE_VPORT', { VPortId: 1, AttachedFunctionId: 0 });
    return bench;
  },
  filtered: () => {
    const bench = STAGES.ported();
    bench.filter(1, 1, A, 5);
    return bench;
  },
  'all allocated': () => {
    const bench = STAGES.allocated();
    bench.allocate(B);
    return bench;
  },
} as const;

type Row = readonly [
  stage: keyof typeof STAGES,
  oid: OidName,
  members: OidMembers,
  status: NdisStatus,
  rule: string | undefined,
  more?: Partial<OidRequest>,
];

const SUCCESS = 'NDIS_STATUS_SUCCESS';
const INVALID = 'NDIS_STATUS_INVALID_PARAMETER';
const LENGTH = 'NDIS_STATUS_INVALID_LENGTH';
const NOT_SUPPORTED = 'NDIS_STATUS_NOT_SUPPORTED';
const NOT_FOUND = 'NDIS_STATUS_FILE_NOT_FOUND';

const PF_VPORT = { VPortId: 1, AttachedFunctionId: 0xffff };
const VF_VPORT = { VPortId: 1, AttachedFunctionId: 0 };
const PF_FILTER = filterMembers(7, 0, B);

const rows: readonly Row[] = [
  ['not loaded', 'OID_NIC_SWITCH_CREATE_SWITCH', {}, 'NDIS_STATUS_ADAPTER_NOT_READY', 'FSM-PFM-14'],
  ['SR-IOV off', 'OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 2 }, NOT_SUPPORTED, 'PF-OID-10'],
  ['SR-IOV off', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(A), NOT_SUPPORTED, 'PF-OID-10'],
  ['SR-IOV off', 'OID_SRIOV_RESET_VF', { VFId: 0 }, NOT_SUPPORTED, 'PF-OID-10'],
  ['SR-IOV off', 'OID_SRIOV_HARDWARE_CAPABILITIES', {}, SUCCESS, undefined],
  ['SR-IOV off', 'OID_SRIOV_CURRENT_CAPABILITIES', {}, NOT_SUPPORTED, 'PF-OID-10'],

  ['initialized', 'OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 2 }, SUCCESS, undefined],
  ['initialized', 'OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 9 }, INVALID, 'SWITCH-CREATE-09'],
  ['initialized', 'OID_NIC_SWITCH_CREATE_SWITCH', { SwitchId: 1 }, INVALID, 'SWITCH-PARAMS-03'],
  ['initialized', 'OID_NIC_SWITCH_CREATE_SWITCH', { SwitchType: 0 }, INVALID, 'SWITCH-CREATE-05'],
  ['initialized', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(A), INVALID, 'VF-ALLOC-28'],
  ['initialized', 'OID_NIC_SWITCH_CREATE_VPORT', PF_VPORT, INVALID, 'VPORT-CREATE-01'],
  ['initialized', 'OID_RECEIVE_FILTER_SET_FILTER', PF_FILTER, INVALID, 'FILTER-SET-03'],
  ['initialized', 'OID_NIC_SWITCH_DELETE_SWITCH', {}, NOT_FOUND, 'SWITCH-DELETE-13'],
  ['switched', 'OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 2 }, INVALID, 'ARCH-COMP-05'],

  ['switched', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(A), SUCCESS, undefined],
  ['switched', 'OID_NIC_SWITCH_ALLOCATE_VF', { ...allocation(A), SwitchId: 1 }, INVALID, 'VF-ALLOC-02'],
  ['switched', 'OID_NIC_SWITCH_ALLOCATE_VF', { ...allocation(A), VFId: 3 }, INVALID, 'VF-ALLOC-03'],
  ['switched', 'OID_NIC_SWITCH_ALLOCATE_VF', { ...allocation(A), RequestorId: 0 }, INVALID, 'VF-ALLOC-04'],
  [
    'switched',
    'OID_NIC_SWITCH_ALLOCATE_VF',
    { ...allocation(A), MacAddressLength: 33 },
    INVALID,
    'VF-ALLOC-09',
  ],
  ['switched', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(A), LENGTH, undefined, { bufferLength: 1631 }],
  ['switched', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(A), SUCCESS, undefined, { bufferLength: 1632 }],
  ['switched', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(A), NOT_SUPPORTED, 'OID-ROUTE-03', { method: 'set' }],
  ['all allocated', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(C), 'NDIS_STATUS_RESOURCES', 'VF-ALLOC-27'],

  ['switched', 'OID_NIC_SWITCH_FREE_VF', { VFId: 0 }, INVALID, 'VF-FREE-05'],
  ['switched', 'OID_NIC_SWITCH_FREE_VF', { VFId: 0xffff }, INVALID, 'VF-FREE-05'],
  ['allocated', 'OID_NIC_SWITCH_FREE_VF', { VFId: 0 }, SUCCESS, undefined],
  ['ported', 'OID_NIC_SWITCH_FREE_VF', { VFId: 0 }, INVALID, 'VF-FREE-06'],
  ['filtered', 'OID_NIC_SWITCH_FREE_VF', { VFId: 0 }, INVALID, 'VF-FREE-06'],
  ['allocated', 'OID_NIC_SWITCH_FREE_VF', { VFId: 0 }, LENGTH, undefined, { bufferLength: 4 }],

  ['switched', 'OID_SRIOV_RESET_VF', { VFId: 0 }, INVALID, 'VF-RESET-02'],
  ['allocated', 'OID_SRIOV_RESET_VF', { VFId: 0xffff }, INVALID, 'VF-RESET-07'],
  ['allocated', 'OID_SRIOV_RESET_VF', { VFId: 0 }, SUCCESS, undefined],
  ['filtered', 'OID_SRIOV_RESET_VF', { VFId: 0 }, SUCCESS, undefined],
  ['allocated', 'OID_SRIOV_RESET_VF', { VFId: 1 }, INVALID, 'VF-RESET-02'],

  ['switched', 'OID_SRIOV_SET_VF_POWER_STATE', { VFId: 0, PowerState: 4 }, INVALID, 'VF-POWER-02'],
  ['allocated', 'OID_SRIOV_SET_VF_POWER_STATE', { VFId: 0, PowerState: 4 }, SUCCESS, undefined],
  ['allocated', 'OID_SRIOV_SET_VF_POWER_STATE', { VFId: 0, PowerState: 0 }, INVALID, 'VF-POWER-07'],
  ['allocated', 'OID_SRIOV_SET_VF_POWER_STATE', { VFId: 0, PowerState: 5 }, INVALID, 'VF-POWER-07'],
  [
    'allocated',
    'OID_SRIOV_SET_VF_POWER_STATE',
    { VFId: 0, PowerState: 'NdisDeviceStateD0', WakeEnable: true },
    INVALID,
    'VF-POWER-06',
  ],

  ['switched', 'OID_NIC_SWITCH_VF_PARAMETERS', { VFId: 0 }, INVALID, 'VF-QUERY-01'],
  ['allocated', 'OID_NIC_SWITCH_VF_PARAMETERS', { VFId: 0 }, SUCCESS, undefined],
  ['allocated', 'OID_NIC_SWITCH_ENUM_VFS', { SwitchId: 1 }, INVALID, 'VF-ENUM-04'],
  ['switched', 'OID_SRIOV_VF_VENDOR_DEVICE_ID', { VFId: 0 }, INVALID, 'IDENT-VID-02'],
  ['switched', 'OID_SRIOV_BAR_RESOURCES', { VFId: 0, BarIndex: 0 }, INVALID, 'BAR-RES-06'],
  ['allocated', 'OID_SRIOV_BAR_RESOURCES', { VFId: 0, BarIndex: 1 }, INVALID, 'BAR-RES-06'],
  ['allocated', 'OID_SRIOV_BAR_RESOURCES', { VFId: 0, BarIndex: 0 }, LENGTH, undefined, { bufferLength: 16 }],
  ['allocated', 'OID_SRIOV_PROBED_BARS', {}, LENGTH, undefined, { bufferLength: 12 }],

  ['switched', 'OID_NIC_SWITCH_CREATE_VPORT', VF_VPORT, INVALID, 'VPORT-CREATE-05'],
  ['switched', 'OID_NIC_SWITCH_CREATE_VPORT', PF_VPORT, SUCCESS, undefined],
  ['allocated', 'OID_NIC_SWITCH_CREATE_VPORT', VF_VPORT, SUCCESS, undefined],
  ['allocated', 'OID_NIC_SWITCH_CREATE_VPORT', { ...VF_VPORT, VPortId: 0 }, INVALID, 'VPORT-CREATE-07'],
  ['allocated', 'OID_NIC_SWITCH_CREATE_VPORT', { ...VF_VPORT, SwitchId: 1 }, INVALID, 'VPORT-CREATE-03'],
  ['allocated', 'OID_NIC_SWITCH_CREATE_VPORT', { ...VF_VPORT, VPortState: 2 }, INVALID, 'VPORT-STATE-04'],
  ['allocated', 'OID_NIC_SWITCH_CREATE_VPORT', { ...VF_VPORT, Flags: 0x80000 }, INVALID, 'VPORT-SET-07'],
  ['allocated', 'OID_NIC_SWITCH_CREATE_VPORT', { ...VF_VPORT, LookaheadSize: 1 }, INVALID, 'VPORT-SET-08'],
  [
    'allocated',
    'OID_NIC_SWITCH_CREATE_VPORT',
    { ...VF_VPORT, NumQueuePairs: 999 },
    INVALID,
    'VPORT-QUEUE-07',
  ],
  [
    'switched',
    'OID_NIC_SWITCH_CREATE_VPORT',
    { ...PF_VPORT, ProcessorAffinity: 0 },
    INVALID,
    'VPORT-CREATE-14',
  ],
  ['switched', 'OID_NIC_SWITCH_CREATE_VPORT', { ...PF_VPORT, VPortState: 1 }, INVALID, 'VPORT-STATE-04'],
  ['ported', 'OID_NIC_SWITCH_CREATE_VPORT', { ...VF_VPORT, VPortId: 2 }, INVALID, 'VPORT-ARCH-04'],

  ['switched', 'OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 }, INVALID, 'VPORT-DELETE-04'],
  ['switched', 'OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 0 }, INVALID, 'VPORT-DEFAULT-03'],
  ['ported', 'OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 }, SUCCESS, undefined],
  ['filtered', 'OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 }, INVALID, 'VPORT-DELETE-03'],
  [
    'ported',
    'OID_NIC_SWITCH_VPORT_PARAMETERS',
    { VPortId: 1, Flags: 'NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED', VPortState: 2 },
    INVALID,
    'VPORT-STATE-07',
    { method: 'set' },
  ],
  [
    'ported',
    'OID_NIC_SWITCH_VPORT_PARAMETERS',
    { VPortId: 1, Flags: 'NDIS_NIC_SWITCH_VPORT_PARAMS_NUM_QUEUE_PAIRS_CHANGED', NumQueuePairs: 2 },
    INVALID,
    'VPORT-QUEUE-09',
    { method: 'set' },
  ],
  ['switched', 'OID_NIC_SWITCH_VPORT_PARAMETERS', { VPortId: 3 }, INVALID, 'VPORT-QUERY-02'],
  ['switched', 'OID_NIC_SWITCH_ENUM_VPORTS', { Flags: 3 }, INVALID, 'VPORT-ENUM-07'],

  ['switched', 'OID_RECEIVE_FILTER_SET_FILTER', PF_FILTER, SUCCESS, undefined],
  ['switched', 'OID_RECEIVE_FILTER_SET_FILTER', { ...PF_FILTER, FilterId: 0 }, INVALID, 'FILTER-PARAMS-02'],
  ['switched', 'OID_RECEIVE_FILTER_SET_FILTER', { ...PF_FILTER, FilterType: 2 }, INVALID, 'FILTER-SET-04'],
  ['switched', 'OID_RECEIVE_FILTER_SET_FILTER', { ...PF_FILTER, QueueId: 1 }, INVALID, 'FILTER-SET-05'],
  ['switched', 'OID_RECEIVE_FILTER_SET_FILTER', { ...PF_FILTER, VPortId: 5 }, INVALID, 'FILTER-SET-03'],
  [
    'switched',
    'OID_RECEIVE_FILTER_SET_FILTER',
    { ...PF_FILTER, FieldParametersArrayNumElements: 2 },
    INVALID,
    'FILTER-SET-08',
  ],
  [
    'switched',
    'OID_RECEIVE_FILTER_SET_FILTER',
    { ...PF_FILTER, FieldParameters: [] },
    INVALID,
    'FILTER-SET-09',
  ],
  ['switched', 'OID_RECEIVE_FILTER_SET_FILTER', PF_FILTER, LENGTH, undefined, { bufferLength: 99 }],
  ['filtered', 'OID_RECEIVE_FILTER_SET_FILTER', filterMembers(2, 0, A, 5), INVALID, 'ruling 8'],
  ['filtered', 'OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 1 }, SUCCESS, undefined],
  ['filtered', 'OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 0 }, NOT_FOUND, 'FILTER-CLEAR-03'],
  ['filtered', 'OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 2 }, NOT_FOUND, 'FILTER-CLEAR-03'],
  [
    'filtered',
    'OID_RECEIVE_FILTER_MOVE_FILTER',
    { FilterId: 1, SourceVPortId: 1, DestVPortId: 0 },
    SUCCESS,
    undefined,
  ],
  [
    'filtered',
    'OID_RECEIVE_FILTER_MOVE_FILTER',
    { FilterId: 1, SourceVPortId: 0, DestVPortId: 1 },
    INVALID,
    'FILTER-MOVE-05',
  ],
  [
    'filtered',
    'OID_RECEIVE_FILTER_MOVE_FILTER',
    { FilterId: 1, SourceVPortId: 1, DestVPortId: 9 },
    INVALID,
    'FILTER-MOVE-06',
  ],
  [
    'filtered',
    'OID_RECEIVE_FILTER_MOVE_FILTER',
    { FilterId: 1, SourceVPortId: 1, DestVPortId: 0, DestQueueId: 4 },
    INVALID,
    'FILTER-MOVE-04',
  ],
  ['filtered', 'OID_RECEIVE_FILTER_PARAMETERS', { FilterId: 0 }, INVALID, 'OID-RFPARAM-03'],
  [
    'switched',
    'OID_RECEIVE_FILTER_GLOBAL_PARAMETERS',
    { EnabledQueueTypes: 1 },
    INVALID,
    'OID-RFGLOBAL-04',
    { method: 'set' },
  ],

  ['filtered', 'OID_NIC_SWITCH_DELETE_SWITCH', {}, INVALID, 'SWITCH-DELETE-05'],
  ['ported', 'OID_NIC_SWITCH_DELETE_SWITCH', {}, INVALID, 'SWITCH-DELETE-06'],
  ['allocated', 'OID_NIC_SWITCH_DELETE_SWITCH', {}, INVALID, 'SWITCH-DELETE-07'],
  ['switched', 'OID_NIC_SWITCH_DELETE_SWITCH', {}, SUCCESS, undefined],
  ['switched', 'OID_NIC_SWITCH_DELETE_SWITCH', { SwitchId: 1 }, NOT_FOUND, 'SWITCH-DELETE-13'],
  ['switched', 'OID_SRIOV_PF_LUID', {}, NOT_SUPPORTED, 'OID-ROUTE-02'],
];

describe('the PF miniport answers', () => {
  for (const [stage, oid, members, status, rule, more = {}] of rows)
    it(`${oid} ${JSON.stringify(members)}${more.bufferLength ?? ''} when ${stage}: ${status}`, () => {
      const bench = STAGES[stage]();
      const before = bench.state;
      const answer = bench.oid(oid, members, more);
      expect(answer.kind === 'success' ? SUCCESS : answer.status, JSON.stringify(answer)).to.equal(status);
      if (answer.kind === 'success') return;
      expect(answer.rule).to.equal(rule);
      expect(bench.state, 'a refusal changes nothing').to.equal(before);
      if (status === LENGTH) expect(answer.bytesNeeded).to.be.greaterThan(more.bufferLength ?? 0);
    });

  for (const [what, oid, members, needs] of [
    ['vf-software-resources', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(A), 'switched'],
    ['vf-initialization', 'OID_NIC_SWITCH_ALLOCATE_VF', allocation(A), 'switched'],
    ['vport-resources', 'OID_NIC_SWITCH_CREATE_VPORT', VF_VPORT, 'allocated'],
    ['filter-resources', 'OID_RECEIVE_FILTER_SET_FILTER', PF_FILTER, 'switched'],
    ['enable-virtualization', 'OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 2 }, 'initialized'],
  ] as const)
    it(`NDIS_STATUS_FAILURE to ${oid} when ${what} fails, once, and takes nothing`, () => {
      const bench = STAGES[needs]();
      const before = bench.state;
      bench.apply({ kind: 'fail-next', what });
      const answer = bench.oid(oid, members);
      expect(answer).to.include({ kind: 'refused', status: 'NDIS_STATUS_FAILURE' });
      expect(bench.state).to.deep.equal(before);
      expect(bench.status(oid, members)).to.equal(SUCCESS);
    });

  it('gives every refusal of a queue-pair count its reason on a symmetric adapter (VPORT-QUEUE-03)', () => {
    const bench = new Bench(profileWith({ asymmetricQueuePairs: false })).running(2);
    bench.allocate(A);
    bench.allocate(B);
    bench.ask('OID_NIC_SWITCH_CREATE_VPORT', { ...VF_VPORT, NumQueuePairs: 2 });
    const second = { VPortId: 2, AttachedFunctionId: 1, NumQueuePairs: 1 };
    expect(bench.oid('OID_NIC_SWITCH_CREATE_VPORT', second)).to.include({ rule: 'VPORT-QUEUE-03' });
  });
});
