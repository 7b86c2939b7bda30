import { expect } from 'chai';
import { applyRequest } from './apply-request';
import { callExtension } from './extension-call';
import type { ExtensionRule, ExtensionType } from './extension';
import { enableExtension, installExtension, namesOf, reorderExtensions } from './extension-stack';
import { createSwitch, nicAt, type ExtensibleSwitch } from './extensible-switch';
import {
  must,
  oidsOf,
  portNamed,
  receivers,
  send,
  switchWith,
  verdict,
  violationsOf,
  withPolicies,
  withVm,
} from './extensible-switch.fixture';
import { activate } from './activate';
import { offerOffloadRequest, WRAPPED_OIDS } from './offload-request';
import { setVfAssigned } from './vf-assignment';
import { removePort } from './removal';

const TYPES: readonly ExtensionType[] = ['capture', 'filtering', 'forwarding'];
const vms = [{ name: 'a' }, { name: 'b' }, { name: 'c' }];
const withRules = (type: ExtensionType, ...behaviour: readonly ExtensionRule[]): ExtensibleSwitch =>
  switchWith({ sriov: true, vms, extensions: [{ extension: 'E', type, behaviour }] });
const queries = (events: ReturnType<typeof activate>['events']): readonly string[] =>
  events.flatMap((event) => (event.kind === 'query' ? [event.oid.replace('OID_SWITCH_', '')] : []));

describe('the extension stack', () => {
  const stack = ([...'FCcfW'] as const).map((letter) => ({
    extension: letter,
    type:
      letter === 'W'
        ? ('forwarding' as const)
        : /c/i.test(letter)
          ? ('capture' as const)
          : ('filtering' as const),
  }));

  it('meets frames class by class, the latest first, and backwards on egress (XSW-EXT-02, 04)', () => {
    const sw = switchWith({ sriov: true, vms, extensions: stack });
    const seen = send(sw, 'a', 'b').extensionEvents.flatMap((event) =>
      event.kind === 'frame-seen' ? [`${event.extension} ${event.direction} ${event.destinations}`] : [],
    );
    const down = ['c', 'C', 'f', 'F', 'W'];
    expect(seen).to.deep.equal([
      ...down.map((name) => `${name} ingress 0`),
      ...[...down].reverse().map((name) => `${name} egress 1`),
    ]);
  });

  it('is reordered inside a class only (XSW-EXT-04)', () => {
    const sw = switchWith({ sriov: true, extensions: stack });
    const next = must(reorderExtensions(sw, 'capture', ['C', 'c']));
    expect(namesOf(next.settings.extensions)).to.deep.equal(['C', 'c', 'f', 'F', 'WFP', 'W']);
    expect(verdict(reorderExtensions(sw, 'capture', ['C', 'f']).outcome)).to.equal('refused XSW-EXT-04');
  });

  it('has one forwarding extension enabled at most (XSW-EXT-03)', () => {
    const sw = switchWith({ extensions: [{ extension: 'W', type: 'forwarding' }] });
    const two = must(installExtension(sw, { extension: 'V', type: 'forwarding' }));
    expect(verdict(enableExtension(two, 'V', true).outcome)).to.equal('refused XSW-EXT-03');
    expect(verdict(enableExtension(must(enableExtension(two, 'W', false)), 'V', true).outcome)).to.equal(
      'ok',
    );
  });

  it('does not let a disabled extension act (XSW-EXT-05)', () => {
    const behaviour = [{ kind: 'drop-from', partition: 'a' }] as const;
    const sw = must(installExtension(switchWith({ vms }), { extension: 'E', type: 'filtering', behaviour }));
    expect(receivers(send(sw, 'a', 'b'))).to.deep.equal(['b']);
    expect(receivers(send(must(enableExtension(sw, 'E', true)), 'a', 'b'))).to.deep.equal([]);
  });

  it('keeps WFP off an SR-IOV switch and has it on any other (XSW-IOV-20, XSW-EXT-06)', () => {
    const sriov = switchWith({ sriov: true });
    expect(sriov.settings.extensions[0]).to.include({ extension: 'WFP', enabled: false });
    const { outcome, switch: next } = enableExtension(sriov, 'WFP', true);
    expect(verdict(outcome)).to.equal('refused XSW-IOV-20');
    expect(next).to.equal(sriov);
    expect(switchWith({}).settings.extensions[0]).to.include({ extension: 'WFP', enabled: true });
  });
});

