import { expect } from 'chai';
import { nicAt, type ExtensibleSwitch } from './extensible-switch';
import {
  mac,
  must,
  oidsOf,
  portNamed,
  switchWith,
  verdict,
  withPolicies,
  withVm,
} from './extensible-switch.fixture';
import { guestSetsMac } from './guest-mac';
import { removePort } from './removal';
import {
  keepRunTimeData,
  MAX_SAVE_DATA_SIZE,
  restoreAdapter,
  saveAdapter,
  type SavedAdapter,
} from './save-adapter';

const extensions = [
  { extension: 'E', type: 'filtering' },
  { extension: 'F', type: 'forwarding' },
] as const;
const source = (): ExtensibleSwitch =>
  switchWith({ sriov: true, vms: [{ name: 'a' }, { name: 'b' }], extensions });

function saved(sw: ExtensibleSwitch): SavedAdapter {
  const result = saveAdapter(sw, portNamed(sw, 'a'));
  if (result.saved === undefined) throw new Error('not saved');
  return result.saved;
}

describe('saving an adapter', () => {
  it('takes one round and its completion when nobody has data (XSW-SAVE-04, 05)', () => {
    const sw = source();
    const result = saveAdapter(sw, portNamed(sw, 'a'));
    expect(oidsOf(result)).to.deep.equal(['NIC_SAVE', 'NIC_SAVE_COMPLETE']);
    expect(result.switch).to.equal(sw);
  });

  it('takes a round for every piece of data and one more (XSW-SAVE-02, 09)', () => {
    let sw = source();
    sw = keepRunTimeData(sw, 'E', portNamed(sw, 'a'), new Uint8Array(MAX_SAVE_DATA_SIZE + 1));
    sw = keepRunTimeData(sw, 'F', portNamed(sw, 'a'), Uint8Array.of(7));
    const { events } = saveAdapter(sw, portNamed(sw, 'a'));
    const rounds = events.flatMap((event) =>
      event.kind === 'oid' ? [[event.details['SaveDataSize'], event.seenBy.length]] : [],
    );
    expect(rounds).to.deep.equal([
      [MAX_SAVE_DATA_SIZE, 1],
      [1, 1],
      [1, 2],
      [undefined, 2],
      [undefined, 2],
    ]);
  });

  it('is for connected VM adapters (XSW-SAVE-01)', () => {
    const sw = source();
    for (const name of ['outside', 'host'])
      expect(verdict(saveAdapter(sw, portNamed(sw, name)).outcome)).to.equal('refused XSW-SAVE-01');
    const unbound = switchWith({ vms: [{ name: 'a', isBound: false }] });
    expect(verdict(saveAdapter(unbound, portNamed(unbound, 'a')).outcome)).to.equal('refused XSW-SAVE-01');
  });
});

describe('restoring an adapter', () => {
  it('gives the data to the extension it came from, on the new port (XSW-SAVE-10, 11, 14)', () => {
    const before = keepRunTimeData(source(), 'E', 3, Uint8Array.of(1, 2, 3));
    const adapter = saved(before);
    const gone = must(removePort(before, portNamed(before, 'a')));
    expect(gone.settings.runTimeData).to.deep.equal({ E: {} });
    const back = must(withVm(gone, { name: 'a' }));
    const portId = portNamed(back, 'a');
    const result = restoreAdapter(back, portId, adapter);
    expect(oidsOf(result)).to.deep.equal(['NIC_RESTORE', 'NIC_RESTORE_COMPLETE']);
    expect(result.switch.settings.runTimeData).to.deep.equal({ E: { [portId]: Uint8Array.of(1, 2, 3) } });
    expect(portId).not.to.equal(3);
  });

  it('succeeds without the extension that owns the data (XSW-SAVE-12)', () => {
    const adapter = saved(keepRunTimeData(source(), 'E', 3, Uint8Array.of(1)));
    const elsewhere = switchWith({ sriov: true, vms: [{ name: 'a' }] });
    const result = restoreAdapter(elsewhere, portNamed(elsewhere, 'a'), adapter);
    expect(verdict(result.outcome)).to.equal('ok');
    expect(result.events[0]).to.deep.include({
      oid: 'OID_SWITCH_NIC_RESTORE',
      status: 'NDIS_STATUS_SUCCESS',
    });
    expect(result.switch.settings.runTimeData).to.deep.equal({});
  });

  it('brings back the address that the guest had set (XSW-SAVE-15)', () => {
    const spoofing = [{ kind: 'mac-spoofing', allowed: true }] as const;
    const before = withPolicies(source(), 'a', ...spoofing);
    const adapter = saved(must(guestSetsMac(before, portNamed(before, 'a'), mac('x'))));
    const back = switchWith({ vms: [{ name: 'a', policies: spoofing }] });
    const restored = restoreAdapter(back, portNamed(back, 'a'), adapter).switch;
    expect(nicAt(restored, portNamed(restored, 'a'))?.currentMac).to.equal(mac('x'));
  });
});
