import type {
  AdapterView,
  Device,
  DeviceEffect,
  DeviceOutcome,
  DeviceRequest,
  FunctionView,
  Received,
} from '../device/device';
import { readBlock, writeBlock } from '../device/function/blocks';
import type { FunctionEvent } from '../device/function/function-event';
import { createFunction, resetFunction, type FunctionState } from '../device/function/function-state';
import { setPower } from '../device/function/power';
import { readRegister } from '../device/function/read-register';
import { deliver } from '../device/function/receive';
import { completeTransmit } from '../device/function/transmit';
import { writeRegister } from '../device/function/write-register';
import { REFERENCE_PROFILE } from '../device/profiles/reference-profile';
import { vfFunction, vfId } from '../terms/function-id';
import type { OidAnswer, OidMembers, OidRequest } from '../terms/oid';
import { routingId } from '../terms/routing-id';
import { Table } from '../terms/table';
import { tokenOf } from '../wire/token';
import type { Frame } from '../wire/frame';

/**
 * Just enough device for a VF's driver: the real register file and rings of one VF between two BARs and a wire. No NIC
 * switch and no PF; whatever comes from the wire is for the VF.
 */
export const VF = vfId(0);
export const VF_RID = routingId(0x0110);
const FUNCTION = vfFunction(VF);
const REGISTERS = { index: 0, base: 0x10000, size: 0x4000 };
const MESSAGES = { index: 3, base: 0x20000, size: 0x4000 };

interface OneVf {
  readonly fn: FunctionState;
  readonly config: Uint8Array;
  readonly messages: Table<number>;
  readonly running: boolean;
}

interface Change {
  readonly state: OneVf;
  readonly outcome?: DeviceOutcome;
  readonly effects?: readonly DeviceEffect[];
}

const MSIX_AT = 0x70;
const EXPRESS_AT = 0xa0;

function powerOnConfig(): Uint8Array {
  const config = new Uint8Array(256).fill(0, 4);
  config.set([0xff, 0xff, 0xff, 0xff], 0);
  config[0x06] = 0x10;
  config[0x34] = MSIX_AT;
  config.set([0x11, EXPRESS_AT, 2, 0, MESSAGES.index, 0, 0, 0], MSIX_AT);
  config.set([0x10, 0], EXPRESS_AT);
  return config;
}

export const oneVfDevice = (): Device => ({
  profile: REFERENCE_PROFILE,
  initial: {
    fn: createFunction(FUNCTION, REFERENCE_PROFILE),
    config: powerOnConfig(),
    messages: Table.empty(),
    running: false,
  } satisfies OneVf,
  apply(state, request) {
    const { outcome = { kind: 'done' }, effects = [], state: next } = carryOut(state as OneVf, request);
    return { state: next, outcome, effects };
  },
  observe: () => [],
  view: (state) => view(state as OneVf),
});

const view = ({ running, fn, config }: OneVf): AdapterView =>
  ({
    driver: running ? 'running' : 'not-loaded',
    sriovEnabledByKeyword: true,
    nicSwitch: { numVPorts: 3 },
    vfs: Table.of<FunctionView>([
      [
        VF,
        {
          routingId: VF_RID,
          bars: [REGISTERS, MESSAGES],
          power: fn.power,
          busMasterEnable: (config[4]! & 4) !== 0,
        } as unknown as FunctionView,
      ],
    ]),
  }) as unknown as AdapterView;

function carryOut(state: OneVf, request: DeviceRequest): Change {
  switch (request.kind) {
    case 'oid':
      return oid(state, request.request);
    case 'config-read':
      return { state, outcome: value(number(state.config, request.offset, request.width)) };
    case 'memory-read':
      return { state, outcome: value(memory(state, request.address)) };
    case 'memory-write':
      return store(state, request.address, request.value);
    case 'dma-completion':
      return transmitted(state, request.tag, request.bytes);
    case 'wire-frame':
      return received(state, request.frame, request.token);
    case 'invalidate-blocks':
      return { state, effects: [{ kind: 'block-notice', vf: VF, mask: request.mask }] };
    case 'initialize':
      return { state: { ...state, running: true } };
    default:
      return { state };
  }
}

const gates = ({ config }: OneVf) => ({ busMasterEnable: (config[4]! & 4) !== 0 });
const value = (it: number): DeviceOutcome => ({ kind: 'value', value: it, unsupportedRequest: false });

