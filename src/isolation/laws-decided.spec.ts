import { expect } from 'chai';
import { PF_DOMAIN, vfDomain, WIRE_DOMAIN, type Actor } from '../terms/domain';
import { vfId } from '../terms/function-id';
import type { Action } from './action';
import { EVERY_ACTION, request } from './every-action.fixture';
import { lawsDecided } from './law-of';

const VF: Actor = vfDomain(vfId(0));
const decided = (
  action: Action,
  by: Actor,
  seen: { refused?: boolean; frames?: boolean } = {},
): readonly string[] =>
  lawsDecided(action, by, seen.refused === true, seen.frames === true)
    .map((law) => law.replace('ISO-LAW-', ''))
    .sort();

describe('the laws that an action decides', () => {
  it('are none but that of its actor where it only reads', () => {
    expect(decided(EVERY_ACTION['config-read'], VF)).to.deep.equal(['01']);
    expect(decided(EVERY_ACTION['memory-read'], PF_DOMAIN)).to.deep.equal([]);
    expect(decided(EVERY_ACTION['pass-time'], WIRE_DOMAIN)).to.deep.equal([]);
    expect(decided(EVERY_ACTION['install-adapter'], PF_DOMAIN)).to.deep.equal([]);
    expect(decided(EVERY_ACTION['add-station'], WIRE_DOMAIN)).to.deep.equal([]);
    expect(decided(request('OID_NIC_SWITCH_ENUM_VFS'), PF_DOMAIN)).to.deep.equal([]);
  });

  it('speak of memory and counters where frames move, and of forged ones where a VF sends', () => {
    expect(decided(EVERY_ACTION.send, VF, { frames: true })).to.deep.equal([
      '01',
      '06',
      '07',
      '08',
      '15',
      '17',
    ]);
    expect(decided(EVERY_ACTION.send, WIRE_DOMAIN, { frames: true })).to.deep.equal(['06', '08', '15', '17']);
    expect(decided(EVERY_ACTION['stray-dma'], VF)).to.include('08');
  });

  it('speak of resources where some are handled, or a request is refused', () => {
    const ofVport = (oid: Parameters<typeof request>[0]): readonly string[] =>
      decided(request(oid, { VPortId: 1 }), PF_DOMAIN);
    expect(ofVport('OID_NIC_SWITCH_DELETE_VPORT')).to.deep.equal(['09']);
    expect(ofVport('OID_RECEIVE_FILTER_SET_FILTER')).to.deep.equal(['09']);
    expect(decided(EVERY_ACTION['attach-vf'], PF_DOMAIN)).to.include('09');
    expect(decided(EVERY_ACTION['config-read'], VF, { refused: true })).to.deep.equal(['01', '09', '16']);
  });

  it('speak of interrupts where some are raised, masked, cleared or moderated', () => {
    expect(decided(request('OID_NIC_SWITCH_VPORT_PARAMETERS'), PF_DOMAIN)).to.deep.equal(['09', '17']);
    expect(decided(EVERY_ACTION['register-read'], VF)).to.include('17');
    expect(decided(EVERY_ACTION['reset-vf'], PF_DOMAIN)).to.deep.equal(['02', '09', '17']);
  });

  it('are those of the action and of the frames while streams run', () => {
    expect(decided(EVERY_ACTION['while-streaming'], PF_DOMAIN, { frames: true })).to.deep.equal([
      '02',
      '06',
      '07',
      '08',
      '09',
      '12',
      '15',
      '17',
    ]);
  });
});
