import { defineParameterType } from '@cucumber/cucumber';
import { ASSIGNMENT_OBSTACLES, type DriverAction } from '../../src/isolation/action';
import { configField } from './config-fields';
import { knownEvent } from './event-names';
import { oneOf } from './one-of';

/** Words in quotation marks of which there is a list, so that `bulkhead check` knows a wrong one too. */
function listedWord(name: string, transformer: (text: string) => unknown): void {
  defineParameterType({ name, regexp: /"([^"]*)"/, transformer, useForSnippets: false });
}

listedWord('event', knownEvent);
listedWord('field', (text) => configField(text).name);

const VF_DRIVER_STATES = ['not-present', 'initializing', 'running', 'paused', 'halted', 'crashed'] as const;
listedWord('vf-driver-state', (text) => oneOf('a state of a VF driver', VF_DRIVER_STATES, text));

const PF_DRIVER_STATES = ['not-loaded', 'running', 'paused', 'halted', 'removed'] as const;
listedWord('pf-driver-state', (text) => oneOf('a state of the PF driver', PF_DRIVER_STATES, text));

const NETWORK_ADAPTER_STATES = ['created', 'connected', 'disconnected', 'teardown'] as const;
listedWord('network-adapter-state', (text) =>
  oneOf('a state of a network adapter', NETWORK_ADAPTER_STATES, text),
);

export type PfDriverChange = Extract<DriverAction, { kind: 'drive-pf' }>['operation'];
const PF_DRIVER_CHANGES = {
  initialized: 'initialize',
  halted: 'halt',
  paused: 'pause',
  restarted: 'restart',
  'shut down': 'shutdown',
  'removed by surprise': 'surprise-removal',
  reset: 'miniport-reset',
  'put into D3': 'power-D3',
  'put into D0': 'power-D0',
} as const satisfies Readonly<Record<string, PfDriverChange>>;
const PF_DRIVER_CHANGE_WORDS = Object.keys(PF_DRIVER_CHANGES) as (keyof typeof PF_DRIVER_CHANGES)[];
listedWord(
  'pf-driver-change',
  (text): PfDriverChange => PF_DRIVER_CHANGES[oneOf('what a PF driver can be', PF_DRIVER_CHANGE_WORDS, text)],
);

export type PfDriverFailure = Extract<DriverAction, { kind: 'fail-next' }>['what'];
const PF_DRIVER_FAILURES: readonly PfDriverFailure[] = [
  'vf-software-resources',
  'vf-initialization',
  'enable-virtualization',
  'vport-resources',
  'filter-resources',
];
listedWord('pf-driver-failure', (text) =>
  oneOf('what a PF driver can fail at', PF_DRIVER_FAILURES, text.replaceAll(' ', '-')),
);

listedWord('obstacle', (text) => oneOf('an obstacle to assigning VFs', ASSIGNMENT_OBSTACLES, text));

const INDICATION_MISTAKES = {
  'a wrong destination': 'destination',
  'a wrong source': 'source',
  'a filled inner buffer': 'inner-buffer',
} as const;
export type IndicationMistake = (typeof INDICATION_MISTAKES)[keyof typeof INDICATION_MISTAKES];
const INDICATION_MISTAKE_WORDS = Object.keys(INDICATION_MISTAKES) as (keyof typeof INDICATION_MISTAKES)[];
listedWord(
  'indication-mistake',
  (text): IndicationMistake =>
    INDICATION_MISTAKES[oneOf('a mistake that an indication can have', INDICATION_MISTAKE_WORDS, text)],
);
