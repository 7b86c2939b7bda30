import { expect } from 'chai';
import {
  adapter,
  configuration,
  DB,
  functionPaths,
  STRANGER,
  vport,
  WEB,
} from '../path/configuration.fixture';
import type { PathConfiguration } from '../path/configuration';
import type { Due } from '../path/due';
import { dueDeliveries } from '../path/due-deliveries';
import { macAddress } from '../terms/mac-address';
import type { Party } from '../terms/party';
import type { Frame } from '../wire/frame';
import type { Trace } from '../wire/trace';
import type { Action, StreamSpec } from './action';
import { audit } from './audit';
import { EVERY_ACTION, request } from './every-action.fixture';
import type { Finding } from './finding';
import { GUEST_OF_VF1, PF, sightOf, VF0, VF1, WIRE, type CellText } from './hand-made.fixture';
import { streamDues } from './stream-dues';
import { isReachable } from './stream-reach';

const vm = (partition: string): Party => ({ kind: 'partition', partition });
const frame = (source = WEB, destination = DB, changes: Partial<Frame> = {}): Frame => ({
  source,
  destination,
  etherType: 0x88b5,
  payload: new Uint8Array(46),
  ...changes,
});

type Cell = readonly [CellText[0], CellText[1]];

/** Findings of an action that changed one cell. */
const after = (action: Action, ...changed: readonly Cell[]): readonly Finding[] =>
  audit({
    before: sightOf(changed.map(([owner, facet]) => [owner, facet, 'x', 0])),
    after: sightOf(changed.map(([owner, facet]) => [owner, facet, 'x', 1])),
    action,
    outcome: { kind: 'done', traces: [] },
    due: [],
  });

interface LawCase {
  readonly law: string;
  readonly action: Action;
  readonly planted: Cell;
  readonly permitted: Cell;
}

