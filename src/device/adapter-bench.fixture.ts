import { expect } from 'chai';
import { vfFunction, vfId, type FunctionId } from '../terms/function-id';
import type { NdisStatus } from '../terms/ndis-status';
import type { OidAnswer, OidMembers, OidName, OidRequest } from '../terms/oid';
import { routingId } from '../terms/routing-id';
import { testFrame, type TestFrame } from '../wire/well-known-frames';
import type { AdapterParts } from './adapter-context';
import type { AdapterState } from './adapter-state';
import type { AdapterProfile } from './adapter-profile';
import type { Device, DeviceEffect, DeviceOutcome, DeviceRequest, Keywords } from './device';
import { emitSlot } from './function/slot';
import * as map from './function/registers';
import { EXTENSIBLE_SWITCH_KEYWORDS } from './pf-driver/keywords';
import { referenceProfile } from './profiles/reference-profile';
import type { ProfileOverrides } from './profiles/profile-overrides';
import { createReferenceAdapter } from './reference-adapter';

export const SRIOV_ON = EXTENSIBLE_SWITCH_KEYWORDS;

/** A reference adapter with its state, for specs: asks, remembers, and says what came out. */
export class Bench {
  readonly device: Device;
  state: AdapterState;
  effects: readonly DeviceEffect[] = [];

  constructor(
    readonly profile: AdapterProfile = profileWith(),
    parts?: AdapterParts,
  ) {
    this.device = createReferenceAdapter(profile, parts);
    this.state = this.device.initial as AdapterState;
  }

  apply(request: DeviceRequest): DeviceOutcome {
    const result = this.device.apply(this.state, request);
    this.state = result.state as AdapterState;
    this.effects = result.effects;
    return result.outcome;
  }

  oid(oid: OidName, members: OidMembers = {}, more: Partial<OidRequest> = {}): OidAnswer {
    const outcome = this.apply({ kind: 'oid', request: { oid, members, ...more } });
    if (outcome.kind !== 'answer') throw new Error(`no answer to ${oid}`);
    return outcome.answer;
  }

  /** The status of a request; the state must not change when it is refused (ISO-LAW-16). */
  status(oid: OidName, members: OidMembers = {}, more: Partial<OidRequest> = {}): NdisStatus {
    const before = this.state;
    const answer = this.oid(oid, members, more);
    if (answer.kind === 'success') return 'NDIS_STATUS_SUCCESS';
    if (answer.status !== 'NDIS_STATUS_PENDING')
      expect(this.state, `state after a refused ${oid}`).to.equal(before);
    return answer.status;
  }

  /** A request that must succeed. */
  ask(oid: OidName, members: OidMembers = {}, more: Partial<OidRequest> = {}): OidMembers {
    const answer = this.oid(oid, members, more);
    if (answer.kind === 'refused') throw new Error(`${oid}: ${answer.status}, ${answer.reason}`);
    return answer.members;
  }

  initialize(keywords: Keywords = SRIOV_ON): this {
    expect(this.apply({ kind: 'initialize', keywords })).to.deep.equal({ kind: 'done' });
    return this;
  }

  /** Initialized, switch created, running. */
  running(numVfs = 4, keywords: Keywords = SRIOV_ON): this {
    this.initialize({ '*NumVFs': numVfs, ...keywords });
    this.ask('OID_NIC_SWITCH_CREATE_SWITCH', { NumVFs: numVfs });
    this.apply({ kind: 'restart' });
    return this;
  }

  allocate(mac = '00-15-5D-00-00-01'): number {
    return this.ask('OID_NIC_SWITCH_ALLOCATE_VF', allocation(mac)).VFId as number;
  }

  /** Allocated, with a VPort (of the same number plus one) and a filter (the same) for its address. */
  attach(mac: string, vlan?: number): number {
    const vf = this.allocate(mac);
    this.ask('OID_NIC_SWITCH_CREATE_VPORT', { VPortId: vf + 1, AttachedFunctionId: vf });
    this.filter(vf + 1, vf + 1, mac, vlan);
    return vf;
  }

  filter(id: number, vport: number, mac: string, vlan?: number): void {
    this.ask('OID_RECEIVE_FILTER_SET_FILTER', filterMembers(id, vport, mac, vlan));
  }

  rid(id: FunctionId): number {
    const view = this.device.view(this.state);
    const found = id.kind === 'pf' ? view.pf : view.vfs.get(id.vf);
    if (found === undefined) throw new Error('no such function');
    return found.routingId;
  }