const number = (bytes: Uint8Array, offset: number, width: number): number =>
  bytes.slice(offset, offset + width).reduceRight((sum, byte) => sum * 256 + byte, 0);

function memory(state: OneVf, address: number): number {
  return address >= MESSAGES.base
    ? (state.messages.get(address - MESSAGES.base) ?? 0)
    : readRegister(state.fn, address - REGISTERS.base);
}

function store(state: OneVf, address: number, word: number): Change {
  if (address >= MESSAGES.base)
    return { state: { ...state, messages: state.messages.set(address - MESSAGES.base, word) } };
  const step = writeRegister(state.fn, address - REGISTERS.base, word, gates(state));
  return happened({ ...state, fn: step.state }, step.events);
}

function transmitted(state: OneVf, tag: number, bytes: Uint8Array | undefined): Change {
  const { outcome, state: fn, events } = completeTransmit(state.fn, tag, bytes);
  const change = happened({ ...state, fn }, events);
  if (outcome.kind !== 'frame') return change;
  const { frame } = outcome;
  const out: DeviceEffect = { kind: 'wire-frame', frame, token: tokenOf(frame) ?? '', hops: [] };
  return { ...change, effects: [...(change.effects ?? []), out] };
}

function received(state: OneVf, frame: Frame, token: string): Change {
  const result = deliver(state.fn, frame, gates(state));
  const next = { ...state, fn: result.state };
  if (result.kind === 'dropped')
    return { state: next, effects: [{ kind: 'dropped', token, hops: [], reason: result.reason }] };
  const about = { token, function: FUNCTION, frame, outOfBand: {}, hops: [] } as unknown as Received;
  return happened(next, result.events, about);
}

/** Messages by the table's entries, as far as enabled and not masked. */
function happened(state: OneVf, events: readonly FunctionEvent[], about?: Received): Change {
  const effects = events.flatMap((event): DeviceEffect[] => {
    if (event.kind === 'dma-read') return [{ ...event, routingId: VF_RID }];
    if (event.kind === 'dma-write')
      return [{ ...event, routingId: VF_RID, ...(about && { received: about }) }];
    if (event.kind === 'transmit-refused')
      return [{ kind: 'dropped', token: '', hops: [], reason: event.reason }];
    const entry = (word: number): number => state.messages.get(event.vector * 16 + word) ?? 0;
    const enabled = (state.config[MSIX_AT + 3]! & 0x80) !== 0 && entry(12) === 0;
    const message = { vector: event.vector, address: entry(0), data: entry(8) };
    return enabled ? [{ kind: 'interrupt', routingId: VF_RID, ...message }] : [];
  });
  return { state, effects };
}

function oid(state: OneVf, { oid: name, members }: OidRequest): Change {
  const answered = (next: OneVf, it: OidMembers = {}): Change => ({
    state: next,
    outcome: { kind: 'answer', answer: { kind: 'success', members: it } satisfies OidAnswer },
  });
  const [offset, length, block] = [members.Offset, members.Length, members.BlockId] as number[];
  switch (name) {
    case 'OID_NIC_SWITCH_ALLOCATE_VF':
      return answered(state, { VFId: VF, RequestorId: VF_RID });
    case 'OID_SRIOV_VF_VENDOR_DEVICE_ID':
      return answered(state, { VendorId: 0x8086, DeviceId: 0x10ca });
    case 'OID_SRIOV_READ_VF_CONFIG_SPACE':
      return answered(state, { Data: state.config.slice(offset, offset! + length!) });
    case 'OID_SRIOV_WRITE_VF_CONFIG_SPACE': {
      const config = Uint8Array.from(state.config);
      config.set(members.Data as Uint8Array, offset);
      return answered({ ...state, config });
    }
    case 'OID_SRIOV_READ_VF_CONFIG_BLOCK':
      return answered(state, { Data: readBlock(state.fn, block!, length!) });
    case 'OID_SRIOV_WRITE_VF_CONFIG_BLOCK':
      return answered({ ...state, fn: writeBlock(state.fn, block!, members.Data as Uint8Array) });
    case 'OID_SRIOV_RESET_VF':
      return answered({ ...state, fn: resetFunction(state.fn), config: powerOnConfig() });
    case 'OID_SRIOV_SET_VF_POWER_STATE': {
      const power = (members.PowerState as string).slice(-2) as 'D0' | 'D3';
      return answered({ ...state, fn: setPower(state.fn, power) });
    }
    default:
      return answered(state);
  }
}
