import type { AdapterView, Device, DeviceEffect, DeviceOutcome, DeviceRequest } from '../device/device';
import type { AdapterProfile } from '../device/adapter-profile';
import type { OidAnswer, OidRequest } from '../terms/oid';
import { Table } from '../terms/table';
import { EMPTY_MACHINE, poweredAdapter, withAdapter, type HostMachine } from './host-machine';

/** A device that does what a spec tells it and remembers what it was asked. */
export interface Script {
  readonly oid?: (request: OidRequest, call: number) => OidAnswer;
  readonly effects?: (request: DeviceRequest) => readonly DeviceEffect[];
  readonly sriov?: boolean;
  readonly numVPorts?: number;
}

export interface ScriptedState {
  readonly driver: AdapterView['driver'];
  readonly asked: readonly DeviceRequest[];
}

export const SUCCESS: OidAnswer = { kind: 'success', members: {} };

export function scriptedDevice(script: Script): Device {
  return {
    profile: {} as AdapterProfile,
    initial: { driver: 'not-loaded', asked: [] } satisfies ScriptedState,
    apply(state, request) {
      const was = state as ScriptedState;
      return {
        state: { driver: driverAfter(was.driver, request), asked: [...was.asked, request] },
        outcome: outcomeOf(script, was, request),
        effects: script.effects?.(request) ?? [],
      };
    },
    observe: () => [],
    view: (state) =>
      ({
        driver: (state as ScriptedState).driver,
        sriovEnabledByKeyword: script.sriov ?? true,
        vfs: Table.empty(),
        nicSwitch: { numVPorts: script.numVPorts ?? 4 },
      }) as unknown as AdapterView,
  };
}

function outcomeOf(script: Script, was: ScriptedState, request: DeviceRequest): DeviceOutcome {
  if (request.kind !== 'oid') return { kind: 'done' };
  return { kind: 'answer', answer: script.oid?.(request.request, was.asked.length) ?? SUCCESS };
}

function driverAfter(driver: AdapterView['driver'], { kind }: DeviceRequest): AdapterView['driver'] {
  if (kind === 'initialize' || kind === 'pause') return 'paused';
  if (kind === 'restart') return 'running';
  if (kind === 'surprise-removal') return 'removed';
  return kind === 'halt' ? 'halted' : driver;
}

export const NIC = 'NIC';

export const machineWith = (device: Device): HostMachine =>
  withAdapter(EMPTY_MACHINE, poweredAdapter(NIC, device));

/** OIDs that reached the miniport since it was started, in order. */
export function oidsSeen(machine: HostMachine): readonly string[] {
  const { asked } = machine.adapters[NIC]!.state as ScriptedState;
  const started = asked.findLastIndex(({ kind }) => kind === 'restart');
  return asked.slice(started + 1).flatMap((each) => (each.kind === 'oid' ? [each.request.oid] : []));
}