describe('what extensions may ask', () => {
  it('is only the parameters before activation (XSW-SWITCH-08, 09)', () => {
    const sw = must(
      installExtension(createSwitch({ name: 'S', type: 'external', sriov: true }), {
        extension: 'E',
        type: 'capture',
      }),
    );
    const enabled = enableExtension(sw, 'E', true);
    expect(queries(enabled.events)).to.deep.equal(['PARAMETERS']);
    const early = callExtension(enabled.switch, 'E', { kind: 'query', oid: 'OID_SWITCH_NIC_ARRAY' });
    expect(verdict(early.outcome)).to.equal('refused XSW-SWITCH-08');
    expect(queries(activate(enabled.switch).events)).to.deep.equal([
      'PORT_ARRAY',
      'NIC_ARRAY',
      'PROPERTY_ENUM',
    ]);
  });

  it('starts with the parameters on an active switch, and no creation is replayed (XSW-EXT-22)', () => {
    const sw = must(installExtension(switchWith({ vms }), { extension: 'E', type: 'capture' }));
    const enabled = enableExtension(sw, 'E', true);
    expect(queries(enabled.events)[0]).to.equal('PARAMETERS');
    expect(oidsOf(enabled)).to.deep.equal([]);
  });

  it('is answered with no elements on a bare switch (XSW-SWITCH-10)', () => {
    const sw = switchWith({ type: 'private', extensions: [{ extension: 'E', type: 'capture' }] });
    for (const oid of ['OID_SWITCH_PORT_ARRAY', 'OID_SWITCH_NIC_ARRAY'])
      expect(callExtension(sw, 'E', { kind: 'query', oid }).outcome).to.deep.equal({
        kind: 'success',
        members: { NumElements: 0, Elements: [] },
      });
  });

  for (const oid of ['PARAMETERS', 'PORT_ARRAY', 'NIC_ARRAY', 'PROPERTY_ENUM'])
    it(`tells how many bytes OID_SWITCH_${oid} needs (XSW-SWITCH-11)`, () => {
      const sw = switchWith({ vms, extensions: [{ extension: 'E', type: 'capture' }] });
      const ask = (bufferLength: number): ReturnType<typeof callExtension>['outcome'] =>
        callExtension(sw, 'E', { kind: 'query', oid: `OID_SWITCH_${oid}`, bufferLength }).outcome;
      const short = ask(1);
      if (short.kind !== 'refused') throw new Error('a byte suffices');
      expect(short.status).to.equal('NDIS_STATUS_INVALID_LENGTH');
      expect(ask((short.bytesNeeded ?? 0) - 1).kind).to.equal('refused');
      expect(ask(short.bytesNeeded ?? 0).kind).to.equal('success');
    });
});

describe('refusing a request', () => {
  /** Types whose veto counts; from anybody else it is a violation and the request passes. */
  const OPEN: Readonly<Record<string, readonly ExtensionType[]>> = {
    PORT_CREATE: ['filtering', 'forwarding'],
    NIC_CREATE: ['filtering', 'forwarding'],
    PORT_PROPERTY_ADD: ['forwarding'],
    NIC_CONNECT: [],
  };
  for (const [request, open] of Object.entries(OPEN))
    for (const type of TYPES)
      it(`${request} is ${open.includes(type) ? '' : 'not '}open to a ${type} extension (XSW-CTRL-02, 03)`, () => {
        const sw = withRules(type, { kind: 'veto', request });
        const result = withVm(sw, { name: 'd', vlan: { kind: 'access', vlan: 5 } });
        if (open.includes(type)) {
          expect(result.outcome).to.include({
            kind: 'refused',
            status: 'NDIS_STATUS_DATA_NOT_ACCEPTED',
            by: 'E',
          });
          expect(result.switch).to.equal(sw);
        } else {
          expect(result.outcome.kind).to.equal('success');
          expect(violationsOf(result.events)).to.have.length(1);
        }
      });

  it('of a physical adapter’s creation is not heard (XSW-NIC-02)', () => {
    const sw = withRules('forwarding', { kind: 'veto', request: 'NIC_CREATE' });
    const nic = { portId: 1, nicIndex: 2, type: 'external', name: 'NIC2' } as const;
    const result = applyRequest(sw, { oid: 'OID_SWITCH_NIC_CREATE', nic });
    expect(result.outcome.kind).to.equal('success');
    expect(violationsOf(result.events)).to.have.length(1);
  });

  it('takes back what the refused adapter had so far (XSW-NIC-05)', () => {
    const result = withVm(withRules('forwarding', { kind: 'veto', request: 'NIC_CREATE' }), { name: 'd' });
    expect(oidsOf(result)).to.deep.equal(['PORT_CREATE', 'NIC_CREATE', 'PORT_TEARDOWN', 'PORT_DELETE']);
  });

  it('of an UPDATE leaves the former value (XSW-POLICY-08)', () => {
    const sw = withPolicies(withRules('forwarding', { kind: 'veto', request: 'PORT_PROPERTY_UPDATE' }), 'a', {
      kind: 'vlan',
      mode: { kind: 'access', vlan: 10 },
    });
    expect(() => withPolicies(sw, 'a', { kind: 'vlan', mode: { kind: 'access', vlan: 20 } })).to.throw(
      'refuses',
    );
    expect(sw.ports.get(portNamed(sw, 'a'))?.policies.vlan).to.deep.equal({ kind: 'access', vlan: 10 });
  });

  it('of a removal is not heard, so that nothing stays behind', () => {
    for (const request of ['NIC_DISCONNECT', 'NIC_DELETE', 'PORT_TEARDOWN', 'PORT_DELETE']) {
      const sw = withRules('forwarding', { kind: 'veto', request });
      const result = removePort(sw, portNamed(sw, 'a'));
      expect(result.outcome.kind).to.equal('success');
      expect(violationsOf(result.events)).to.deep.equal(['XSW-CTRL-02']);
    }
  });
});

