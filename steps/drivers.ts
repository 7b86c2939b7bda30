import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { DriverAction } from '../src/isolation/action';
import { FeatureMistake } from '../src/target/target';
import { nearest } from '../src/terms/nearest';
import { example } from './support/example';
import { oneOf } from './support/one-of';
import { frameBetween } from './support/frames';
import { adapterOf } from './support/lookup';
import { read, wholeNumber, type SentenceTable } from './support/tables';
import type { Party } from '../src/terms/party';
import type { BulkheadWorld } from './support/world';

type Operation = Extract<DriverAction, { kind: 'drive-pf' }>['operation'];

const OPERATIONS: Readonly<Record<string, Operation>> = {
  initialized: 'initialize',
  halted: 'halt',
  paused: 'pause',
  restarted: 'restart',
  'shut down': 'shutdown',
  'removed by surprise': 'surprise-removal',
  reset: 'miniport-reset',
  'put into D3': 'power-D3',
  'put into D0': 'power-D0',
};

function operation(text: string): Operation {
  const found = OPERATIONS[text];
  if (found !== undefined) return found;
  throw new FeatureMistake(
    `the PF driver cannot be "${text}"${nearest(text, Object.keys(OPERATIONS))}; expected one of ${Object.keys(OPERATIONS).join(', ')}`,
  );
}

When(
  'NDIS has the PF driver {string}',
  example('When NDIS has the PF driver "halted"'),
  async function (this: BulkheadWorld, what: string) {
    await this.attempt({ kind: 'drive-pf', operation: operation(what), boundary: 'ndis' });
  },
);

When(
  'the PF driver itself is {string}',
  example('When the PF driver itself is "halted"'),
  async function (this: BulkheadWorld, what: string) {
    await this.attempt({ kind: 'drive-pf', operation: operation(what), boundary: 'miniport' });
  },
);

const KEYWORDS: SentenceTable<readonly [keyword: string, value: number]> = {
  columns: ['keyword*', 'value*'],
  row: (row) => [row['keyword'] ?? '', wholeNumber(row['value'] ?? '', 'a keyword value')],
};

When(
  'NDIS has the PF driver "initialized" with these keywords:',
  example('When NDIS has the PF driver "initialized" with these keywords:', KEYWORDS),
  async function (this: BulkheadWorld, table: DataTable) {
    const keywords = Object.fromEntries(read(table, KEYWORDS));
    await this.attempt({ kind: 'drive-pf', operation: 'initialize', boundary: 'ndis', keywords });
  },
);

const PF_DRIVER_STATES = ['not-loaded', 'running', 'paused', 'halted', 'removed'] as const;

Then(
  'the PF driver is in state {string}',
  example('Then the PF driver is in state "running"'),
  async function (this: BulkheadWorld, state: string) {
    expect(adapterOf(await this.view()).driver, 'the state of the PF driver').to.equal(
      oneOf('a state of the PF driver', PF_DRIVER_STATES, state),
    );
  },
);

Given(
  'the driver {driver} is bound to the adapter',
  example('Given the driver "Other" is bound to the adapter'),
  async function (this: BulkheadWorld, driver: string) {
    await this.act({ kind: 'bind-driver', driver });
  },
);

Given(
  'the filter driver {driver} is attached to the adapter',
  example('Given the filter driver "Monitor" is attached to the adapter'),
  async function (this: BulkheadWorld, driver: string) {
    await this.act({ kind: 'bind-driver', driver, as: 'filter' });
  },
);

When(
  'the filter driver {driver} is detached from the adapter',
  example('When the filter driver "Monitor" is detached from the adapter'),
  async function (this: BulkheadWorld, driver: string) {
    await this.attempt({ kind: 'unbind-driver', driver });
  },
);

When(
  'the driver {driver} is unbound from the adapter',
  example('When the driver "Other" is unbound from the adapter'),
  async function (this: BulkheadWorld, driver: string) {
    await this.attempt({ kind: 'unbind-driver', driver });
  },
);

const FAILURES = [
  'vf-software-resources',
  'vf-initialization',
  'enable-virtualization',
  'vport-resources',
  'filter-resources',
] as const;

Given(
  'the next attempt of the PF driver at {string} fails',
  example('Given the next attempt of the PF driver at "vf software resources" fails'),
  async function (this: BulkheadWorld, text: string) {
    const what = FAILURES.find((each) => each === text.replaceAll(' ', '-'));
    if (what === undefined)
      throw new FeatureMistake(
        `nothing of the PF driver is called "${text}"${nearest(text.replaceAll(' ', '-'), FAILURES)}; expected one of ${FAILURES.join(', ')}`,
      );
    await this.act({ kind: 'fail-next', what });
  },
);

When(
  'the management OS sends a frame marked with VPort {int} to {party}',
  example('When the management OS sends a frame marked with VPort 7 to "outside"'),
  async function (this: BulkheadWorld, vport: number, to: Party) {
    const sent = frameBetween(await this.view(), this.nextToken(), { kind: 'management-os' }, to);
    this.sent = [sent];
    await this.attempt({ kind: 'pf-send', vport, token: sent.token, frame: sent.frame });
  },
);

Given(
  'NDIS holds the packets that the PF driver indicates',
  example('Given NDIS holds the packets that the PF driver indicates'),
  async function (this: BulkheadWorld) {
    await this.act({ kind: 'hold-indications', hold: true });
  },
);

When(
  'NDIS returns the packets that it holds',
  example('When NDIS returns the packets that it holds'),
  async function (this: BulkheadWorld) {
    await this.attempt({ kind: 'hold-indications', hold: false });
  },
);
