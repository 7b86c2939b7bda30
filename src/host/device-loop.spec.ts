import { expect } from 'chai';
import { createReferenceAdapter } from '../device/reference-adapter';
import { REFERENCE_PROFILE } from '../device/profiles/reference-profile';
import { vfId } from '../terms/function-id';
import { macAddress } from '../terms/mac-address';
import { testFrame } from '../wire/test-frame';
import type { OidAnswer, OidMembers, OidName } from '../terms/oid';
import { asGuest, carry } from './device-loop';
import type { DeviceUpcall } from './device-upcall';
import { haltVfMiniport } from './guest/halt';
import { initializeVfMiniport } from './guest/initialize';
import { readConfigBlock, writeConfigBlock } from './guest/config-blocks';
import { SYNTHETIC_NETVSC, bindNetVsc } from './guest/netvsc';
import { addressIn, forgeInterrupt, restoreRings, strayDma } from './guest/hostile';
import { messageFor } from './platform/interrupt-remapping';
import { requestFlr, requestPowerState } from './guest/privileged';
import { sendFrame } from './guest/send';
import type { VfAccess } from './guest/vf-access';
import type { HostEvent } from './host-event';
import { EMPTY_MACHINE, namePartition, poweredAdapter, withAdapter, type HostMachine } from './host-machine';
import { haltPf, removePf, startPf } from './ndis/pf-life-cycle';
import { addVfDevice, forgetVfMiniport, releaseFunction, removeVfDevice } from './platform/expose';
import { partitionNumber } from './platform/partition-number';
import { memoryOf } from './platform/system-memory';

const NIC = 'NIC';
const STACK = { kind: 'virtualization-stack' } as const;
const MACS = [macAddress('00-15-5D-00-00-01'), macAddress('00-15-5D-00-00-02')] as const;
const [WEB, DB] = [vfId(0), vfId(1)];

/** Two guests, each with a VF of the reference adapter that is up and bound. */
class Bench {
  machine: HostMachine;
  events: HostEvent[] = [];
  upcalls: DeviceUpcall[] = [];

  constructor() {
    const adapter = poweredAdapter(NIC, createReferenceAdapter(REFERENCE_PROFILE));
    this.machine = withAdapter(EMPTY_MACHINE, adapter);
    this.run((carrier) => startPf(carrier, NIC, { '*SRIOV': 1, '*SriovPreferred': 1, '*NumVFs': 4 }));
  }

  run<T>(work: Parameters<typeof carry<T>>[1]): T {
    return this.keep(carry(this.machine, work));
  }

  guest<T>(vf: typeof WEB, work: (access: VfAccess) => T): T {
    return this.keep(asGuest(this.machine, NIC, vf, work));
  }

  oid(oid: OidName, members: OidMembers): OidAnswer {
    const answer = this.run((carrier) => carrier.oid(NIC, STACK, 'ndis', { oid, members }));
    if (answer.kind === 'refused') throw new Error(`${oid}: ${answer.status} ${answer.reason}`);
    return answer;
  }

  private keep<T>(result: ReturnType<typeof carry<T>>): T {
    this.machine = result.machine;
    this.events.push(...result.events);
    this.upcalls.push(...result.upcalls);
    return result.value;
  }

