import { expect } from 'chai';
import { Bench, profileWith, SRIOV_ON } from '../adapter-bench.fixture';
import type { DriverRequest } from '../device';

const A = '00-15-5D-00-00-01';
const capability = (bench: Bench) => bench.device.view(bench.state).capability;
const driver = (bench: Bench) => bench.device.view(bench.state).driver;

const INITIALIZE: DriverRequest = { kind: 'initialize', keywords: SRIOV_ON };
const to = (...requests: readonly DriverRequest[]): Bench => {
  const bench = new Bench();
  for (const request of requests) bench.apply(request);
  return bench;
};

const STATES = {
  'not loaded': () => to(),
  paused: () => to(INITIALIZE),
  running: () => to(INITIALIZE, { kind: 'restart' }),
  halted: () => to(INITIALIZE, { kind: 'halt' }),
  shutdown: () => to(INITIALIZE, { kind: 'shutdown' }),
  removed: () => to(INITIALIZE, { kind: 'surprise-removal' }),
} as const;
type State = keyof typeof STATES;

/** FSM-PFM-*: the lifecycle that follows, or nothing where the pair is invalid. */
const TRANSITIONS: readonly (readonly [State, DriverRequest['kind'], string | undefined])[] = [
  ['not loaded', 'initialize', 'paused'],
  ['halted', 'initialize', 'paused'],
  ['paused', 'initialize', undefined],
  ['running', 'initialize', undefined],
  ['shutdown', 'initialize', undefined],
  ['removed', 'initialize', undefined],
  ['paused', 'restart', 'running'],
  ['running', 'restart', undefined],
  ['halted', 'restart', undefined],
  ['running', 'pause', 'paused'],
  ['paused', 'pause', undefined],
  ['paused', 'halt', 'halted'],
  ['removed', 'halt', 'halted'],
  ['running', 'halt', undefined],
  ['halted', 'halt', undefined],
  ['running', 'shutdown', 'shutdown'],
  ['paused', 'shutdown', 'shutdown'],
  ['halted', 'shutdown', undefined],
  ['shutdown', 'shutdown', undefined],
  ['running', 'surprise-removal', 'removed'],
  ['removed', 'surprise-removal', undefined],
  ['running', 'miniport-reset', 'running'],
  ['paused', 'miniport-reset', 'paused'],
  ['halted', 'miniport-reset', undefined],
];