const LAWS: readonly LawCase[] = [
  {
    law: 'ISO-LAW-01',
    action: EVERY_ACTION['config-write'],
    planted: [VF1, 'config'],
    permitted: [VF0, 'config'],
  },
  {
    law: 'ISO-LAW-01',
    action: EVERY_ACTION['config-write'],
    planted: [PF, 'capability'],
    permitted: [PF, 'blocks'],
  },
  {
    law: 'ISO-LAW-01',
    action: EVERY_ACTION['vf-driver'],
    planted: [VF1, 'filters'],
    permitted: [VF0, 'registers'],
  },
  {
    law: 'ISO-LAW-02',
    action: EVERY_ACTION['reset-vf'],
    planted: [VF1, 'filters'],
    permitted: [VF0, 'registers'],
  },
  {
    law: 'ISO-LAW-02',
    action: EVERY_ACTION['function-level-reset'],
    planted: [PF, 'registers'],
    permitted: [VF0, 'config'],
  },
  {
    law: 'ISO-LAW-02',
    action: request('OID_SRIOV_RESET_VF', { VFId: 0 }),
    planted: [VF1, 'interrupts'],
    permitted: [VF0, 'interrupts'],
  },
  {
    law: 'ISO-LAW-03',
    action: EVERY_ACTION['set-vf-power'],
    planted: [VF1, 'power'],
    permitted: [VF0, 'power'],
  },
  {
    law: 'ISO-LAW-03',
    action: request('OID_SRIOV_SET_VF_POWER_STATE', { VFId: 0 }),
    planted: [PF, 'power'],
    permitted: [VF0, 'power'],
  },
  { law: 'ISO-LAW-06', action: EVERY_ACTION.send, planted: [VF1, 'rings'], permitted: [VF0, 'rings'] },
  {
    law: 'ISO-LAW-08',
    action: EVERY_ACTION['stray-dma'],
    planted: [GUEST_OF_VF1, 'memory'],
    permitted: [VF0, 'rings'],
  },
  {
    law: 'ISO-LAW-08',
    action: EVERY_ACTION.send,
    planted: [GUEST_OF_VF1, 'memory'],
    permitted: [VF0, 'memory'],
  },
  {
    law: 'ISO-LAW-09',
    action: request('OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: 0 }),
    planted: [VF1, 'vport'],
    permitted: [VF0, 'vport'],
  },
  { law: 'ISO-LAW-09', action: EVERY_ACTION['vf-driver'], planted: [PF, 'pool'], permitted: [PF, 'blocks'] },
  {
    law: 'ISO-LAW-10',
    action: request('OID_NIC_SWITCH_FREE_VF', { VFId: 0 }),
    planted: [VF1, 'lifecycle'],
    permitted: [VF0, 'lifecycle'],
  },
  {
    law: 'ISO-LAW-11',
    action: request('OID_RECEIVE_FILTER_CLEAR_FILTER', { FilterId: 1 }),
    planted: [VF1, 'filters'],
    permitted: [VF0, 'filters'],
  },
  {
    law: 'ISO-LAW-11',
    action: request('OID_RECEIVE_FILTER_MOVE_FILTER', { FilterId: 1, SourceVPortId: 1, DestVPortId: 0 }),
    planted: [VF1, 'filters'],
    permitted: [PF, 'filters'],
  },
  {
    law: 'ISO-LAW-13',
    action: EVERY_ACTION['pf-write-block'],
    planted: [VF1, 'blocks'],
    permitted: [VF0, 'blocks'],
  },
  {
    law: 'ISO-LAW-13',
    action: EVERY_ACTION['vf-driver'],
    planted: [VF1, 'blocks'],
    permitted: [VF0, 'blocks'],
  },
  {
    law: 'ISO-LAW-14',
    action: request('OID_NIC_SWITCH_ALLOCATE_VF'),
    planted: [PF, 'capability'],
    permitted: [PF, 'pool'],
  },
  { law: 'ISO-LAW-15', action: EVERY_ACTION.send, planted: [VF1, 'statistics'], permitted: [PF, 'port'] },
  {
    law: 'ISO-LAW-17',
    action: EVERY_ACTION['forge-interrupt'],
    planted: [VF1, 'interrupts'],
    permitted: [VF0, 'interrupts'],
  },
  {
    law: 'ISO-LAW-17',
    action: EVERY_ACTION['register-write'],
    planted: [PF, 'interrupts'],
    permitted: [VF0, 'interrupts'],
  },
];

describe('the auditor of changes', () => {
  for (const { law, action, planted, permitted } of LAWS) {
    const what = action.kind === 'request-oid' ? action.request.oid : action.kind;
    it(`finds ${law} when ${what} changes ${planted[1]} of another`, () => {
      const findings = after(action, planted);
      expect(findings.map((each) => each.law)).to.deep.equal([law]);
    });
    it(`lets ${what} change ${permitted[1]} where it may`, () => {
      expect(after(action, permitted)).to.deep.equal([]);
    });
  }

  it('tells law, actor, victim, field, was and is in one sentence and an identity without values', () => {
    const [finding] = after(EVERY_ACTION['reset-vf'], [VF1, 'config']);
    expect(finding?.sentence).to.equal(
      'reset-vf of VF 1 by the PF on behalf of VF 1 changed config of VF 2: "x" was 0, is 1',
    );
    expect(finding?.identity).to.equal('auditor/ISO-LAW-02/reset-vf/other VF/config');
  });

  it('finds ISO-LAW-16 when a refused request changes even its own target', () => {
    const refused = audit({
      before: sightOf([[VF0, 'vport', 'x', 0]]),
      after: sightOf([[VF0, 'vport', 'x', 1]]),
      action: request('OID_NIC_SWITCH_FREE_VF', { VFId: 0 }),
      outcome: { kind: 'refused', status: 'NDIS_STATUS_INVALID_PARAMETER', traces: [] },
      due: [],
    });
    expect(refused.map((each) => each.law)).to.deep.equal(['ISO-LAW-16']);
    expect(refused[0]?.sentence).to.include('although it was refused');
  });

  it('lets a refused request change nothing', () => {
    const same = sightOf([[VF0, 'vport', 'x', 0]]);
    const findings = audit({
      before: same,
      after: sightOf([[VF0, 'vport', 'x', 0]]),
      action: request('OID_NIC_SWITCH_FREE_VF', { VFId: 0 }),
      outcome: { kind: 'refused', status: 'NDIS_STATUS_INVALID_PARAMETER', traces: [] },
      due: [],
    });
    expect(findings).to.deep.equal([]);
  });

  it('judges nothing of an action that the target cannot do', () => {
    const findings = audit({
      before: sightOf([[VF1, 'vport', 'x', 0]]),
      after: sightOf([[VF1, 'vport', 'x', 1]]),
      action: EVERY_ACTION['reset-vf'],
      outcome: { kind: 'not-applicable' },
      due: [],
    });
    expect(findings).to.deep.equal([]);
  });
});

// ---------------------------------------------------------------- deliveries

const asTrace = (due: Due): Trace => ({
  token: due.token,
  sender: due.sender,
  hops: due.kind === 'undecided' ? [] : due.hops,
  end:
    due.kind === 'delivered'
      ? { kind: 'delivered', receiver: due.receiver, frame: due.frame, outOfBand: due.outOfBand }
      : { kind: 'dropped', reason: due.kind === 'dropped' ? due.reason : 'no-due-receiver' },
});
const sending = (frames: readonly Frame[], sender: Party = vm('web')): Extract<Action, { kind: 'send' }> => ({
  kind: 'send',
  sender,
  frames: frames.map((each, index) => ({ token: `t${index + 1}`, frame: each })),
});

/** Findings when a subject treats what is due in the way `spoil` says. */
function delivered(
  action: Extract<Action, { kind: 'send' }>,
  spoil: (traces: readonly Trace[]) => readonly Trace[],
  where: PathConfiguration = configuration(),
): readonly Finding[] {
  const due = dueDeliveries(where, action);
  const sight = sightOf([], where);
  const outcome = { kind: 'done', traces: spoil(due.map(asTrace)) } as const;
  return audit({ before: sight, after: sight, action, outcome, due });
}

const to = (trace: Trace, receiver: Party, changes: Partial<Frame> = {}): Trace => ({
  ...trace,
  end: { kind: 'delivered', receiver, frame: { ...frame(), ...changes }, outOfBand: {} },
});
const faults = (findings: readonly Finding[]): readonly string[] =>
  findings.map((each) => `${each.law} ${each.kind === 'delivery' ? each.fault : each.kind}`);

describe('the auditor of deliveries', () => {
  const one = sending([frame()]);

  it('finds nothing when all is as due', () => {
    expect(delivered(one, (traces) => traces)).to.deep.equal([]);
  });

  it('finds a missing frame, and tells where it was due and what became of it', () => {
    const dropped = (traces: readonly Trace[]): readonly Trace[] =>
      traces.map((each) => ({
        ...each,
        hops: each.hops.slice(0, 3),
        end: { kind: 'dropped', reason: 'no-due-receiver' },
      }));
    const findings = delivered(one, dropped);
    expect(faults(findings)).to.deep.equal(['ISO-LAW-06 missing']);
    expect(findings[0]?.sentence)
      .to.include('due by web > VF 1 > NIC switch > VF 2 > db')
      .and.include('dropped after web > VF 1 > NIC switch (no-due-receiver)');
  });

  it('finds a delivery that is not due (ISO-LAW-06)', () => {
    const flooded = delivered(one, (traces) => [...traces, to(traces[0]!, vm('legacy'))]);
    expect(faults(flooded)).to.deep.equal(['ISO-LAW-06 unexpected']);
  });

  it('finds a copy that leaves although it was delivered inside (ISO-LAW-07)', () => {
    const copied = delivered(one, (traces) => [...traces, to(traces[0]!, { kind: 'outside' })]);
    expect(faults(copied)).to.deep.equal(['ISO-LAW-07 unexpected']);
    expect(copied[0]?.victim).to.deep.equal(WIRE);
  });

  it('finds a frame back at its sender (ISO-LAW-06)', () => {
    const action = sending([frame(WEB, macAddress('FF-FF-FF-FF-FF-FF'))]);
    expect(faults(delivered(action, (traces) => [...traces, to(traces[0]!, vm('web'))]))).to.deep.equal([
      'ISO-LAW-06 unexpected',
    ]);
  });

  it('finds a forged source that arrives (ISO-LAW-07), and names the reason why it should not', () => {
    const forged = delivered(sending([frame(STRANGER, DB)]), (traces) => [to(traces[0]!, vm('db'))]);
    expect(faults(forged)).to.deep.equal(['ISO-LAW-07 unexpected']);
    expect(forged[0]?.sentence).to.include('due to be dropped: spoofed-source');
  });

  it('finds a frame that leaves without bus mastering (ISO-LAW-08)', () => {
    const gated = configuration({
      adapters: [
        adapter({
          functions: [
            functionPaths('pf', undefined),
            functionPaths(0, 'web', { busMasterEnable: false }),
            functionPaths(1, 'db'),
          ],
        }),
      ],
    });
    expect(faults(delivered(one, (traces) => [to(traces[0]!, vm('db'))], gated))).to.deep.equal([
      'ISO-LAW-08 unexpected',
    ]);
  });

  it('tells by the identity of a finding what kind of frame went wrong, and nothing of the scenario', () => {
    const identities = (sent: Frame, spoil: Parameters<typeof delivered>[1]): readonly string[] =>
      delivered(sending([sent]), spoil).map(({ identity }) => identity);
    const toDb = (sent: Frame) => identities(sent, (traces) => [to(traces[0]!, vm('db'))]);
    const pause = macAddress('01-80-C2-00-00-01');
    const OTHER_VF = 'path oracle/ISO-LAW-07/send/other VF/unexpected';
    expect(toDb(frame(STRANGER, DB))).to.deep.equal([`${OTHER_VF}/spoofed-source`]);
    expect(toDb({ ...frame(), tag: { vlan: 20, priority: 0 } })).to.deep.equal([
      `${OTHER_VF}/vlan-not-allowed`,
    ]);
    expect(toDb({ ...frame(WEB, pause), etherType: 0x8808 })).to.deep.equal([
      `${OTHER_VF}/mac-control-from-vf`,
    ]);
    const back = (sent: Frame) => identities(sent, (traces) => [...traces, to(traces[0]!, vm('web'))]);
    const SELF = 'path oracle/ISO-LAW-06/send/self/unexpected';
    expect(back(frame(WEB, macAddress('FF-FF-FF-FF-FF-FF')))).to.deep.equal([`${SELF}/broadcast`]);
    expect(back(frame(WEB, macAddress('01-00-5E-00-00-05')))).to.deep.equal([`${SELF}/multicast`]);
    expect(back(frame())).to.deep.equal([`${SELF}/unicast`]);
  });

  it('calls a frame that does not leave a missing delivery (ISO-LAW-06), and no forged name', () => {
    const broadcast = sending([frame(WEB, macAddress('FF-FF-FF-FF-FF-FF'))]);
    const kept = delivered(broadcast, (traces) =>
      traces.filter(({ end }) => end.kind !== 'delivered' || end.receiver.kind !== 'outside'),
    );
    expect(kept.map(({ identity }) => identity)).to.deep.equal([
      'path oracle/ISO-LAW-06/send/wire/missing/broadcast',
    ]);
  });

  it('finds duplicates', () => {
    expect(faults(delivered(one, (traces) => [...traces, ...traces]))).to.deep.equal([
      'ISO-LAW-06 duplicate',
    ]);
  });

  it('finds frames overtaken, and not frames in order', () => {
    const many = sending([frame(), frame(), frame()]);
    expect(faults(delivered(many, (traces) => [traces[1]!, traces[0]!, traces[2]!]))).to.deep.equal([
      'ISO-LAW-06 out-of-order',
    ]);
    expect(delivered(many, (traces) => traces)).to.deep.equal([]);
  });

  const alterations: readonly (readonly [string, Partial<Frame>, RegExp])[] = [
    ['payload', { payload: new Uint8Array(46).fill(1) }, /another payload/],
    ['tag', { tag: { vlan: 10, priority: 0 } }, /VLAN tag 10, due no VLAN tag/],
    ['source', { source: STRANGER }, /source 00-15-5D-00-00-77/],
    ['destination', { destination: STRANGER }, /destination/],
    ['type', { etherType: 0x0800 }, /type/],
  ];
  for (const [what, change, words] of alterations)
    it(`finds an altered ${what}`, () => {
      const findings = delivered(one, (traces) => [to(traces[0]!, vm('db'), change)]);
      expect(faults(findings)).to.deep.equal(['ISO-LAW-06 altered']);
      expect(findings[0]?.sentence).to.match(words);
    });

  it('finds an out-of-band VLAN that is not told', () => {
    const findings = delivered(one, (traces) => [to(traces[0]!, vm('db'))]);
    expect(findings[0]?.sentence).to.include('out-of-band VLAN 0, due 10');
  });

  it('does not judge out-of-band data that a target cannot tell', () => {
    const silent = (trace: Trace): Trace =>
      trace.end.kind === 'delivered'
        ? { ...trace, end: { ...trace.end, outOfBand: { untold: true } } }
        : trace;
    expect(delivered(one, (traces) => traces.map(silent))).to.deep.equal([]);
  });

  it('finds another path, and draws both', () => {
    const detour = (traces: readonly Trace[]): readonly Trace[] =>
      traces.map((each) => ({ ...each, hops: each.hops.filter((hop) => hop.kind !== 'nic-switch') }));
    const findings = delivered(one, detour);
    expect(faults(findings)).to.deep.equal(['ISO-LAW-06 wrong-path']);
    expect(findings[0]?.sentence).to.include('expected  web > VF 1 > NIC switch').and.include('^ hop 3');
  });

  it('judges no path where the target tells none', () => {
    const due = dueDeliveries(configuration(), one);
    const sight = sightOf([]);
    const outcome = { kind: 'done', traces: due.map((each) => ({ ...asTrace(each), hops: [] })) } as const;
    expect(
      audit({ before: sight, after: sight, action: one, outcome, due, judgePaths: false }),
    ).to.deep.equal([]);
  });

  it('does not judge what nothing decides', () => {
    const open = sending([frame(WEB, DB, { tag: { vlan: 0, priority: 3 } })]);
    expect(delivered(open, () => [])).to.deep.equal([]);
    expect(delivered(open, (traces) => [to(traces[0]!, vm('db'))])).to.deep.equal([]);
  });

  it('demands that a refused send delivers nothing', () => {
    const due = dueDeliveries(configuration(), one);
    const sight = sightOf([]);
    const outcome = { kind: 'refused', status: 'X', traces: due.map(asTrace) } as const;
    expect(faults(audit({ before: sight, after: sight, action: one, outcome, due }))).to.deep.equal([
      'ISO-LAW-06 unexpected',
    ]);
  });

  it('finds frames that arrive although nobody sent any', () => {
    const sight = sightOf([]);
    const stray: Trace = {
      token: 'ghost',
      sender: vm('web'),
      hops: [],
      end: { kind: 'delivered', receiver: vm('db'), frame: frame(), outOfBand: {} },
    };
    const outcome = { kind: 'done', traces: [stray] } as const;
    const findings = audit({
      before: sight,
      after: sight,
      action: EVERY_ACTION['reset-vf'],
      outcome,
      due: [],
    });
    expect(faults(findings)).to.deep.equal(['ISO-LAW-06 unexpected']);
  });
});

describe('the auditor of streams (ISO-LAW-12)', () => {
  const stream: StreamSpec = { sender: vm('web'), receiver: vm('db'), token: 's', count: 3 };
  const action: Action = {
    kind: 'while-streaming',
    streams: [stream],
    action: { kind: 'detach-vf', partition: 'web' },
  };
  const arrival = (index: number): Trace => ({
    token: `s.${index}`,
    sender: vm('web'),
    hops: [],
    end: { kind: 'delivered', receiver: vm('db'), frame: frame(), outOfBand: {} },
  });
  const lost = (index: number, reason: 'declared-failover-loss' | 'no-due-receiver'): Trace => ({
    ...arrival(index),
    end: { kind: 'dropped', reason },
  });
  const streamed = (traces: readonly Trace[], reachable = true, what: Action = action): readonly string[] => {
    const sight = sightOf([]);
    const due = streamDues([stream], traces, () => reachable);
    return faults(
      audit({ before: sight, after: sight, action: what, outcome: { kind: 'done', traces }, due }),
    );
  };

  it('holds when each arrives once and in order', () => {
    expect(streamed([1, 2, 3].map(arrival))).to.deep.equal([]);
  });
  it('finds duplicates, losses and disorder', () => {
    expect(streamed([1, 2, 2, 3].map(arrival))).to.deep.equal(['ISO-LAW-12 duplicate']);
    expect(streamed([1, 3].map(arrival))).to.deep.equal(['ISO-LAW-12 missing']);
    expect(streamed([arrival(1), lost(2, 'no-due-receiver'), arrival(3)])).to.deep.equal([
      'ISO-LAW-12 missing',
    ]);
    expect(streamed([1, 3, 2].map(arrival))).to.deep.equal(['ISO-LAW-12 out-of-order']);
  });
  it('allows losses that are declared and counted', () => {
    expect(streamed([arrival(1), lost(2, 'declared-failover-loss'), arrival(3)])).to.deep.equal([]);
  });
  it('allows losses where there is no way before or after', () => {
    expect(streamed([arrival(1)], false)).to.deep.equal([]);
  });
  it('lets another have one copy where the oracle knows of it, and nobody else any', () => {
    const outside: Party = { kind: 'outside' };
    const copy = (index: number): Trace => ({
      ...arrival(index),
      end: { kind: 'delivered', receiver: outside, frame: frame(), outOfBand: {} },
    });
    const all = [1, 2, 3].map(arrival);
    const judged = (traces: readonly Trace[], also: readonly Party[]): readonly string[] => {
      const sight = sightOf([]);
      const due = streamDues(
        [stream],
        traces,
        () => true,
        () => also,
      );
      return faults(audit({ before: sight, after: sight, action, outcome: { kind: 'done', traces }, due }));
    };
    expect(judged([...all, copy(3)], [outside])).to.deep.equal([]);
    expect(judged([...all, copy(3), copy(3)], [outside])).to.deep.equal(['ISO-LAW-12 duplicate']);
    expect(judged([...all, copy(3)], [])).to.deep.equal(['ISO-LAW-12 unexpected']);
  });
  it('tells by the identity whether the stream was of broadcasts, though nobody knows its frames beforehand', () => {
    const identities = (broadcast: boolean): readonly string[] => {
      const streams = [{ ...stream, broadcast }];
      const traces = [1, 3].map(arrival);
      const due = streamDues(streams, traces, () => true);
      const sight = sightOf([]);
      const outcome = { kind: 'done', traces } as const;
      return audit({ before: sight, after: sight, action: { ...action, streams }, outcome, due }).map(
        (each) => each.identity.split('/').slice(-2).join('/'),
      );
    };
    expect(identities(false)).to.deep.equal(['missing/unicast']);
    expect(identities(true)).to.deep.equal(['missing/broadcast']);
  });
  it('is the law of atomic moves when a filter moves under the stream (ISO-LAW-11)', () => {
    const move = request('OID_RECEIVE_FILTER_MOVE_FILTER', { FilterId: 1 });
    expect(streamed([1, 3].map(arrival), true, { ...action, action: move })).to.deep.equal([
      'ISO-LAW-11 missing',
    ]);
  });
  it('knows a way by the oracle alone', () => {
    expect(isReachable(configuration(), stream)).to.equal(true);
    expect(
      isReachable(configuration({ adapters: [adapter({ vports: [vport(0, 'pf')] })] }), stream),
    ).to.equal(false);
  });
});