describe('offload requests on their way to the adapter', () => {
  const OPEN = ['OID_NIC_SWITCH_ALLOCATE_VF', 'OID_NIC_SWITCH_CREATE_VPORT', 'OID_RECEIVE_FILTER_SET_FILTER'];
  for (const oid of WRAPPED_OIDS)
    for (const type of TYPES)
      it(`${oid} is ${type === 'forwarding' && OPEN.includes(oid) ? '' : 'not '}open to a ${type} extension (EXT-VETO-02, 03; ruling 28)`, () => {
        const sw = withRules(type, { kind: 'veto', request: oid });
        const open = type === 'forwarding' && OPEN.includes(oid);
        const result = offerOffloadRequest(sw, oid, portNamed(sw, 'a'));
        expect(result.outcome.kind).to.equal(open ? 'refused' : 'success');
        expect(violationsOf(result.events)).to.have.length(open ? 0 : 1);
        expect(result.switch).to.equal(sw);
      });

  it('are wrapped with the external port as destination and the VM’s port as source (XSW-CTRL-06, 07)', () => {
    const sw = withRules('forwarding');
    const { events } = offerOffloadRequest(sw, 'OID_NIC_SWITCH_ALLOCATE_VF', portNamed(sw, 'b'));
    const [event] = events;
    expect(event).to.deep.include({ kind: 'oid', oid: 'OID_SWITCH_NIC_REQUEST', seenBy: ['E'] });
    expect(event && 'details' in event && event.details).to.include({
      DestinationPortId: portNamed(sw, 'outside'),
      SourcePortId: portNamed(sw, 'b'),
    });
  });
});