  /** Bus address of a register of a VF. */
  address(vf: number, offset: number): number {
    const base = this.device.view(this.state).vfs.get(vf)?.bars[0]?.base;
    if (base === undefined) throw new Error(`VF ${vf} decodes nothing`);
    return base + offset;
  }

  write(vf: number, offset: number, value: number): void {
    this.apply({ kind: 'memory-write', address: this.address(vf, offset), value });
  }

  read(vf: number, offset: number): number {
    const outcome = this.apply({ kind: 'memory-read', address: this.address(vf, offset) });
    if (outcome.kind !== 'value') throw new Error('no value');
    return outcome.value;
  }

  configWrite(id: FunctionId, offset: number, width: 1 | 2 | 4, value: number): void {
    this.apply({ kind: 'config-write', routingId: routingId(this.rid(id)), offset, width, value });
  }

  configRead(id: FunctionId, offset: number, width: 1 | 2 | 4): number {
    const outcome = this.apply({
      kind: 'config-read',
      routingId: routingId(this.rid(id)),
      offset,
      width,
    });
    if (outcome.kind !== 'value') throw new Error('no value');
    return outcome.value;
  }

  /** What a VF miniport does when it starts: bus mastering, one ring each way, interrupts, enables. */
  start(vf: number, slots = 8): void {
    const id = vfFunction(vfId(vf));
    this.configWrite(id, 0x04, 2, 0x4);
    for (const ring of [map.RECEIVE_RING, map.TRANSMIT_RING]) {
      this.write(
        vf,
        map.ringRegister(0, ring, map.RING_BASE_LOW),
        ring === map.RECEIVE_RING ? 0x10000 : 0x80000,
      );
      this.write(vf, map.ringRegister(0, ring, map.RING_LENGTH), slots);
    }
    this.write(vf, map.ringRegister(0, map.RECEIVE_RING, map.RING_TAIL), slots - 1);
    this.write(vf, map.PACKET_FILTER, map.FILTER_BROADCAST);
    this.write(vf, map.CONTROL, map.CONTROL_RECEIVE_ENABLE | map.CONTROL_TRANSMIT_ENABLE);
  }

  /** Doorbell, fetch, completion; the effects of the completion are left in `effects`. */
  send(vf: number, frame: TestFrame): void {
    const tail = this.read(vf, map.ringRegister(0, map.TRANSMIT_RING, map.RING_TAIL));
    const length = this.read(vf, map.ringRegister(0, map.TRANSMIT_RING, map.RING_LENGTH));
    this.write(vf, map.ringRegister(0, map.TRANSMIT_RING, map.RING_TAIL), (tail + 1) % length);
    const fetch = this.effects.find((effect) => effect.kind === 'dma-read');
    if (fetch?.kind !== 'dma-read') return;
    this.apply({ kind: 'dma-completion', tag: fetch.tag, bytes: emitSlot(testFrame(frame)) });
  }

  fromWire(frame: TestFrame): void {
    this.apply({ kind: 'wire-frame', frame: testFrame(frame), token: frame.token });
  }

  /** `VF 1`, `PF on VPort 0`, `wire`, `dropped: reason`, in the order of the effects. */
  get outcomes(): readonly string[] {
    return this.effects.flatMap((effect) => {
      if (effect.kind === 'dma-write') return [nameOf(effect.received?.function)];
      if (effect.kind === 'pf-indication') return [`PF on VPort ${effect.received.vport}`];
      if (effect.kind === 'wire-frame') return ['wire'];
      return effect.kind === 'dropped' ? [`dropped: ${effect.reason}`] : [];
    });
  }
}

const nameOf = (id: FunctionId | undefined): string => (id?.kind === 'vf' ? `VF ${id.vf}` : 'PF by DMA');

/** @throws for overrides that no profile can have. */
export function profileWith(overrides: ProfileOverrides = {}): AdapterProfile {
  const profile = referenceProfile({ totalVfs: 8, ...overrides });
  if (!profile.ok) throw new Error(profile.error);
  return profile.value;
}

export const allocation = (mac: string): OidMembers => ({
  VMName: 'vm',
  VMFriendlyName: 'VM',
  NicName: 'nic',
  PermanentMacAddress: mac,
  CurrentMacAddress: mac,
});

export const filterMembers = (id: number, vport: number, mac: string, vlan?: number): OidMembers => ({
  FilterId: id,
  VPortId: vport,
  FieldParameters: [
    {
      HeaderField: 'NdisMacHeaderFieldDestinationAddress',
      FieldValue: mac,
      Flags: vlan === undefined ? 1 : 0,
    },
    ...(vlan === undefined ? [] : [{ HeaderField: 'NdisMacHeaderFieldVlanId', FieldValue: vlan }]),
  ],
});