  attach(vf: typeof WEB): this {
    const mac = MACS[vf]!;
    const partition = partitionNumber(vf + 1);
    this.machine = namePartition(this.machine, partition, ['web', 'db'][vf]!);
    this.oid('OID_NIC_SWITCH_ALLOCATE_VF', { PermanentMacAddress: mac, CurrentMacAddress: mac });
    const created = this.oid('OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: vf });
    this.oid('OID_RECEIVE_FILTER_SET_FILTER', {
      VPortId: created.kind === 'success' ? created.members.VPortId : undefined,
      FilterId: 0,
      FieldParameters: [{ HeaderField: 'NdisMacHeaderFieldDestinationAddress', FieldValue: mac, Flags: 1 }],
    });
    expect(
      this.run((carrier) => addVfDevice(carrier, NIC, vf, { partition, serialNumber: vf })),
    ).to.deep.equal({
      kind: 'done',
    });
    expect(this.guest(vf, initializeVfMiniport)).to.deep.equal({ kind: 'done' });
    expect(this.guest(vf, (access) => bindNetVsc(access, SYNTHETIC_NETVSC)).outcome).to.deep.equal({
      kind: 'done',
    });
    return this;
  }

  detach(vf: typeof WEB): void {
    this.guest(vf, (access) => haltVfMiniport(access, 'graceful'));
    this.run((carrier) => {
      removeVfDevice(carrier, NIC, vf, 'graceful');
      forgetVfMiniport(carrier, NIC, vf);
      releaseFunction(carrier, NIC, vf);
    });
  }

  send(from: typeof WEB, destination: (typeof MACS)[number], token: string): void {
    const frame = testFrame({ source: MACS[from]!, destination, token });
    this.guest(from, (access) => sendFrame(access, token, frame));
  }

  /** What became of frames since the last call. */
  ends(): readonly string[] {
    const ends = this.upcalls.flatMap((each) => {
      if (each.kind === 'guest-received') return [`${each.token} -> VF ${each.vf + 1}`];
      if (each.kind === 'wire-frame') return [`${each.token} -> wire`];
      if (each.kind === 'pf-indication') return [`${each.received.token} -> PF`];
      return each.kind === 'dropped' ? [`${each.token}: ${each.reason}`] : [];
    });
    this.upcalls = [];
    return ends;
  }

  what(): readonly string[] {
    return this.events.map(({ what }) => what);
  }
}

const bothAttached = (): Bench => {
  const bench = new Bench().attach(WEB).attach(DB);
  bench.ends();
  bench.events = [];
  return bench;
};

describe('host and reference adapter', () => {
  it('carry a frame from guest to guest through memory, rings and the NIC switch', () => {
    const bench = bothAttached();
    bench.send(WEB, MACS[1], 'hello');
    expect(bench.ends()).to.deep.equal(['hello -> VF 2']);
    expect(bench.events.some(({ what, where }) => what === 'interrupt' && where === 'db')).to.equal(true);
    expect(bench.what()).not.to.include('iommu-fault');
    expect(
      [1, 2].map((each) => memoryOf(bench.machine.memory, partitionNumber(each)).foreignWrites),
    ).to.deep.equal([0, 0]);
  });

  it('carry a long stream in order', () => {
    const bench = bothAttached();
    const tokens = Array.from({ length: 200 }, (_, index) => `s${index}`);
    for (const token of tokens) bench.send(WEB, MACS[1], token);
    expect(bench.ends()).to.deep.equal(tokens.map((token) => `${token} -> VF 2`));
  });

  it('carry frames in from the wire and out to it', () => {
    const bench = bothAttached();
    const station = macAddress('00-0C-29-00-00-99');
    const frame = testFrame({ source: station, destination: MACS[0], token: 'in' });
    bench.run((carrier) => carrier.device(NIC, { kind: 'wire-frame', frame, token: 'in' }));
    bench.send(WEB, station, 'out');
    expect(bench.ends()).to.deep.equal(['in -> VF 1', 'out -> wire']);
  });

  it('stop every stray access of one VF, and the other goes on (PCIE-IOMMU-02, -03)', () => {
    const bench = bothAttached();
    const before = memoryOf(bench.machine.memory, partitionNumber(2));
    bench.guest(WEB, (access) => strayDma(access, 'from-memory', addressIn(partitionNumber(2))));
    bench.guest(WEB, (access) => strayDma(access, 'to-memory', addressIn(partitionNumber(2))));
    bench.send(DB, MACS[0], 'astray');
    expect(bench.what().filter((what) => what === 'iommu-fault')).to.have.length(2);
    expect(memoryOf(bench.machine.memory, partitionNumber(2)).foreignWrites).to.equal(before.foreignWrites);
    expect(bench.ends().filter((end) => end.startsWith('astray'))).to.deep.equal(['astray: iommu-fault']);
    bench.guest(WEB, restoreRings);
    bench.send(DB, MACS[0], 'home');
    expect(bench.ends()).to.deep.equal(['home -> VF 1']);
  });

  it('deliver no interrupt that was forged (PCIE-IOMMU-04)', () => {
    const bench = bothAttached();
    const { routingId } = bench.machine.adapters[NIC]!.vpci.devices.get(DB)!;
    bench.guest(WEB, (access) => forgeInterrupt(access, messageFor(routingId, 0)));
    expect(bench.what()).to.include('interrupt-fault').and.not.include('interrupt');
  });

  it('say why a VF without power sends nothing, and let it send again', () => {
    const bench = bothAttached();
    expect(bench.guest(WEB, (access) => requestPowerState(access, 'D3'))).to.deep.equal({ kind: 'done' });
    bench.send(WEB, MACS[1], 'asleep');
    bench.guest(WEB, (access) => requestPowerState(access, 'D0'));
    bench.send(WEB, MACS[1], 'awake');
    expect(bench.ends()).to.deep.equal(['asleep: not-powered', 'awake -> VF 2']);
  });

  it('reset one VF through the PF, however its guest asks (ISO-PRIV-01, ISO-VF-05)', () => {
    const bench = bothAttached();
    const express = bench.machine.adapters[NIC]!.vpci.devices.get(WEB)!.capabilities.pciExpress;
    expect(express).to.be.greaterThan(0);
    bench.guest(WEB, (access) => access.writeConfig(express + 8, 2, 0x8000));
    bench.guest(WEB, requestFlr);
    const resets = bench.events.filter(({ details }) => details.oid === 'OID_SRIOV_RESET_VF');
    expect(resets.map(({ details }) => details.status)).to.deep.equal([
      'NDIS_STATUS_SUCCESS',
      'NDIS_STATUS_SUCCESS',
    ]);
    bench.send(WEB, MACS[1], 'quiet');
    bench.send(DB, macAddress('00-0C-29-00-00-99'), 'alive');
    expect(bench.ends()).to.have.length(2).and.include('alive -> wire');
  });

  it('move blocks and notices of one VF and of no other (BLOCK-MODEL-02, BLOCK-INVAL-12, -16)', () => {
    const bench = bothAttached();
    bench.guest(WEB, (access) => writeConfigBlock(access, 5, Uint8Array.of(1, 2, 3)));
    const read = bench.guest(DB, (access) => readConfigBlock(access, 5, 3));
    expect(read).to.deep.equal({ kind: 'done', bytes: new Uint8Array(3) });
    for (const mask of [0x3n, 0x4n])
      bench.run((carrier) => carrier.device(NIC, { kind: 'invalidate-blocks', vf: WEB, mask }));
    const notices = [WEB, DB].map((vf) => bench.machine.adapters[NIC]!.miniports.get(vf)!.notices);
    expect(notices).to.deep.equal([[0x3n, 0x4n], []]);
  });

  it('show the guest an identity and keep it from changing where its VF lies (CFG-VIRT-01, CFG-WRITE-05)', () => {
    const bench = bothAttached();
    const { vendorId, vfDeviceId } = REFERENCE_PROFILE;
    expect(bench.guest(WEB, (access) => access.readConfig(0, 4))).to.equal(vfDeviceId * 0x10000 + vendorId);
    bench.guest(WEB, (access) => {
      for (let offset = 0x10; offset <= 0x24; offset += 4) access.writeConfig(offset, 4, 0xffffffff);
    });
    bench.send(DB, MACS[0], 'still there');
    expect(bench.ends()).to.deep.equal(['still there -> VF 1']);
  });

  it('halt the PF in order after the guests have lost their VFs (ORDER-HALT-01 to -06)', () => {
    const bench = bothAttached();
    bench.detach(WEB);
    bench.detach(DB);
    bench.events = [];
    expect(bench.run((carrier) => haltPf(carrier, NIC))).to.deep.equal({ kind: 'done' });
    const lines = bench.events.map(({ what, details }) => (what === 'oid' ? (details.oid as string) : what));
    expect(lines).to.deep.equal([
      'miniport-pause',
      'OID_RECEIVE_FILTER_CLEAR_FILTER',
      'OID_RECEIVE_FILTER_CLEAR_FILTER',
      'OID_NIC_SWITCH_DELETE_VPORT',
      'OID_NIC_SWITCH_DELETE_VPORT',
      'OID_NIC_SWITCH_FREE_VF',
      'OID_NIC_SWITCH_FREE_VF',
      'virtualization',
      'OID_NIC_SWITCH_DELETE_SWITCH',
      'miniport-halt',
    ]);
    const { device, state } = bench.machine.adapters[NIC]!;
    expect(device.view(state).capability).to.include({ vfEnable: false, numVfs: 0 });
  });

  it('answer requests to a removed PF with NOT_ACCEPTED (PF-REMOVE-04)', () => {
    const bench = bothAttached();
    bench.run((carrier) => removePf(carrier, NIC));
    const answer = bench.run((carrier) =>
      carrier.oid(NIC, STACK, 'ndis', { oid: 'OID_SRIOV_RESET_VF', members: { VFId: WEB } }),
    );
    expect(answer).to.include({ kind: 'refused', status: 'NDIS_STATUS_NOT_ACCEPTED' });
  });
});
