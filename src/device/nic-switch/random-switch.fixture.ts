import fc from 'fast-check';
import { PF, vfFunction, vfId, type FunctionId } from '../../terms/function-id';
import { BROADCAST, macAddress, type MacAddress } from '../../terms/mac-address';
import { filterId, vportId } from '../../terms/switch-ids';
import { ETHERTYPE, type Frame } from '../../wire/frame';
import type { ReceiveMode } from '../device';
import { clearFilter } from './clear-filter';
import { createVPort } from './create-vport';
import { deleteVPort } from './delete-vport';
import { vportDoor, WIRE_DOOR, type ForwardingGates, type SwitchDoor } from './forwarding';
import { moveFilter } from './move-filter';
import type { NicSwitch, VlanTest } from './nic-switch';
import { macOf } from './nic-switch.fixture';
import { setFilter } from './set-filter';
import { setVPort } from './set-vport';
import type { SwitchResult } from './switch-refusal';

/** A small world, so that random requests meet each other: 4 VFs, VPorts to 6, filters to 8, three addresses, two VLANs. */
export type SwitchStep = (nicSwitch: NicSwitch) => SwitchResult;

const some = (max: number, min = 0): fc.Arbitrary<number> => fc.integer({ min, max });
const mac: fc.Arbitrary<MacAddress> = some(3, 1).map((n) => macOf(n));
const vlan: fc.Arbitrary<VlanTest> = fc.constantFrom(
  { kind: 'id', id: 5 } as const,
  { kind: 'id', id: 6 } as const,
  { kind: 'untagged-or-zero' } as const,
  { kind: 'any' } as const,
);
const functionOf = (n: number): FunctionId => (n === 0 ? PF : vfFunction(vfId(n - 1)));

export const switchSteps: fc.Arbitrary<SwitchStep> = fc.oneof(
  fc.record({ vport: some(6), on: some(4), queuePairs: some(4) }).map(
    ({ vport, on, queuePairs }): SwitchStep =>
      (state) =>
        createVPort(state, {
          vport: vportId(vport),
          function: functionOf(on),
          queuePairs,
          processorAffinity: on === 0 ? 1 : 0,
        }),
  ),
  some(6).map(
    (n): SwitchStep =>
      (state) =>
        deleteVPort(state, vportId(n)),
  ),
  fc.record({ n: some(6), active: fc.boolean(), allowMacSpoofing: fc.boolean() }).map(
    ({ n, ...changes }): SwitchStep =>
      (state) =>
        setVPort(state, vportId(n), changes),
  ),
  fc.record({ id: some(8), on: some(6), mac, vlan }).map(
    ({ id, on, ...rest }): SwitchStep =>
      (state) =>
        setFilter(state, { filter: filterId(id), vport: vportId(on), ...rest }),
  ),
  some(8).map(
    (id): SwitchStep =>
      (state) =>
        clearFilter(state, filterId(id)),
  ),
  fc.record({ id: some(8), to: some(6) }).map(({ id, to }): SwitchStep => (state) => {
    const from = state.filters.get(id)?.vport ?? vportId(1);
    return moveFilter(state, filterId(id), from, vportId(to));
  }),
);

export const doors: fc.Arbitrary<SwitchDoor> = fc.oneof(
  fc.constant(WIRE_DOOR),
  some(6).map((n) => vportDoor(vportId(n))),
);

export const GROUP = macAddress('01-00-5E-00-00-05');

export const frames: fc.Arbitrary<Frame> = fc
  .record({
    destination: fc.oneof(mac, fc.constantFrom(BROADCAST, GROUP, macOf(99))),
    source: mac,
    tag: fc.option(fc.record({ vlan: fc.constantFrom(0, 5, 6), priority: some(7) }), { nil: undefined }),
    etherType: fc.constantFrom(ETHERTYPE.experimental, ETHERTYPE.ipv4, ETHERTYPE.arp, ETHERTYPE.macControl),
    size: some(120, 46),
  })
  .map(({ tag, size, ...frame }) => ({
    ...frame,
    ...(tag === undefined ? {} : { tag }),
    payload: new Uint8Array(size),
  }));

const receiveMode: fc.Arbitrary<ReceiveMode> = fc.record({
  broadcast: fc.boolean(),
  allMulticast: fc.boolean(),
  promiscuous: fc.boolean(),
  groups: fc.constantFrom([], [GROUP]),
});

/** Modes of the PF and four VFs; index 0 is the PF. */
export const worldGates: fc.Arbitrary<ForwardingGates> = fc
  .record({
    linkUp: fc.boolean(),
    modes: fc.array(fc.option(receiveMode, { nil: undefined }), { minLength: 5, maxLength: 5 }),
    longest: some(140, 60),
  })
  .map(({ linkUp, modes, longest }) => ({
    linkUp,
    receiveMode: (id) => modes[id.kind === 'pf' ? 0 : id.vf + 1],
    maxFrameSize: (id) => (id.kind === 'vf' && id.vf === 1 ? longest : undefined),
  }));
