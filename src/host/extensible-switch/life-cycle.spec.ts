import { expect } from 'chai';
import { applyRequest } from './apply-request';
import { attachAdapter } from './attach-adapter';
import { createSwitch, nicAt, type ExtensibleSwitch } from './extensible-switch';
import {
  mac,
  must,
  oidsOf,
  portNamed,
  request,
  switchWith,
  verdict,
  withVm,
} from './extensible-switch.fixture';
import { dereferenceNic, dereferencePort, referenceNic, referencePort } from './references';
import { removePort } from './removal';
import { forward } from './forward';
import { testFrame } from '../../wire/test-frame';
import type { SwitchRequest } from './switch-request';

const P = 1;
const STEPS: Readonly<Record<string, SwitchRequest>> = {
  'port create': {
    oid: 'OID_SWITCH_PORT_CREATE',
    port: { type: 'synthetic', owner: { kind: 'partition', partition: 'a' } },
  },
  'port updated': { oid: 'OID_SWITCH_PORT_UPDATED', portId: P, friendlyName: 'new' },
  teardown: { oid: 'OID_SWITCH_PORT_TEARDOWN', portId: P },
  'port delete': { oid: 'OID_SWITCH_PORT_DELETE', portId: P },
  'nic create': {
    oid: 'OID_SWITCH_NIC_CREATE',
    nic: { portId: P, nicIndex: 0, type: 'synthetic', name: 'n', permanentMac: mac('a') },
  },
  connect: { oid: 'OID_SWITCH_NIC_CONNECT', portId: P, nicIndex: 0 },
  updated: { oid: 'OID_SWITCH_NIC_UPDATED', portId: P, nicIndex: 0, change: { mtu: 9000 } },
  disconnect: { oid: 'OID_SWITCH_NIC_DISCONNECT', portId: P, nicIndex: 0 },
  'nic delete': { oid: 'OID_SWITCH_NIC_DELETE', portId: P, nicIndex: 0 },
};
const step = (name: string): SwitchRequest => {
  const found = STEPS[name];
  if (found === undefined) throw new Error(name);
  return found;
};

const EMPTY = createSwitch({ name: 'S', type: 'private' });
const after = (...names: readonly string[]): ExtensibleSwitch =>
  names.reduce((sw, name) => must(applyRequest(sw, step(name))), EMPTY);

/** The seven states of the catalogue, each with the way there. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  'not created': [],
  created: ['port create'],
  'nic created': ['port create', 'nic create'],
  connected: ['port create', 'nic create', 'connect'],
  disconnected: ['port create', 'nic create', 'connect', 'disconnect'],
  'nic deleted': ['port create', 'nic create', 'connect', 'disconnect', 'nic delete'],
  'tearing down': ['port create', 'teardown'],
};

/** What is legal in each state; everything else is refused and changes nothing. */
const LEGAL: Readonly<Record<string, readonly string[]>> = {
  'not created': ['port create'],
  created: ['port create', 'port updated', 'teardown', 'nic create'],
  'nic created': ['port create', 'port updated', 'connect', 'nic delete'],
  connected: ['port create', 'port updated', 'updated', 'disconnect'],
  disconnected: ['port create', 'port updated', 'nic delete'],
  'nic deleted': ['port create', 'port updated', 'nic create', 'teardown'],
  'tearing down': ['port create', 'port delete'],
};