describe('extensions on the way of a frame', () => {
  const cases: readonly {
    readonly type: ExtensionType;
    readonly rules: readonly ExtensionRule[];
    readonly from?: string;
    readonly to: string;
    readonly got: readonly string[];
    readonly violations?: readonly string[];
  }[] = [
    { type: 'filtering', rules: [{ kind: 'drop-from', partition: 'a' }], to: 'b', got: [] },
    { type: 'filtering', rules: [{ kind: 'drop-from', partition: 'a' }], from: 'c', to: 'b', got: ['b'] },
    { type: 'forwarding', rules: [{ kind: 'drop-from', partition: 'a' }], to: 'b', got: [] },
    {
      type: 'capture',
      rules: [{ kind: 'drop-from', partition: 'a' }],
      to: 'b',
      got: ['b'],
      violations: ['XSW-EXT-07'],
    },
    {
      type: 'filtering',
      rules: [{ kind: 'exclude-destination', partition: 'b' }],
      to: 'all',
      got: ['c', 'host', 'outside'],
    },
    { type: 'forwarding', rules: [{ kind: 'exclude-destination', partition: 'b' }], to: 'b', got: [] },
    {
      type: 'capture',
      rules: [{ kind: 'exclude-destination', partition: 'b' }],
      to: 'b',
      got: ['b'],
      violations: ['XSW-EXT-07'],
    },
    {
      type: 'forwarding',
      rules: [{ kind: 'add-destination', partition: 'c', on: 'ingress' }],
      to: 'b',
      got: ['b', 'c'],
    },
    {
      type: 'forwarding',
      rules: [{ kind: 'add-destination', partition: 'b', on: 'ingress' }],
      to: 'b',
      got: ['b'],
    },
    {
      type: 'forwarding',
      rules: [{ kind: 'add-destination', partition: 'a', on: 'ingress' }],
      to: 'b',
      got: ['b'],
    },
    {
      type: 'forwarding',
      rules: [{ kind: 'add-destination', partition: 'c', on: 'egress' }],
      to: 'b',
      got: ['b'],
      violations: ['XSW-FWD-02'],
    },
    {
      type: 'filtering',
      rules: [{ kind: 'add-destination', partition: 'c', on: 'ingress' }],
      to: 'b',
      got: ['b'],
      violations: ['XSW-EXT-13'],
    },
    {
      type: 'forwarding',
      rules: [{ kind: 'change-after-commit', partition: 'b' }],
      to: 'b',
      got: ['b'],
      violations: ['XSW-FWD-09'],
    },
    {
      type: 'filtering',
      rules: [{ kind: 'preserve', partition: 'b', vlan: true, priority: true }],
      to: 'b',
      got: ['b'],
      violations: ['XSW-FWD-13'],
    },
    { type: 'forwarding', rules: [{ kind: 'grow-fails' }], to: 'all', got: [] },
    { type: 'forwarding', rules: [{ kind: 'grow-fails' }], to: 'b', got: ['b'] },
    { type: 'forwarding', rules: [], to: 'all', got: ['b', 'c', 'host', 'outside'] },
  ];
  for (const { type, rules, from = 'a', to, got, violations = [] } of cases)
    it(`${type} ${JSON.stringify(rules)}: ${from} > ${to} reaches ${got.join(', ') || 'nobody'}`, () => {
      const result = send(withRules(type, ...rules), from, to);
      expect(receivers(result)).to.deep.equal(got);
      expect(violationsOf(result.extensionEvents)).to.deep.equal(violations);
      if (got.length === 0) expect(result.drops[0]?.reason).to.equal('excluded-by-extension');
    });

  it('cannot clear an exclusion (XSW-FWD-10)', () => {
    const sw = switchWith({
      sriov: true,
      vms,
      extensions: [
        { extension: 'W', type: 'forwarding', behaviour: [{ kind: 'exclude-destination', partition: 'b' }] },
        { extension: 'F', type: 'filtering', behaviour: [{ kind: 'clear-exclusions' }] },
      ],
    });
    const result = send(sw, 'a', 'all');
    expect(receivers(result)).to.deep.equal(['c', 'host', 'outside']);
    expect(violationsOf(result.extensionEvents)).to.deep.equal(['XSW-FWD-10']);
    const alone = send(sw, 'a', 'b');
    expect(
      alone.extensionEvents.some(
        (event) => event.kind === 'frame-seen' && event.extension === 'F' && event.direction === 'egress',
      ),
    ).to.equal(false);
  });

  it('commit, then report, and the excluded port counts it (XSW-FWD-12, XSW-STAT-05)', () => {
    const sw = withRules('filtering', { kind: 'exclude-destination', partition: 'b' });
    const { extensionEvents, switch: next } = send(sw, 'a', 'all');
    const kinds = extensionEvents.map(({ kind }) => kind).filter((kind) => kind !== 'frame-seen');
    expect(kinds).to.deep.equal(['commit', 'filtered']);
    expect(next.statistics.get(portNamed(sw, 'b'))).to.include({ filtered: 1, framesIn: 0 });
  });

  it('are not needed for the source port’s count of a drop by the forwarding extension (XSW-FWD-03)', () => {
    const sw = withRules('forwarding');
    const { switch: next } = send(sw, 'outside', 'x', { source: 'outside' });
    expect(next.statistics.get(portNamed(sw, 'outside'))).to.include({ filtered: 1, dropped: 0 });
  });

  it('do not name adapters that are not connected (XSW-FWD-04)', () => {
    const rule = { kind: 'add-destination', partition: 'd', on: 'ingress' } as const;
    const sw = must(withVm(withRules('forwarding', rule), { name: 'd', isBound: false }));
    expect(violationsOf(send(sw, 'a', 'b').extensionEvents)).to.deep.equal(['XSW-FWD-04']);
  });

  it('keep or strip VLAN and priority for a destination (XSW-FWD-06, 07)', () => {
    const vlan = { kind: 'access', vlan: 10 } as const;
    for (const kept of [true, false]) {
      const sw = switchWith({
        sriov: true,
        vms: [
          { name: 'a', vlan, policies: [{ kind: 'priority-tag', allowed: true }] },
          { name: 'b', vlan },
        ],
        extensions: [
          {
            extension: 'W',
            type: 'forwarding',
            behaviour: [{ kind: 'preserve', partition: 'b', vlan: kept, priority: kept }],
          },
        ],
      });
      const [copy] = send(sw, 'a', 'b', { tag: { vlan: 0, priority: 5 } }).deliveries;
      expect(copy?.frame.tag).to.deep.equal(kept ? { vlan: 10, priority: 5 } : undefined);
      expect(copy?.outOfBand).to.deep.equal({});
    }
  });

  it('see nothing of a frame that an access control entry denies above them (XSW-PATH-04, XSW-POLICY-02)', () => {
    const sw = withPolicies(withRules('forwarding'), 'a', {
      kind: 'acl',
      rules: [{ action: 'deny', direction: 'out' }],
    });
    const { extensionEvents, drops } = send(sw, 'a', 'b');
    expect(extensionEvents).to.deep.equal([]);
    expect(drops[0]?.reason).to.equal('policy-denied');
  });
});

