import { expect } from 'chai';
import { vfId } from '../../terms/function-id';
import type { Issuer, OidAnswer, OidMembers, OidName, OidRequest } from '../../terms/oid';
import { carry, requestOid } from '../device-loop';
import type { HostEvent } from '../host-event';
import type { HostMachine } from '../host-machine';
import { NIC, SUCCESS, machineWith, oidsSeen, scriptedDevice, type Script } from '../scripted-device.fixture';
import type { NdisAdapter } from './ndis-adapter';
import { bindDriver, unbindDriver } from './unbind-driver';
import { haltPf, removePf, startPf } from './pf-life-cycle';

const STACK: Issuer = { kind: 'virtualization-stack' };
const OTHER: Issuer = { kind: 'overlying-driver', driver: 'other' };
const NDIS: Issuer = { kind: 'ndis' };

const VF_A = {
  PermanentMacAddress: '00-15-5D-00-00-01',
  CurrentMacAddress: '00-15-5D-00-00-01',
  VMName: 'web',
};
const filterFor = (VPortId: number): OidMembers => ({
  VPortId,
  FilterId: 0,
  FieldParameters: [{ HeaderField: 'NdisMacHeaderFieldDestinationAddress', FieldValue: '00-15-5D-00-00-01' }],
});

/** Gives VFIds 0, 1, 2, … to allocations. */
const allocating = (): NonNullable<Script['oid']> => {
  let next = 0;
  return ({ oid }) =>
    oid === 'OID_NIC_SWITCH_ALLOCATE_VF'
      ? { kind: 'success', members: { VFId: next++, RequestorId: 0x110 } }
      : SUCCESS;
};

class Bench {
  machine: HostMachine;
  events: HostEvent[] = [];

  constructor(script: Script = {}, keywords = { '*NumVFs': 2 }) {
    this.machine = machineWith(scriptedDevice({ oid: allocating(), ...script }));
    this.run((carrier) => startPf(carrier, NIC, keywords));
  }

  run<T>(work: Parameters<typeof carry<T>>[1]): T {
    const result = carry(this.machine, work);
    this.machine = result.machine;
    this.events.push(...result.events);
    return result.value;
  }

  ask(oid: OidName, members: OidMembers, issuer = STACK, more: Partial<OidRequest> = {}): OidAnswer {
    const result = requestOid(this.machine, NIC, issuer, 'ndis', { oid, members, ...more });
    this.machine = result.machine;
    this.events.push(...result.events);
    return result.value;
  }

  status(oid: OidName, members: OidMembers, issuer = STACK, more: Partial<OidRequest> = {}): string {
    const answer = this.ask(oid, members, issuer, more);
    return answer.kind === 'success' ? 'NDIS_STATUS_SUCCESS' : answer.status;
  }

  elements(oid: OidName, members: OidMembers = {}): readonly OidMembers[] {
    const answer = this.ask(oid, members);
    if (answer.kind === 'refused') throw new Error(answer.reason);
    return answer.members.Elements as readonly OidMembers[];
  }

  ndis(): NdisAdapter {
    return this.machine.adapters[NIC]!.ndis;
  }

