import { expect } from 'chai';
import type { DeviceRequest } from '../../device/device';
import { macAddress } from '../../terms/mac-address';
import type { OidAnswer } from '../../terms/oid';
import { testFrame } from '../../wire/test-frame';
import { asGuest, carry, requestOid } from '../device-loop';
import type { DeviceUpcall } from '../device-upcall';
import type { HostEvent } from '../host-event';
import { namePartition, type HostMachine } from '../host-machine';
import { startPf } from '../ndis/pf-life-cycle';
import { VF, VF_RID, oneVfDevice } from '../one-vf-device.fixture';
import {
  addVfDevice,
  assignFunction,
  forgetVfMiniport,
  releaseFunction,
  removeVfDevice,
  requestEject,
} from '../platform/expose';
import { messageFor } from '../platform/interrupt-remapping';
import { PARENT_PARTITION, partitionNumber } from '../platform/partition-number';
import { memoryOf } from '../platform/system-memory';
import { routingId } from '../../terms/routing-id';
import { NIC, machineWith } from '../scripted-device.fixture';
import { readConfigBlock, writeConfigBlock } from './config-blocks';
import { haltVfMiniport, resetVfMiniport } from './halt';
import {
  ADDRESS_IN_PARENT,
  UNMAPPED_ADDRESS,
  addressIn,
  forgeInterrupt,
  restoreRings,
  strayDma,
} from './hostile';
import { initializeVfMiniport } from './initialize';
import { maskInterrupt } from './messages';
import { SYNTHETIC_NETVSC, bindNetVsc, takesFrom, unbindNetVsc, type NetVsc } from './netvsc';
import { requestFlr, requestPowerState } from './privileged';
import { setPacketFilter } from './receive-mode';
import { postReceiveBuffers } from './rings';
import { sendFrame } from './send';
import type { VfAccess } from './vf-access';
import type { VfMiniport } from './vf-miniport';
import { requestAtVfMiniport } from './vf-oids';

const WEB = partitionNumber(1);
const DB = partitionNumber(2);
const MAC = macAddress('00-15-5D-00-00-01');
const PEER = macAddress('00-15-5D-00-00-02');
const STACK = { kind: 'virtualization-stack' } as const;

const frame = (token: string, size = 100) => testFrame({ source: PEER, destination: MAC, token, size });

class Bench {
  machine: HostMachine;
  netvsc: NetVsc = SYNTHETIC_NETVSC;
  events: HostEvent[] = [];
  upcalls: DeviceUpcall[] = [];

  constructor() {
    const machine = namePartition(machineWith(oneVfDevice()), WEB, 'web');
    this.machine = namePartition(machine, DB, 'db');
    this.run((carrier) => startPf(carrier, NIC, { '*NumVFs': 1 }));
    this.oid('OID_NIC_SWITCH_ALLOCATE_VF', { PermanentMacAddress: MAC, CurrentMacAddress: MAC });
  }

  run<T>(work: Parameters<typeof carry<T>>[1]): T {
    return this.keep(carry(this.machine, work));
  }

  guest<T>(work: (access: VfAccess) => T): T {
    return this.keep(asGuest(this.machine, NIC, VF, work));
  }

  device(request: DeviceRequest): void {
    this.run((carrier) => carrier.device(NIC, request));
  }

  oid(
    oid: Parameters<typeof requestOid>[4]['oid'],
    members: Parameters<typeof requestOid>[4]['members'],
  ): OidAnswer {
    return this.keep(requestOid(this.machine, NIC, STACK, 'ndis', { oid, members }));
  }

  private keep<T>(result: ReturnType<typeof carry<T>>): T {
    this.machine = result.machine;
    this.events.push(...result.events);
    this.upcalls.push(...result.upcalls);
    return result.value;
  }

