import { invalidParameter } from '../../device/pf-driver/refusal';
import type { DeviceRequest } from '../../device/device';
import type { EventName } from '../../terms/event-name';
import type { VfId } from '../../terms/function-id';
import type { Json } from '../../terms/json';
import type { Issuer, OidAnswer, OidMembers, OidName } from '../../terms/oid';
import type { DropReason } from '../../wire/trace';
import type { DeviceUpcall } from '../device-upcall';
import type { HostCarrier } from '../host-carrier';
import { hostEvent } from '../host-event';
import { adapterOf, changeAdapter, changeMiniport, partitionName, type HostAdapter } from '../host-machine';
import { messageFor, permitMessages, type InterruptMessage } from '../platform/interrupt-remapping';
import { PARTITION_SPAN, readMemory, systemBase, writeMemory } from '../platform/system-memory';
import { busAddress, type VpciDevice } from '../platform/virtual-pci';
import { trapConfigWrite } from '../platform/config-trap';
import { deliverNotices } from './invalidation';
import type { VfAccess } from './vf-access';
import type { VfMiniport } from './vf-miniport';

const ALL_ONES = 0xffffffff;
const STACK: Issuer = { kind: 'virtualization-stack' };

/** A guest's reach, bound to the one VF that it has. The VF's number is filled in here and nowhere else. */
export class GuestAccess implements VfAccess {
  constructor(
    private readonly carrier: HostCarrier,
    readonly adapter: string,
    readonly vf: VfId,
  ) {}

  miniport(): VfMiniport {
    const miniport = this.host().miniports.get(this.vf);
    if (miniport === undefined) throw new Error(`cannot happen: no guest has VFId ${this.vf}`);
    return miniport;
  }

  fetches(): number {
    return this.carrier.fetches;
  }

  expectFetch(): void {
    this.carrier.unnamed = undefined;
  }

  unnamedDrop(): DropReason | undefined {
    return this.carrier.unnamed;
  }

  serialNumber(): number | undefined {
    return this.device()?.serialNumber;
  }

  change(change: (miniport: VfMiniport) => VfMiniport): void {
    this.carrier.machine = changeMiniport(this.carrier.machine, this.adapter, this.vf, change);
  }

  readConfig(offset: number, width: 1 | 2 | 4): number {
    const device = this.device();
    if (device === undefined) return ALL_ONES;
    const answer = this.ask('OID_SRIOV_READ_VF_CONFIG_SPACE', { Offset: offset, Length: width });
    if (answer.kind === 'refused') return ALL_ONES >>> (32 - width * 8);
    const bytes = dataOf(answer).map((byte, index) => identityByte(device, offset + index) ?? byte);
    return bytes.reduceRight((value, byte) => value * 256 + byte, 0);
  }

  writeConfig(offset: number, width: 1 | 2 | 4, value: number): OidAnswer {
    const device = this.device();
    if (device === undefined) return noDevice();
    const trapped = trapConfigWrite(device, offset, width, value);
    if (trapped !== undefined) return this.ask(trapped.oid, trapped.members);
    const Data = Uint8Array.from({ length: width }, (_, index) => Math.floor(value / 256 ** index) & 0xff);
    return this.ask('OID_SRIOV_WRITE_VF_CONFIG_SPACE', { Offset: offset, Length: width, Data });
  }

  readRegister(offset: number): number {
    return this.readBar(this.miniport().registerBar, offset);
  }

  writeRegister(offset: number, value: number): void {
    this.writeBar(this.miniport().registerBar, offset, value);
  }

  readBar(bar: number, offset: number): number {
    const address = this.addressOf(bar, offset);
    if (address === undefined) return ALL_ONES;
    const outcome = this.request({ kind: 'memory-read', address });
    return outcome.kind === 'value' ? outcome.value : ALL_ONES;
  }

  writeBar(bar: number, offset: number, value: number): void {
    const address = this.addressOf(bar, offset);
    if (address !== undefined) this.request({ kind: 'memory-write', address, value: value >>> 0 });
  }

  readMemory(address: number, length: number): Uint8Array {
    if (address + length > PARTITION_SPAN) return new Uint8Array(length).fill(0xff);
    return readMemory(this.carrier.machine.memory, systemBase(this.partition()) + address, length);
  }

  writeMemory(address: number, bytes: Uint8Array): void {
    if (address + bytes.length > PARTITION_SPAN) return;
    const { machine } = this.carrier;
    const at = systemBase(this.partition()) + address;
    this.carrier.machine = {
      ...machine,
      memory: writeMemory(machine.memory, at, bytes, this.partition()),
    };
  }