  vfWithVPort(): void {
    this.ask('OID_NIC_SWITCH_ALLOCATE_VF', VF_A);
    this.ask('OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: 0 });
  }
}

describe('NDIS starts a PF miniport', () => {
  it('creates the switch once, from the registry, before the restart (SWITCH-CREATE-01, -04)', () => {
    const bench = new Bench({}, { '*NumVFs': 3 });
    expect(bench.events.map(({ what }) => what)).to.deep.equal([
      'miniport-initialize',
      'oid',
      'miniport-restart',
    ]);
    expect(bench.events[1]?.details).to.deep.include({ oid: 'OID_NIC_SWITCH_CREATE_SWITCH', issuer: 'NDIS' });
    expect(bench.ndis().nicSwitch).to.include({
      NumVFs: 3,
      SwitchType: 'NdisNicSwitchTypeExternal',
      SwitchId: 0,
    });
  });

  it('creates none without SR-IOV, and then knows no VF request (VF-FREE-11)', () => {
    const bench = new Bench({ sriov: false });
    expect(bench.status('OID_NIC_SWITCH_FREE_VF', { VFId: 0 })).to.equal('NDIS_STATUS_NOT_SUPPORTED');
    expect(bench.elements('OID_NIC_SWITCH_ENUM_SWITCHES')).to.deep.equal([]);
    expect(oidsSeen(bench.machine)).to.deep.equal([]);
  });
});

describe('NDIS verifies requests before the miniport sees them', () => {
  const refusals: readonly (readonly [string, OidName, OidMembers, string])[] = [
    ['VF-ALLOC-02', 'OID_NIC_SWITCH_ALLOCATE_VF', { ...VF_A, SwitchId: 1 }, 'INVALID_PARAMETER'],
    ['VF-ALLOC-03', 'OID_NIC_SWITCH_ALLOCATE_VF', { ...VF_A, VFId: 3 }, 'INVALID_PARAMETER'],
    ['VF-ALLOC-04', 'OID_NIC_SWITCH_ALLOCATE_VF', { ...VF_A, RequestorId: 0 }, 'INVALID_PARAMETER'],
    ['VF-ALLOC-09', 'OID_NIC_SWITCH_ALLOCATE_VF', { ...VF_A, MacAddressLength: 33 }, 'INVALID_PARAMETER'],
    ['VF-FREE-10', 'OID_NIC_SWITCH_FREE_VF', { VFId: 1 }, 'FILE_NOT_FOUND'],
    ['VF-FREE-10', 'OID_NIC_SWITCH_FREE_VF', { VFId: 0 }, 'FILE_NOT_FOUND'],
    ['VPORT-CREATE-05', 'OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: 1 }, 'INVALID_PARAMETER'],
    ['VF-ATTACH-10', 'OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: 0 }, 'INVALID_PARAMETER'],
    ['VPORT-CREATE-14', 'OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: 0xffff }, 'INVALID_PARAMETER'],
    [
      'VPORT-CREATE-04',
      'OID_NIC_SWITCH_CREATE_VPORT',
      { VPortId: 2, ProcessorAffinity: 1 },
      'INVALID_PARAMETER',
    ],
    ['VPORT-DELETE-05', 'OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 0 }, 'INVALID_PARAMETER'],
    ['VPORT-DELETE-04', 'OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 3 }, 'INVALID_PARAMETER'],
    ['FILTER-SET-05', 'OID_RECEIVE_FILTER_SET_FILTER', { ...filterFor(1), QueueId: 1 }, 'INVALID_PARAMETER'],
    ['FILTER-SET-06', 'OID_RECEIVE_FILTER_SET_FILTER', filterFor(3), 'INVALID_PARAMETER'],
    ['FILTER-CLEAR-03', 'OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 0 }, 'FILE_NOT_FOUND'],
    [
      'FILTER-MOVE-03',
      'OID_RECEIVE_FILTER_MOVE_FILTER',
      { FilterId: 9, SourceVPortId: 0, DestVPortId: 1 },
      'INVALID_PARAMETER',
    ],
    ['SWITCH-CREATE-02', 'OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 1 }, 'NOT_SUPPORTED'],
    ['SWITCH-DELETE-02', 'OID_NIC_SWITCH_DELETE_SWITCH', {}, 'NOT_SUPPORTED'],
  ];
  for (const [rule, oid, members, status] of refusals)
    it(`${oid} with ${JSON.stringify(members)} (${rule})`, () => {
      const bench = new Bench();
      bench.vfWithVPort();
      const [seen, ndis] = [oidsSeen(bench.machine).length, bench.ndis()];
      expect(bench.status(oid, members)).to.equal(`NDIS_STATUS_${status}`);
      expect(bench.events.at(-1)?.details).to.include({ miniportCalled: false, rule });
      expect(oidsSeen(bench.machine)).to.have.length(seen);
      expect(bench.ndis(), 'nothing is recorded').to.equal(ndis);
    });

  it('names the bytes that a short buffer lacks (VF-ALLOC-25)', () => {
    const bench = new Bench();
    const answer = bench.ask('OID_NIC_SWITCH_ALLOCATE_VF', VF_A, STACK, { bufferLength: 10 });
    expect(answer).to.include({ status: 'NDIS_STATUS_INVALID_LENGTH' });
    const bufferLength = answer.kind === 'refused' ? (answer.bytesNeeded ?? 0) : 0;
    expect(bufferLength).to.be.greaterThan(10);
    expect(bench.status('OID_NIC_SWITCH_ALLOCATE_VF', VF_A, STACK, { bufferLength })).to.equal(
      'NDIS_STATUS_SUCCESS',
    );
  });

  it('knows each OID in its own form only (OID-KIND-02)', () => {
    const bench = new Bench();
    bench.vfWithVPort();
    expect(bench.status('OID_NIC_SWITCH_FREE_VF', { VFId: 0 }, STACK, { method: 'query' })).to.equal(
      'NDIS_STATUS_NOT_SUPPORTED',
    );
  });
});

describe('NDIS gives identifiers', () => {
  it('numbers VPorts from 1 to NumVPorts - 1, the lowest free first (VPORT-CREATE-07, -17)', () => {
    const bench = new Bench({ numVPorts: 3 });
    const create = (): OidAnswer =>
      bench.ask('OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: 0xffff, ProcessorAffinity: 1 });
    expect([create(), create()].map((each) => each.kind === 'success' && each.members.VPortId)).to.deep.equal(
      [1, 2],
    );
    expect(create()).to.include({ status: 'NDIS_STATUS_RESOURCES' });
    bench.ask('OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 });
    expect(create()).to.have.nested.property('members.VPortId', 1);
  });

  it('numbers filters from 1, and the miniport sees the final number (FILTER-SET-10, -11)', () => {
    const seen: unknown[] = [];
    const bench = new Bench({
      oid: ({ oid, members }) => {
        if (oid === 'OID_RECEIVE_FILTER_SET_FILTER') seen.push(members.FilterId);
        return SUCCESS;
      },
    });
    bench.ask('OID_RECEIVE_FILTER_SET_FILTER', filterFor(0));
    bench.ask('OID_RECEIVE_FILTER_SET_FILTER', filterFor(0));
    bench.ask('OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 1 });
    bench.ask('OID_RECEIVE_FILTER_SET_FILTER', filterFor(0));
    expect(seen).to.deep.equal([1, 2, 1]);
  });
});

describe('NDIS knows whose is what', () => {
  it('lets only the driver that made something take it away (VPORT-DELETE-02, FILTER-CLEAR-02, ISO-PRIV-04)', () => {
    const bench = new Bench();
    bench.vfWithVPort();
    bench.ask('OID_RECEIVE_FILTER_SET_FILTER', filterFor(1));
    const attempts = [
      bench.status('OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 1 }, OTHER),
      bench.status('OID_RECEIVE_FILTER_SET_FILTER', filterFor(1), OTHER),
    ];
    bench.ask('OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 1 });
    attempts.push(bench.status('OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 }, OTHER));
    bench.ask('OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 });
    attempts.push(bench.status('OID_NIC_SWITCH_FREE_VF', { VFId: 0 }, OTHER));
    expect(attempts).to.deep.equal([
      'NDIS_STATUS_FILE_NOT_FOUND',
      'NDIS_STATUS_INVALID_PARAMETER',
      'NDIS_STATUS_INVALID_PARAMETER',
      'NDIS_STATUS_FILE_NOT_FOUND',
    ]);
    expect(bench.status('OID_NIC_SWITCH_FREE_VF', { VFId: 0 })).to.equal('NDIS_STATUS_SUCCESS');
  });

  it('lets every driver set filters on the default VPort (VPORT-DEFAULT-07)', () => {
    const bench = new Bench();
    expect(
      [STACK, OTHER].map((issuer) => bench.status('OID_RECEIVE_FILTER_SET_FILTER', filterFor(0), issuer)),
    ).to.deep.equal(['NDIS_STATUS_SUCCESS', 'NDIS_STATUS_SUCCESS']);
  });
});

describe('NDIS answers from its own record', () => {
  it('enumerates what was allocated, created and set, and asks nobody (VF-ENUM-01, VPORT-ENUM-01, FILTER-ENUM-01)', () => {
    const bench = new Bench();
    bench.vfWithVPort();
    bench.ask('OID_RECEIVE_FILTER_SET_FILTER', filterFor(0));
    bench.ask('OID_RECEIVE_FILTER_MOVE_FILTER', { FilterId: 1, SourceVPortId: 0, DestVPortId: 1 });
    const seen = oidsSeen(bench.machine).length;
    expect(bench.elements('OID_NIC_SWITCH_ENUM_VFS')).to.have.length(1);
    expect(bench.elements('OID_NIC_SWITCH_ENUM_VFS')[0]).to.include({
      VFId: 0,
      RequestorId: 0x110,
      VMName: 'web',
    });
    expect(
      bench.elements('OID_NIC_SWITCH_ENUM_VPORTS').map(({ VPortId, NumFilters }) => [VPortId, NumFilters]),
    ).to.deep.equal([
      [0, 0],
      [1, 1],
    ]);
    expect(bench.elements('OID_NIC_SWITCH_ENUM_VPORTS', { Flags: 1, AttachedFunctionId: 0 })).to.have.length(
      1,
    );
    expect(bench.elements('OID_RECEIVE_FILTER_ENUM_FILTERS', { Flags: 1, VPortId: 1 })).to.have.length(1);
    expect(bench.elements('OID_RECEIVE_FILTER_ENUM_FILTERS', { Flags: 1, VPortId: 0 })).to.have.length(0);
    expect(bench.status('OID_NIC_SWITCH_ENUM_VPORTS', { Flags: 3 })).to.equal(
      'NDIS_STATUS_INVALID_PARAMETER',
    );
    expect(oidsSeen(bench.machine)).to.have.length(seen);
  });

  it('records nothing of a request that failed (VPORT-QUERY-04)', () => {
    const failure: OidAnswer = { kind: 'refused', status: 'NDIS_STATUS_FAILURE', reason: 'told to' };
    const bench = new Bench({ oid: ({ oid }) => (oid === 'OID_NIC_SWITCH_ALLOCATE_VF' ? failure : SUCCESS) });
    bench.ask('OID_NIC_SWITCH_ALLOCATE_VF', VF_A);
    expect(bench.elements('OID_NIC_SWITCH_ENUM_VFS')).to.deep.equal([]);
  });

  it('hands a member on only when it is flagged as changed (VPORT-SET-04)', () => {
    const bench = new Bench();
    bench.vfWithVPort();
    const set = { VPortId: 1, VPortName: 'new', InterruptModeration: 100 };
    bench.ask('OID_NIC_SWITCH_VPORT_PARAMETERS', { ...set, Flags: 0x20000 }, STACK, { method: 'set' });
    const answer = bench.ask('OID_NIC_SWITCH_VPORT_PARAMETERS', { VPortId: 1 });
    expect(answer).to.have.nested.property('members.VPortName', 'new');
    expect(answer).to.have.nested.property(
      'members.InterruptModeration',
      'NdisNicSwitchVPortInterruptModerationUndefined',
    );
  });
});

describe('the LUID of a PF', () => {
  it('is known to NDIS while SR-IOV is on, and gone with the miniport (IDENT-LUID-01, -02, -04)', () => {
    const bench = new Bench();
    expect(bench.ask('OID_SRIOV_PF_LUID', {})).to.deep.include({ kind: 'success' });
    expect(bench.events.at(-1)?.details).to.include({ miniportCalled: false });
    bench.run((carrier) => haltPf(carrier, NIC));
    expect(bench.status('OID_SRIOV_PF_LUID', {})).to.equal('NDIS_STATUS_ADAPTER_NOT_READY');
    expect(new Bench({ sriov: false }).status('OID_SRIOV_PF_LUID', {})).to.equal('NDIS_STATUS_NOT_SUPPORTED');
  });
});

describe('a request that the miniport holds', () => {
  const PENDING: OidAnswer = { kind: 'refused', status: 'NDIS_STATUS_PENDING', reason: 'held' };
  const bench = (): Bench =>
    new Bench({
      oid: (request, call) => {
        if (request.oid === 'OID_NIC_SWITCH_DELETE_VPORT') return PENDING;
        return allocating()(request, call);
      },
      effects: (request) =>
        request.kind === 'pf-return'
          ? [
              {
                kind: 'oid-complete',
                request: { oid: 'OID_NIC_SWITCH_DELETE_VPORT', members: { VPortId: 1 } },
                answer: SUCCESS,
              },
            ]
          : [],
    });

  it('makes others wait, and completes once (OID-ROUTE-07, VPORT-DELETE-10)', () => {
    const held = bench();
    held.vfWithVPort();
    expect(held.status('OID_NIC_SWITCH_DELETE_VPORT', { VPortId: 1 })).to.equal('NDIS_STATUS_PENDING');
    expect(held.ndis().vports.has(1), 'still there').to.equal(true);
    expect(held.status('OID_NIC_SWITCH_ALLOCATE_VF', VF_A)).to.equal('NDIS_STATUS_PENDING');
    expect(oidsSeen(held.machine).filter((oid) => oid === 'OID_NIC_SWITCH_ALLOCATE_VF')).to.have.length(1);
    const upcalls = carry(held.machine, (carrier) =>
      carrier.device(NIC, { kind: 'pf-return', indication: 1 }),
    );
    expect(upcalls.machine.adapters[NIC]!.ndis.vports.has(1)).to.equal(false);
    expect(
      upcalls.upcalls.map((each) => each.kind === 'oid-completed' && [each.request.oid, each.answer.kind]),
    ).to.deep.equal([
      ['OID_NIC_SWITCH_DELETE_VPORT', 'success'],
      ['OID_NIC_SWITCH_ALLOCATE_VF', 'success'],
    ]);
  });
});

describe('NDIS ends a PF miniport', () => {
  it('has every driver clear, delete and free before it deletes the switch and halts (ORDER-HALT-01 to -05)', () => {
    const bench = new Bench();
    bench.vfWithVPort();
    bench.ask('OID_RECEIVE_FILTER_SET_FILTER', filterFor(1));
    bench.run((carrier) => bindDriver(carrier, NIC, 'other'));
    bench.ask('OID_RECEIVE_FILTER_SET_FILTER', filterFor(0), OTHER);
    bench.events = [];
    expect(bench.run((carrier) => haltPf(carrier, NIC))).to.deep.equal({ kind: 'done' });
    expect(
      bench.events.map(({ what, details }) =>
        what === 'oid' ? `${details.issuer as string} ${details.oid as string}` : what,
      ),
    ).to.deep.equal([
      'miniport-pause',
      'other OID_RECEIVE_FILTER_CLEAR_FILTER',
      'protocol-unbind',
      'virtualization stack OID_RECEIVE_FILTER_CLEAR_FILTER',
      'virtualization stack OID_NIC_SWITCH_DELETE_VPORT',
      'virtualization stack OID_NIC_SWITCH_FREE_VF',
      'NDIS OID_NIC_SWITCH_DELETE_SWITCH',
      'miniport-halt',
    ]);
    expect(bench.status('OID_NIC_SWITCH_ALLOCATE_VF', VF_A)).to.equal('NDIS_STATUS_ADAPTER_NOT_READY');
  });

  it('does not halt a miniport that would not delete its switch (PF-HALT-08)', () => {
    const failure: OidAnswer = { kind: 'refused', status: 'NDIS_STATUS_FAILURE', reason: 'told to' };
    const bench = new Bench({
      oid: ({ oid }) => (oid === 'OID_NIC_SWITCH_DELETE_SWITCH' ? failure : SUCCESS),
    });
    expect(bench.run((carrier) => haltPf(carrier, NIC))).to.include({ kind: 'refused' });
    expect(bench.events.map(({ what }) => what)).not.to.include('miniport-halt');
  });

  it('leaves the answer to a removed miniport (PF-REMOVE-04)', () => {
    const notAccepted: OidAnswer = { kind: 'refused', status: 'NDIS_STATUS_NOT_ACCEPTED', reason: 'gone' };
    const bench = new Bench({ oid: ({ oid }) => (oid === 'OID_SRIOV_RESET_VF' ? notAccepted : SUCCESS) });
    bench.run((carrier) => removePf(carrier, NIC));
    expect(bench.status('OID_SRIOV_RESET_VF', { VFId: vfId(0) })).to.equal('NDIS_STATUS_NOT_ACCEPTED');
  });

  it('will not unbind a driver twice', () => {
    const bench = new Bench();
    bench.run((carrier) => bindDriver(carrier, NIC, 'other'));
    expect(bench.run((carrier) => unbindDriver(carrier, NIC, 'other'))).to.include({ kind: 'done' });
    expect(bench.run((carrier) => unbindDriver(carrier, NIC, 'other'))).to.include({ kind: 'refused' });
  });
  it('keeps NDIS requests for the switch to NDIS (SWITCH-DELETE-13)', () => {
    const bench = new Bench();
    expect(bench.status('OID_NIC_SWITCH_DELETE_SWITCH', { SwitchId: 1 }, NDIS)).to.equal(
      'NDIS_STATUS_FILE_NOT_FOUND',
    );
  });
});