  /** VPort, exposure, driver, NetVSC. */
  attached(): this {
    this.oid('OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: VF });
    this.run((carrier) => addVfDevice(carrier, NIC, VF, { partition: WEB, serialNumber: 7 }));
    this.guest(initializeVfMiniport);
    this.guest((access) => {
      this.netvsc = bindNetVsc(access, this.netvsc).netvsc;
    });
    this.events = [];
    return this;
  }

  receive(token: string): void {
    this.device({ kind: 'wire-frame', frame: frame(token), token });
  }

  received(): readonly string[] {
    return this.upcalls.flatMap((each) => (each.kind === 'guest-received' ? [each.token] : []));
  }

  dropped(): readonly string[] {
    return this.upcalls.flatMap((each) => (each.kind === 'dropped' ? [`${each.token}: ${each.reason}`] : []));
  }

  miniport(): VfMiniport {
    return this.machine.adapters[NIC]!.miniports.get(VF)!;
  }

  what(): readonly string[] {
    return this.events.map(({ what, details }) => (what === 'oid' ? String(details.oid as string) : what));
  }

  details(what: string): readonly HostEvent['details'][] {
    return this.events.flatMap((each) => (each.what === what ? [each.details] : []));
  }
}

describe('a VF comes to a guest', () => {
  it('is not shown without a VPort (FSM-VF-33)', () => {
    const bench = new Bench();
    const [machine, expose] = [bench.machine, { partition: WEB, serialNumber: 7 }];
    const outcome = bench.run((carrier) => addVfDevice(carrier, NIC, VF, expose));
    expect(outcome).to.include({ kind: 'refused', rule: 'FSM-VF-33' });
    expect(bench.machine).to.equal(machine);
  });

  it('is signalled over VMBus, found by PnP, initialized, bound and switched to, in this order (ORDER-INIT-06 to -09)', () => {
    const bench = new Bench();
    bench.oid('OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: VF });
    bench.events = [];
    bench.run((carrier) => addVfDevice(carrier, NIC, VF, { partition: WEB, serialNumber: 7 }));
    bench.guest(initializeVfMiniport);
    expect(bench.miniport()).to.include({ state: 'paused', vectors: 3 });
    bench.guest((access) => bindNetVsc(access, SYNTHETIC_NETVSC));
    expect(bench.what().filter((what) => !what.startsWith('OID_'))).to.deep.equal([
      'vmbus',
      'iommu-map',
      'pnp-arrival',
      'hypervisor-info',
      'vf-miniport-initialize',
      'netvsc-bind',
      'vf-packet-filter',
      'vf-miniport-restart',
      'vmbus',
    ]);
    expect(bench.details('pnp-arrival')[0]).to.include({
      vendorId: 0x8086,
      deviceId: 0x10ca,
      serialNumber: 7,
    });
  });

  it('is not bound to before it is initialized (VF-ATTACH-09)', () => {
    const bench = new Bench();
    bench.oid('OID_NIC_SWITCH_CREATE_VPORT', { AttachedFunctionId: VF });
    bench.run((carrier) => addVfDevice(carrier, NIC, VF, { partition: WEB, serialNumber: 7 }));
    const { outcome, netvsc } = bench.guest((access) => bindNetVsc(access, SYNTHETIC_NETVSC));
    expect(outcome).to.include({ kind: 'refused' });
    expect(netvsc).to.equal(SYNTHETIC_NETVSC);
  });

  it('shows the identity that the PF driver names, not the hardware’s (CFG-VIRT-01)', () => {
    const bench = new Bench().attached();
    expect(bench.guest((access) => access.readConfig(0, 4))).to.equal(0x10ca8086);
    expect(bench.guest((access) => access.readConfig(1, 2))).to.equal(0xca80);
    expect(bench.what()).to.include('OID_SRIOV_READ_VF_CONFIG_SPACE');
  });
});

describe('the VF data path', () => {
  it('takes received frames out of guest memory and hands the buffers back', () => {
    const bench = new Bench().attached();
    const count = 3 * bench.miniport().receiveRings[0]!.length;
    for (let index = 0; index < count; index++) bench.receive(`t${index}`);
    expect(bench.received()).to.deep.equal(Array.from({ length: count }, (_, index) => `t${index}`));
    const first = bench.upcalls.find((each) => each.kind === 'guest-received');
    expect(first).to.deep.include({ partition: WEB, frame: frame('t0') });
  });

  it('sends by slot and doorbell, more frames than the ring has slots', () => {
    const bench = new Bench().attached();
    const tokens = Array.from({ length: 100 }, (_, index) => `t${index}`);
    bench.guest((access) => {
      for (const token of tokens) sendFrame(access, token, frame(token));
    });
    expect(bench.upcalls.flatMap((each) => (each.kind === 'wire-frame' ? [each.token] : []))).to.deep.equal(
      tokens,
    );
    expect(bench.dropped()).to.deep.equal([]);
  });

  it('interrupts its own guest, again and again (ISO-VF-04)', () => {
    const bench = new Bench().attached();
    bench.receive('a');
    bench.receive('b');
    expect(bench.events.filter(({ what }) => what === 'interrupt').map(({ where }) => where)).to.deep.equal([
      'web',
      'web',
    ]);
    expect(bench.miniport().interrupts).to.equal(2);
  });

  it('receives without interrupts where the vectors are masked', () => {
    const bench = new Bench().attached();
    bench.guest((access) => {
      for (const vector of [0, 1, 2]) maskInterrupt(access, vector, true);
    });
    bench.receive('a');
    expect(bench.details('interrupt')).to.deep.equal([]);
    expect(bench.received()).to.deep.equal(['a']);
  });

  it('runs dry when buffers are not handed back', () => {
    const bench = new Bench().attached();
    bench.guest((access) => postReceiveBuffers(access, 2));
    for (const token of ['a', 'b', 'c']) bench.receive(token);
    expect([bench.received(), bench.dropped()]).to.deep.equal([['a', 'b'], ['c: no-receive-buffer']]);
  });

  it('says why a frame was not sent, and never sends it late', () => {
    const bench = new Bench().attached();
    const send = (token: string): void => bench.guest((access) => sendFrame(access, token, frame(token)));
    bench.oid('OID_SRIOV_SET_VF_POWER_STATE', { VFId: VF, PowerState: 'NdisDeviceStateD3' });
    send('asleep');
    bench.oid('OID_SRIOV_SET_VF_POWER_STATE', { VFId: VF, PowerState: 'NdisDeviceStateD0' });
    bench.guest((access) => access.writeConfig(4, 2, 0));
    send('no master');
    bench.guest((access) => access.writeConfig(4, 2, 4));
    send('awake');
    expect(bench.dropped()).to.deep.equal(['asleep: not-powered', 'no master: bus-master-disabled']);
    expect(bench.upcalls.flatMap((each) => (each.kind === 'wire-frame' ? [each.token] : []))).to.deep.equal([
      'awake',
    ]);
  });
});

describe('a VF miniport and its PF', () => {
  it('moves blocks unchanged, with the VF filled in by the host (BLOCK-MODEL-01, -05)', () => {
    const bench = new Bench().attached();
    const bytes = Uint8Array.from({ length: 128 }, (_, index) => index);
    expect(bench.guest((access) => writeConfigBlock(access, 5, bytes))).to.deep.equal({ kind: 'done' });
    expect(bench.guest((access) => readConfigBlock(access, 5, 128))).to.deep.equal({ kind: 'done', bytes });
    const [write] = bench.details('oid');
    expect(write).to.deep.include({ oid: 'OID_SRIOV_WRITE_VF_CONFIG_BLOCK', issuer: 'virtualization stack' });
    expect(write?.members).to.include({ VFId: 0, BlockId: 5, Length: 128 });
  });

  for (const length of [0, 129])
    it(`refuses ${length} bytes before the PF sees them (BLOCK-MODEL-09)`, () => {
      const bench = new Bench().attached();
      expect(bench.guest((access) => readConfigBlock(access, 5, length))).to.include({
        status: 'NDIS_STATUS_FAILURE',
      });
      expect(bench.guest((access) => writeConfigBlock(access, 5, new Uint8Array(length)))).to.include({
        status: 'NDIS_STATUS_FAILURE',
      });
      expect(bench.details('oid')).to.deep.equal([]);
    });

  it('hears of changed blocks once, ORed while it cannot listen (BLOCK-INVAL-05 to -08, -16)', () => {
    const bench = new Bench().attached();
    const invalidate = (mask: bigint): void => bench.device({ kind: 'invalidate-blocks', vf: VF, mask });
    invalidate(0x5n);
    bench.guest((access) => access.holdNotices(true));
    invalidate(0x1n);
    invalidate(0x8n);
    expect(bench.miniport().notices).to.deep.equal([0x5n]);
    bench.guest((access) => access.holdNotices(false));
    invalidate(0x4n);
    expect(bench.miniport().notices).to.deep.equal([0x5n, 0x9n, 0x4n]);
    expect(bench.details('ioctl-complete')).to.have.length(3);
  });

  it('never passes a notice on to the next owner (BLOCK-INVAL-17)', () => {
    const bench = new Bench().attached();
    bench.guest((access) => access.holdNotices(true));
    bench.device({ kind: 'invalidate-blocks', vf: VF, mask: 1n });
    bench.oid('OID_SRIOV_RESET_VF', { VFId: VF });
    bench.guest((access) => access.holdNotices(false));
    expect(bench.miniport().notices).to.deep.equal([]);
  });

  it('turns resets and power changes into requests of the management OS (ISO-PRIV-01)', () => {
    const bench = new Bench().attached();
    bench.guest(requestFlr);
    bench.guest((access) => access.writeConfig(0xa8, 2, 0x8000));
    bench.guest((access) => requestPowerState(access, 'D3'));
    expect(bench.what().filter((what) => what.startsWith('OID_'))).to.deep.equal([
      'OID_SRIOV_RESET_VF',
      'OID_SRIOV_RESET_VF',
      'OID_SRIOV_SET_VF_POWER_STATE',
    ]);
  });

  it('sets itself up again after a reset by somebody else', () => {
    const bench = new Bench().attached();
    bench.guest(requestFlr);
    bench.receive('lost');
    bench.guest(resetVfMiniport);
    bench.receive('heard');
    expect(bench.received()).to.deep.equal(['heard']);
  });

  it('knows no request about the switch, and cannot change its address (ARCH-COMP-16, VFM-INIT-08)', () => {
    const bench = new Bench().attached();
    const status = (request: Parameters<typeof requestAtVfMiniport>[1]): string =>
      bench.guest((access) => {
        const answer = requestAtVfMiniport(access, request);
        return answer.kind === 'success' ? 'NDIS_STATUS_SUCCESS' : answer.status;
      });
    expect([
      status({ oid: 'OID_NIC_SWITCH_CREATE_VPORT', members: {} }),
      status({ oid: 'OID_NIC_SWITCH_HARDWARE_CAPABILITIES', members: {} }),
      status({ oid: 'OID_802_3_CURRENT_ADDRESS', method: 'set', members: { Address: PEER } }),
    ]).to.deep.equal(new Array(3).fill('NDIS_STATUS_NOT_SUPPORTED'));
    const address = bench.guest((access) =>
      requestAtVfMiniport(access, { oid: 'OID_802_3_PERMANENT_ADDRESS', members: {} }),
    );
    expect(address).to.deep.equal({ kind: 'success', members: { Address: MAC } });
  });

  it('lists the invalidation request and reports what it is (BLOCK-MODEL-06, VFM-INIT-04)', () => {
    const bench = new Bench().attached();
    const list = bench.guest((access) =>
      requestAtVfMiniport(access, { oid: 'OID_GEN_SUPPORTED_LIST', members: {} }),
    );
    const oids =
      list.kind === 'success' ? (list.members.SupportedOids as { oid: string }[]).map(({ oid }) => oid) : [];
    expect(oids)
      .to.include('OID_SRIOV_VF_INVALIDATE_CONFIG_BLOCK')
      .and.not.include('OID_NIC_SWITCH_CREATE_SWITCH');
    expect(
      bench.guest((access) =>
        requestAtVfMiniport(access, { oid: 'OID_SRIOV_CURRENT_CAPABILITIES', members: {} }),
      ),
    ).to.deep.equal({ kind: 'success', members: { SriovCapabilities: 5 } });
  });

  it('is told its serial number by the bus (IDENT-SERIAL-01, -04)', () => {
    const bench = new Bench().attached();
    const ask = { oid: 'OID_SRIOV_VF_SERIAL_NUMBER', members: {} } as const;
    expect(bench.guest((access) => requestAtVfMiniport(access, ask))).to.deep.equal({
      kind: 'success',
      members: { SerialNumber: 7 },
    });
    expect(bench.details('vf-oid')[0]).to.include({ miniportCalled: false });
  });

  it('may not be promiscuous (ruling 10)', () => {
    const bench = new Bench().attached();
    const wanted = { broadcast: true, allMulticast: false, promiscuous: true };
    expect(bench.guest((access) => setPacketFilter(access, wanted))).to.include({ kind: 'refused' });
  });
});

describe('a hostile guest', () => {
  const targets: readonly (readonly [string, number])[] = [
    ["another partition's memory", addressIn(DB)],
    ["the management OS's memory", ADDRESS_IN_PARENT],
    ['nowhere', UNMAPPED_ADDRESS],
  ];
  for (const [what, address] of targets) {
    it(`reads nothing from ${what} (PCIE-IOMMU-02)`, () => {
      const bench = new Bench().attached();
      bench.guest((access) => strayDma(access, 'from-memory', address));
      expect(bench.details('iommu-fault')).to.have.length(1);
      expect(bench.details('iommu-fault')[0]).to.include({ access: 'dma-read', partition: 'web' });
      expect(bench.upcalls.filter((each) => each.kind === 'wire-frame')).to.deep.equal([]);
    });

    it(`writes nothing to ${what} (PCIE-IOMMU-02)`, () => {
      const bench = new Bench().attached();
      const others = [PARENT_PARTITION, DB].map((partition) => memoryOf(bench.machine.memory, partition));
      bench.guest((access) => strayDma(access, 'to-memory', address));
      bench.receive('astray');
      expect(bench.details('iommu-fault')[0]).to.include({ access: 'dma-write', reason: 'outside-map' });
      expect(
        [PARENT_PARTITION, DB].map((partition) => memoryOf(bench.machine.memory, partition)),
      ).to.deep.equal(others);
      expect(bench.dropped()).to.deep.equal(['astray: iommu-fault']);
    });
  }

  it('goes on with its own rings afterwards', () => {
    const bench = new Bench().attached();
    bench.guest((access) => strayDma(access, 'to-memory', addressIn(DB)));
    bench.guest((access) => strayDma(access, 'from-memory', addressIn(DB)));
    bench.guest(restoreRings);
    bench.receive('again');
    bench.guest((access) => sendFrame(access, 'out', frame('out')));
    expect(bench.received()).to.deep.equal(['again']);
    expect(bench.upcalls.some((each) => each.kind === 'wire-frame' && each.token === 'out')).to.equal(true);
  });

  it('delivers no forged interrupt (PCIE-IOMMU-04)', () => {
    const bench = new Bench().attached();
    bench.guest((access) => forgeInterrupt(access, messageFor(routingId(0x112), 0)));
    expect(bench.details('interrupt')).to.deep.equal([]);
    expect(bench.details('interrupt-fault')).to.have.length(1);
  });

  it('finds nothing behind its slices', () => {
    const bench = new Bench().attached();
    expect(bench.guest((access) => access.readBar(0, 0x4000))).to.equal(0xffffffff);
    const { machine } = bench;
    bench.guest((access) => access.writeBar(0, 0x4000, 1));
    expect(bench.machine).to.equal(machine);
  });
});

describe('a VF leaves a guest', () => {
  it('gracefully: asked, path switched, unbound, halted, removed, unmapped (VF-DETACH-01, -02, -05)', () => {
    const bench = new Bench().attached();
    bench.run((carrier) => requestEject(carrier, NIC, VF));
    bench.guest((access) => unbindNetVsc(access, bench.netvsc));
    bench.guest((access) => haltVfMiniport(access, 'graceful'));
    bench.run((carrier) => {
      removeVfDevice(carrier, NIC, VF, 'graceful');
      forgetVfMiniport(carrier, NIC, VF);
      releaseFunction(carrier, NIC, VF);
    });
    expect(bench.what().filter((what) => !what.startsWith('OID_'))).to.deep.equal([
      'vmbus',
      'pnp-query-remove',
      'vmbus',
      'netvsc-unbind',
      'vf-miniport-pause',
      'vf-miniport-halt',
      'vmbus',
      'pnp-removal',
      'iommu-unmap',
    ]);
    bench.receive('late');
    expect(bench.received()).to.deep.equal([]);
  });

  it('by surprise: the driver halts without its device, and no DMA reaches anybody else (VFM-HALT-02)', () => {
    const bench = new Bench().attached();
    bench.run((carrier) => removeVfDevice(carrier, NIC, VF, 'surprise'));
    bench.guest((access) => haltVfMiniport(access, 'surprise'));
    expect(bench.details('vf-miniport-halt')[0]).to.include({ HaltAction: 'NdisHaltDeviceSurpriseRemoved' });
    expect(bench.details('oid')).to.deep.equal([]);
    bench.receive('in between');
    expect(bench.dropped()).to.deep.equal(['in between: receive-disabled']);
  });

  it('takes the other path at once, and each frame by one path only (FSM-PATH-01)', () => {
    const bench = new Bench().attached();
    expect([takesFrom(bench.netvsc, 'VF'), takesFrom(bench.netvsc, 'synthetic')]).to.deep.equal([
      true,
      false,
    ]);
    const netvsc = bench.guest((access) => unbindNetVsc(access, bench.netvsc));
    expect([takesFrom(netvsc, 'VF'), takesFrom(netvsc, 'synthetic')]).to.deep.equal([false, true]);
  });

  it('belongs to one partition at a time (VF-ATTACH-18)', () => {
    const bench = new Bench().attached();
    bench.run((carrier) => assignFunction(carrier, NIC, VF, DB));
    expect(bench.machine.adapters[NIC]!.iommu.maps.get(VF_RID)).to.deep.equal({ partition: DB });
    const again = bench.run((carrier) => addVfDevice(carrier, NIC, VF, { partition: DB, serialNumber: 8 }));
    expect(again).to.include({ kind: 'refused' });
  });
});