  readBlock(block: number, length: number): OidAnswer {
    return this.device() === undefined
      ? noDevice()
      : this.ask('OID_SRIOV_READ_VF_CONFIG_BLOCK', { BlockId: block, Length: length });
  }

  writeBlock(block: number, bytes: Uint8Array): OidAnswer {
    if (this.device() === undefined) return noDevice();
    return this.ask('OID_SRIOV_WRITE_VF_CONFIG_BLOCK', {
      BlockId: block,
      Length: bytes.length,
      Data: bytes,
    });
  }

  requestReset(): OidAnswer {
    return this.device() === undefined ? noDevice() : this.ask('OID_SRIOV_RESET_VF', {});
  }

  requestPower(state: 'D0' | 'D3'): OidAnswer {
    if (this.device() === undefined) return noDevice();
    return this.ask('OID_SRIOV_SET_VF_POWER_STATE', {
      PowerState: `NdisDeviceState${state}`,
      WakeEnable: false,
    });
  }

  obtainMessages(count: number): readonly InterruptMessage[] {
    const device = this.device();
    if (device === undefined) return [];
    const messages = Array.from({ length: count }, (_, vector) => messageFor(device.routingId, vector));
    const { vf } = this;
    const partition = this.partition();
    this.carrier.machine = changeAdapter(this.carrier.machine, this.adapter, (adapter) => ({
      ...adapter,
      remapping: permitMessages(adapter.remapping, device.routingId, { vf, partition, messages }),
    }));
    return messages;
  }

  awaitNotices(outstanding: boolean): void {
    this.changeDevice((device) => ({ ...device, requestOutstanding: outstanding }));
    if (outstanding) deliverNotices(this.carrier, this.adapter, this.vf);
  }

  holdNotices(hold: boolean): void {
    this.changeDevice((device) => ({ ...device, noticesHeld: hold }));
    deliverNotices(this.carrier, this.adapter, this.vf);
  }

  whyNotSending(): DropReason {
    if (this.carrier.unnamed !== undefined) return this.carrier.unnamed;
    const { device, state } = this.host();
    const view = device.view(state).vfs.get(this.vf);
    if (view === undefined) return 'function-absent';
    if (view.power !== 'D0') return 'not-powered';
    if (!view.busMasterEnable) return 'bus-master-disabled';
    return 'transmit-disabled';
  }

  log(what: EventName, details: Readonly<Record<string, Json>> = {}): void {
    const where = partitionName(this.carrier.machine, this.partition());
    this.carrier.log(hostEvent(what, where, { adapter: this.adapter, VFId: this.vf, ...details }));
  }

  surface(upcall: DeviceUpcall): void {
    this.carrier.surface(upcall);
  }

  private host(): HostAdapter {
    return adapterOf(this.carrier.machine, this.adapter);
  }

  private device(): VpciDevice | undefined {
    return this.host().vpci.devices.get(this.vf);
  }

  private partition(): VfMiniport['partition'] {
    return this.miniport().partition;
  }

  private request(request: DeviceRequest): ReturnType<HostCarrier['device']> {
    return this.carrier.device(this.adapter, request);
  }

  private ask(oid: OidName, members: OidMembers): OidAnswer {
    return this.carrier.oid(this.adapter, STACK, 'ndis', { oid, members: { VFId: this.vf, ...members } });
  }

  private addressOf(bar: number, offset: number): number | undefined {
    const device = this.device();
    return device === undefined ? undefined : busAddress(device, bar, offset);
  }

  private changeDevice(change: (device: VpciDevice) => VpciDevice): void {
    this.carrier.machine = changeAdapter(this.carrier.machine, this.adapter, (adapter) => ({
      ...adapter,
      vpci: { ...adapter.vpci, devices: adapter.vpci.devices.update(this.vf, change) },
    }));
  }
}

const noDevice = (): OidAnswer => invalidParameter('the guest has no such device any more');

/** What the PF put into the answer of a read. */
export function dataOf(answer: Extract<OidAnswer, { kind: 'success' }>): readonly number[] {
  const { Data } = answer.members;
  return Data instanceof Uint8Array ? [...Data] : [];
}

/** The hardware's own identity reads FFFFh; the guest sees what the PF driver named (CFG-VIRT-01). */
function identityByte(device: VpciDevice, at: number): number | undefined {
  const id = at < 2 ? device.vendorId : at < 4 ? device.deviceId : undefined;
  return id === undefined ? undefined : (id >> ((at % 2) * 8)) & 0xff;
}