describe('ports and adapters of an extensible switch', () => {
  for (const [state, way] of Object.entries(STATES))
    for (const name of Object.keys(STEPS)) {
      const legal = LEGAL[state]?.includes(name) === true;
      it(`${name} in state ${state} is ${legal ? 'carried out' : 'refused and changes nothing'}`, () => {
        const sw = after(...way);
        const { outcome, switch: next, events } = applyRequest(sw, step(name));
        expect(outcome.kind).to.equal(legal ? 'success' : 'refused');
        if (legal) expect(next).not.to.equal(sw);
        else {
          expect(next).to.equal(sw);
          expect(events).to.deep.equal([]);
        }
      });
    }

  it('gives every port an identifier of its own and never uses one again (XSW-PORT-03)', () => {
    const sw = after('port create', 'teardown', 'port delete');
    const again = must(applyRequest(sw, step('port create')));
    expect(Array.from(again.ports.keys())).to.deep.equal([2]);
    for (const portId of [0, 1])
      expect(
        verdict(
          applyRequest(again, {
            oid: 'OID_SWITCH_PORT_CREATE',
            port: { portId, type: 'synthetic', owner: { kind: 'partition', partition: 'b' } },
          }).outcome,
        ),
      ).to.equal('refused XSW-PORT-03');
  });

  it('takes only an adapter of the type of the port (XSW-PORT-25)', () => {
    const wrong = applyRequest(after('port create'), {
      oid: 'OID_SWITCH_NIC_CREATE',
      nic: { portId: P, nicIndex: 0, type: 'emulated', name: 'n' },
    });
    expect(verdict(wrong.outcome)).to.equal('refused XSW-PORT-25');
  });

  it('keeps adapters off a validation port (XSW-PORT-31)', () => {
    const port = {
      type: 'synthetic',
      owner: { kind: 'partition', partition: 'a' },
      isValidation: true,
    } as const;
    const result = request(EMPTY, { oid: 'OID_SWITCH_PORT_CREATE', port }, step('nic create'));
    expect(verdict(result.outcome)).to.equal('refused XSW-PORT-31');
  });

  it('refuses every one of these requests from an extension (XSW-PORT-22, XSW-NIC-27)', () => {
    for (const each of Object.values(STEPS)) {
      const sw = after('port create');
      const { outcome, switch: next } = applyRequest(sw, each, { kind: 'extension', extension: 'E' });
      expect(outcome.kind, each.oid).to.equal('refused');
      expect(next).to.equal(sw);
    }
  });

  for (const [type, owner, switches] of [
    ['external', 'XSW-SWITCH-02', 'internal'],
    ['external', 'XSW-SWITCH-03', 'private'],
    ['internal', 'XSW-SWITCH-03', 'private'],
    ['external', 'XSW-SWITCH-04', 'external'],
    ['internal', 'XSW-SWITCH-05', 'internal'],
  ] as const)
    it(`refuses an ${type} adapter too many on an ${switches} switch (${owner})`, () => {
      const result = attachAdapter(switchWith({ type: switches }), {
        owner: type === 'external' ? { kind: 'external' } : { kind: 'management-os' },
        type,
        name: 'one too many',
      });
      expect(verdict(result.outcome)).to.equal(`refused ${owner}`);
    });
});

describe('the external adapter', () => {
  const external = (): ExtensibleSwitch => switchWith({ vms: [{ name: 'a' }] });

  it('comes up index by index and goes down the other way (XSW-NIC-35, 36)', () => {
    const spec = {
      owner: { kind: 'external' },
      type: 'external',
      name: 'team',
      physicalAdapters: ['N1', 'N2'],
    } as const;
    const up = attachAdapter(createSwitch({ name: 'S', type: 'external' }), spec);
    expect(oidsOf(up)).to.deep.equal([
      'PORT_CREATE',
      'NIC_CREATE',
      'NIC_CREATE 1',
      'NIC_CREATE 2',
      'NIC_CONNECT',
      'NIC_CONNECT 1',
      'NIC_CONNECT 2',
    ]);
    expect(oidsOf(removePort(up.switch, 1))).to.deep.equal([
      'NIC_DISCONNECT 1',
      'NIC_DISCONNECT 2',
      'NIC_DELETE 1',
      'NIC_DELETE 2',
      'NIC_DISCONNECT',
      'NIC_DELETE',
      'PORT_TEARDOWN',
      'PORT_DELETE',
    ]);
  });

  it('carries nothing while no physical adapter is connected', () => {
    const sw = external();
    const frame = testFrame({ source: mac('a'), destination: mac('outside'), token: 't' });
    expect(forward(sw, portNamed(sw, 'a'), frame, { now: 0 }).deliveries).to.have.length(1);
    const bare = must(request(sw, { oid: 'OID_SWITCH_NIC_DISCONNECT', portId: 1, nicIndex: 1 }));
    const { deliveries, drops } = forward(bare, portNamed(bare, 'a'), frame, { now: 0 });
    expect(deliveries).to.deep.equal([]);
    expect(drops).to.deep.equal([
      { reason: 'not-connected', rule: 'XSW-NIC-35', port: portNamed(bare, 'a') },
    ]);
  });

  it('has an index for nobody else (XSW-NIC-31)', () => {
    const sw = external();
    for (const [portId, nicIndex, type] of [
      [portNamed(sw, 'a'), 1, 'synthetic'],
      [1, 33, 'external'],
    ] as const)
      expect(
        verdict(
          applyRequest(sw, { oid: 'OID_SWITCH_NIC_CREATE', nic: { portId, nicIndex, type, name: 'x' } })
            .outcome,
        ),
      ).to.equal('refused XSW-NIC-31');
  });
});

