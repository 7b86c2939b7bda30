import { expect } from 'chai';
import { OID_NAMES } from '../../../terms/oid';
import { bytesNeeded } from './bytes-needed';
import { sizeOf } from './layout';
import { parseMembers } from './parse-members';
import { RECEIVE_FILTER_FIELD_PARAMETERS, RECEIVE_FILTER_PARAMETERS } from './receive-filter';
import { defaultMembers, formOf, REQUEST_FORMS, structureOf } from './requests';
import { SRIOV_RESET_VF_PARAMETERS, SRIOV_SET_VF_POWER_STATE_PARAMETERS } from './sriov';
import { NIC_SWITCH_VF_PARAMETERS } from './vf';

describe('structures of OID requests', () => {
  it('have the sizes that the C layout gives', () => {
    expect(sizeOf(NIC_SWITCH_VF_PARAMETERS)).to.equal(1632);
    expect(sizeOf(RECEIVE_FILTER_FIELD_PARAMETERS)).to.equal(56);
    expect(sizeOf(SRIOV_RESET_VF_PARAMETERS)).to.equal(6);
    expect(sizeOf(SRIOV_SET_VF_POWER_STATE_PARAMETERS)).to.equal(16);
  });

  it('are described for every NIC switch, receive filter and SR-IOV OID', () => {
    const missing = OID_NAMES.filter((oid) => !/_GEN_|_802_3_/.test(oid) && REQUEST_FORMS[oid] === undefined);
    expect(missing).to.deep.equal([]);
  });

  it('give each OID only the ways that the documentation names', () => {
    expect(formOf('OID_NIC_SWITCH_FREE_VF')?.structure.name).to.equal('NDIS_NIC_SWITCH_FREE_VF_PARAMETERS');
    expect(formOf('OID_NIC_SWITCH_FREE_VF', 'method')).to.equal(undefined);
    expect(formOf('OID_NIC_SWITCH_PARAMETERS')?.answeredBy).to.equal('ndis');
    expect(formOf('OID_NIC_SWITCH_PARAMETERS', 'set')?.answeredBy).to.equal('pf-miniport');
  });

  it('parse with their defaults, once the members without one are added', () => {
    for (const oid of OID_NAMES) {
      const structure = structureOf(oid);
      if (structure === undefined) continue;
      const missing = structure.members
        .filter((each) => each.direction !== 'out' && each.optional !== true && each.since === undefined)
        .filter((each) => each.default === undefined);
      const parsed = parseMembers(structure, defaultMembers(oid));
      expect(parsed.ok, `${oid} lacks ${missing.map((each) => each.name).join()}`).to.equal(
        missing.length === 0,
      );
    }
  });

  const POWER = { VFId: 0, PowerState: 'NdisDeviceStateD3' };
  for (const [what, members] of [
    ['a missing member', { VFId: 0 }],
    ['an unknown member', { ...POWER, Wake: true }],
    ['a number for a boolean', { ...POWER, WakeEnable: 1 }],
    ['a VFId above a USHORT', { ...POWER, VFId: 0x10000 }],
    ['a fraction', { ...POWER, VFId: 0.5 }],
    ['a name outside the enumeration', { ...POWER, PowerState: 'D3' }],
    ['a number outside the enumeration', { ...POWER, PowerState: 6 }],
    ['another header type', { ...POWER, Type: 0x81 }],
    ['an unknown revision', { ...POWER, Revision: 2 }],
    ['a wrong header size', { ...POWER, Size: 17 }],
  ] as const)
    it(`refuse ${what} with NDIS_STATUS_INVALID_PARAMETER`, () => {
      const parsed = parseMembers(SRIOV_SET_VF_POWER_STATE_PARAMETERS, members);
      expect(parsed.ok ? 'parsed' : parsed.error.status).to.equal('NDIS_STATUS_INVALID_PARAMETER');
    });

  it('take an enumeration by name or number, and a right header', () => {
    const parsed = parseMembers(SRIOV_SET_VF_POWER_STATE_PARAMETERS, {
      ...{ Type: 0x80, Revision: 1, Size: 16 },
      ...{ VFId: 3, PowerState: 4, WakeEnable: true },
    });
    expect(parsed).to.deep.equal({
      ok: true,
      value: { VFId: 3, PowerState: 'NdisDeviceStateD3', WakeEnable: true },
    });
  });

  it('count what stands behind them', () => {
    const read = structureOf('OID_SRIOV_READ_VF_CONFIG_BLOCK')!;
    expect(bytesNeeded(read, { Length: 64 })).to.equal(sizeOf(read) + 64);
    expect(bytesNeeded(read, { Length: 64, BufferOffset: 100 })).to.equal(164);
    const field = { HeaderField: 'NdisMacHeaderFieldVlanId', FieldValue: 5 };
    expect(bytesNeeded(RECEIVE_FILTER_PARAMETERS, { FieldParameters: [field, field] })).to.equal(
      sizeOf(RECEIVE_FILTER_PARAMETERS) + 112,
    );
  });
});