describe('NDIS_STATUS_SWITCH_PORT_REMOVE_VF', () => {
  const assigned = (type: ExtensionType, ...rules: readonly ExtensionRule[]): ExtensibleSwitch => {
    const sw = withRules(type, ...rules);
    return must(setVfAssigned(must(setVfAssigned(sw, portNamed(sw, 'a'), true)), portNamed(sw, 'b'), true));
  };
  const removal = { kind: 'remove-vf', partition: 'a' } as const;
  const cases = [
    { type: 'forwarding', call: removal, rule: undefined },
    { type: 'filtering', call: removal, rule: 'XSW-IOV-17' },
    { type: 'capture', call: removal, rule: 'XSW-IOV-17' },
    { type: 'forwarding', call: { ...removal, malformed: 'destination' }, rule: 'XSW-IOV-18' },
    { type: 'forwarding', call: { ...removal, malformed: 'source' }, rule: 'XSW-IOV-18' },
    { type: 'forwarding', call: { ...removal, malformed: 'inner-buffer' }, rule: 'XSW-IOV-18' },
    { type: 'forwarding', call: { ...removal, withoutReference: true }, rule: 'XSW-IOV-19' },
  ] as const;
  for (const { type, call, rule } of cases)
    it(`${type} ${JSON.stringify(call)}: ${rule ?? 'asks the stack for one VF'}`, () => {
      const sw = assigned(type);
      const { outcome, events, switch: next } = callExtension(sw, 'E', call);
      expect(verdict(outcome)).to.equal(rule === undefined ? 'ok' : `refused ${rule}`);
      const removed = events.filter(({ kind }) => kind === 'remove-vf');
      expect(removed).to.have.length(rule === undefined ? 1 : 0);
      if (rule === undefined) expect(removed[0]).to.include({ partition: 'a', portId: portNamed(sw, 'a') });
      expect(next).to.equal(sw);
    });

  it('is not sent after NIC_DISCONNECT (XSW-IOV-19)', () => {
    const sw = withRules('forwarding');
    const off = must(
      applyRequest(sw, { oid: 'OID_SWITCH_NIC_DISCONNECT', portId: portNamed(sw, 'a'), nicIndex: 0 }),
    );
    expect(verdict(callExtension(off, 'E', removal).outcome)).to.equal('refused XSW-REF-02');
  });

  it('is asked for every VF when an extension that needs it is enabled (XSW-IOV-35)', () => {
    const sw = must(enableExtension(assigned('forwarding', { kind: 'revoke-vfs-when-enabled' }), 'E', false));
    const { events } = enableExtension(sw, 'E', true);
    expect(events.flatMap((event) => (event.kind === 'remove-vf' ? [event.partition] : []))).to.deep.equal([
      'a',
      'b',
    ]);
    expect(nicAt(sw, portNamed(sw, 'a'))?.vfAssigned).to.equal(true);
  });
});