describe('references', () => {
  const portIn = Object.entries(STATES);

  for (const [state, way] of portIn)
    it(`to a port are ${state === 'not created' || state === 'tearing down' ? 'refused' : 'given'} in ${state} (XSW-REF-01)`, () => {
      const given = state !== 'not created' && state !== 'tearing down';
      expect(referencePort(after(...way), P, 'E').outcome.kind).to.equal(given ? 'success' : 'refused');
    });

  for (const [state, way] of portIn)
    it(`to an adapter are ${state === 'connected' ? 'given' : 'refused'} in ${state} (XSW-REF-02)`, () => {
      const { outcome } = referenceNic(after(...way), P, 'E');
      expect(outcome.kind).to.equal(state === 'connected' ? 'success' : 'refused');
    });

  it('to an adapter hold back NIC_DELETE, and the removal goes on when the last is dropped (XSW-REF-04, 13)', () => {
    const held = must(referenceNic(must(referenceNic(after(...(STATES.connected ?? [])), P, 'E')), P, 'F'));
    const removal = removePort(held, P);
    expect(verdict(removal.outcome)).to.equal('pending XSW-REF-04');
    expect(oidsOf(removal)).to.deep.equal(['NIC_DISCONNECT']);
    const one = dereferenceNic(removal.switch, P, 'E');
    expect(oidsOf(one)).to.deep.equal([]);
    const both = dereferenceNic(one.switch, P, 'F');
    expect(oidsOf(both)).to.deep.equal(['NIC_DELETE', 'PORT_TEARDOWN', 'PORT_DELETE']);
    expect(both.switch.ports.count).to.equal(0);
  });

  it('to a port hold back PORT_DELETE alone (XSW-REF-03, 14)', () => {
    const held = must(referencePort(after(...(STATES.connected ?? [])), P, 'E'));
    const removal = removePort(held, P);
    expect(verdict(removal.outcome)).to.equal('pending XSW-REF-03');
    expect(oidsOf(removal)).to.deep.equal(['NIC_DISCONNECT', 'NIC_DELETE', 'PORT_TEARDOWN']);
    expect(oidsOf(dereferencePort(removal.switch, P, 'E'))).to.deep.equal(['PORT_DELETE']);
  });

  it('are dropped once and by their holder (XSW-REF-05)', () => {
    const held = must(referenceNic(after(...(STATES.connected ?? [])), P, 'E'));
    expect(verdict(dereferenceNic(held, P, 'F').outcome)).to.equal('refused XSW-REF-05');
    const dropped = must(dereferenceNic(held, P, 'E'));
    expect(verdict(dereferenceNic(dropped, P, 'E').outcome)).to.equal('refused XSW-REF-05');
    expect(nicAt(dropped, P)?.references).to.deep.equal({});
  });

  it('keep a request out that would delete what is referenced', () => {
    const sw = after('port create', 'nic create', 'connect');
    const nic = must(referenceNic(sw, P, 'E'));
    expect(verdict(request(nic, step('disconnect'), step('nic delete')).outcome)).to.equal(
      'refused XSW-REF-04',
    );
    const port = must(referencePort(after('port create'), P, 'E'));
    expect(verdict(request(port, step('teardown'), step('port delete')).outcome)).to.equal(
      'refused XSW-REF-03',
    );
  });
});

describe('a VM adapter', () => {
  it('comes with three requests and goes with four (XSW-NIC-39, 40)', () => {
    const up = withVm(EMPTY, { name: 'a' });
    expect(oidsOf(up)).to.deep.equal(['PORT_CREATE', 'NIC_CREATE', 'NIC_CONNECT']);
    expect(oidsOf(removePort(up.switch, 1))).to.deep.equal([
      'NIC_DISCONNECT',
      'NIC_DELETE',
      'PORT_TEARDOWN',
      'PORT_DELETE',
    ]);
  });

  it('is not connected before its guest has bound to it (XSW-NIC-11)', () => {
    expect(oidsOf(withVm(EMPTY, { name: 'a', isBound: false }))).to.deep.equal(['PORT_CREATE', 'NIC_CREATE']);
  });
});