describe('the PF miniport driver', () => {
  for (const [state, kind, next] of TRANSITIONS)
    it(`${next === undefined ? 'refuses' : 'takes'} ${kind} when ${state}${next === undefined ? '' : `, then ${next}`}`, () => {
      const bench = STATES[state]();
      const before = bench.state;
      const request = kind === 'initialize' ? INITIALIZE : ({ kind } as DriverRequest);
      const outcome = bench.apply(request);
      expect(outcome.kind).to.equal(next === undefined ? 'refused' : 'done');
      if (next === undefined) expect(bench.state).to.equal(before);
      else expect(bench.state.driver.lifecycle).to.equal(next);
    });

  it('creates dynamically on OID_NIC_SWITCH_CREATE_SWITCH, and takes all back with DELETE_SWITCH', () => {
    const bench = new Bench().initialize({ ...SRIOV_ON, '*NumVFs': 3 });
    expect(capability(bench)).to.include({ vfEnable: false, numVfs: 0 });
    bench.ask('OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 3 });
    expect(capability(bench)).to.include({ vfEnable: true, numVfs: 3 });
    expect(bench.effects).to.deep.equal([{ kind: 'virtualization', enabled: true, numVfs: 3 }]);
    bench.ask('OID_NIC_SWITCH_DELETE_SWITCH');
    expect(capability(bench)).to.include({ vfEnable: false, numVfs: 0 });
    bench.ask('OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 5 });
    expect(capability(bench).numVfs).to.equal(5);
  });

  it('creates statically in MiniportInitializeEx, unusable until enabled, kept until MiniportHaltEx', () => {
    const bench = new Bench(profileWith({ creation: 'static' })).initialize({ ...SRIOV_ON, '*NumVFs': 3 });
    expect(capability(bench)).to.include({ vfEnable: true, numVfs: 3 });
    expect(bench.status('OID_NIC_SWITCH_CREATE_VPORT', { VPortId: 1 })).to.equal(
      'NDIS_STATUS_INVALID_PARAMETER',
    );
    expect(bench.status('OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 2 })).to.equal(
      'NDIS_STATUS_INVALID_PARAMETER',
    );
    bench.ask('OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: 3 });
    expect(bench.allocate(A)).to.equal(0);
    bench.ask('OID_NIC_SWITCH_FREE_VF', { VFId: 0 });
    bench.ask('OID_NIC_SWITCH_DELETE_SWITCH');
    expect(capability(bench)).to.include({ vfEnable: true, numVfs: 3 });
    bench.apply({ kind: 'halt' });
    expect(capability(bench)).to.include({ vfEnable: false, numVfs: 0 });
  });

  it('answers NDIS_STATUS_REINIT_REQUIRED to another NumVFs of a static switch', () => {
    const bench = new Bench(profileWith({ creation: 'static' })).running(3);
    const set = { method: 'set' } as const;
    expect(bench.status('OID_NIC_SWITCH_PARAMETERS', { NumVFs: 2 }, set)).to.equal(
      'NDIS_STATUS_REINIT_REQUIRED',
    );
    const renamed = { Flags: 'NDIS_NIC_SWITCH_PARAMETERS_SWITCH_NAME_CHANGED', SwitchFriendlyName: 'edge' };
    expect(bench.status('OID_NIC_SWITCH_PARAMETERS', renamed, set)).to.equal('NDIS_STATUS_SUCCESS');
    expect(bench.ask('OID_NIC_SWITCH_PARAMETERS')).to.include({ SwitchFriendlyName: 'edge', NumVFs: 3 });
  });

  it('fails initialization with NDIS_STATUS_NOT_ACCEPTED when *NumVFs is above TotalVFs', () => {
    const bench = new Bench(profileWith({ creation: 'static' }));
    const outcome = bench.apply({ kind: 'initialize', keywords: { ...SRIOV_ON, '*NumVFs': 9 } });
    expect(outcome).to.include({ kind: 'refused', status: 'NDIS_STATUS_NOT_ACCEPTED' });
    expect(bench.state).to.equal(bench.device.initial);
  });

  it('fails static initialization when virtualization cannot be enabled, and works at the next attempt', () => {
    const bench = new Bench(profileWith({ creation: 'static' }));
    bench.apply({ kind: 'fail-next', what: 'enable-virtualization' });
    expect(bench.apply(INITIALIZE)).to.include({ kind: 'refused', status: 'NDIS_STATUS_FAILURE' });
    expect(driver(bench)).to.equal('not-loaded');
    expect(capability(bench).vfEnable).to.equal(false);
    expect(bench.apply(INITIALIZE)).to.deep.equal({ kind: 'done' });
  });

  for (const [keywords, sriov] of [
    [{}, false],
    [{ '*SriovPreferred': 1 }, true],
    [{ '*SriovPreferred': 1, '*SRIOV': 1 }, true],
    [{ '*SriovPreferred': 1, '*SRIOV': 0 }, false],
    [{ '*SriovPreferred': 0, '*SRIOV': 1 }, false],
    [{ '*SriovPreferred': '1', '*SRIOV': '1' }, true],
  ] as const)
    it(`${sriov ? 'enables' : 'does not enable'} SR-IOV with ${JSON.stringify(keywords)}`, () => {
      const bench = new Bench().initialize(keywords);
      expect(bench.device.view(bench.state).sriovEnabledByKeyword).to.equal(sriov);
    });

  it('reports VLAN tests as *VMQVlanFiltering says', () => {
    const fields = (keywords: object): unknown =>
      new Bench().initialize({ ...SRIOV_ON, ...keywords }).ask('OID_RECEIVE_FILTER_CURRENT_CAPABILITIES')
        .SupportedMacHeaderFields;
    expect(fields({})).to.equal(0x9);
    expect(fields({ '*VMQVlanFiltering': 0 })).to.equal(0x1);
  });

  it('keeps VF data paths going while paused, and drops what is the PF miniport’s', () => {
    const bench = new Bench().running();
    const vf = bench.attach(A);
    bench.start(vf);
    bench.apply({ kind: 'pause' });
    bench.fromWire({ source: '00-15-5D-00-00-99' as never, destination: A as never, token: 'a' });
    expect(bench.outcomes).to.deep.equal(['VF 0']);
    bench.fromWire({
      source: '00-15-5D-00-00-99' as never,
      destination: '00-15-5D-00-00-77' as never,
      token: 'b',
    });
    expect(bench.outcomes).to.deep.equal(['dropped: adapter-not-running']);
  });

  it('is pausing until the last indicated packet has come back', () => {
    const bench = new Bench().running();
    bench.fromWire({
      source: '00-15-5D-00-00-99' as never,
      destination: '00-15-5D-00-00-77' as never,
      token: 'b',
    });
    const [indication] = bench.effects.flatMap((effect) =>
      effect.kind === 'pf-indication' ? [effect.indication] : [],
    );
    bench.apply({ kind: 'pause' });
    expect(bench.state.driver.lifecycle).to.equal('pausing');
    expect(bench.apply({ kind: 'halt' }).kind).to.equal('refused');
    bench.apply({ kind: 'pf-return', indication: indication! });
    expect(bench.state.driver.lifecycle).to.equal('paused');
  });

  it('refuses requests with NDIS_STATUS_NOT_ACCEPTED after surprise removal, when no VF answers', () => {
    const bench = new Bench().running();
    bench.attach(A);
    bench.apply({ kind: 'surprise-removal' });
    expect(bench.status('OID_NIC_SWITCH_FREE_VF', { VFId: 0 })).to.equal('NDIS_STATUS_NOT_ACCEPTED');
    expect(bench.device.view(bench.state).vfs.count).to.equal(0);
  });

  it('leaves VFs alone in a miniport reset', () => {
    const bench = new Bench().running();
    bench.start(bench.attach(A));
    const { vfs, pcie, nicSwitch } = bench.state;
    bench.apply({ kind: 'miniport-reset' });
    expect(bench.state).to.include({ vfs, pcie, nicSwitch });
  });
});
