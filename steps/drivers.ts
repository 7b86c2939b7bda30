import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import { example } from './support/example';
import { frameBetween } from './support/frames';
import type { PfDriverChange, PfDriverFailure } from './support/listed-words';
import { adapterOf } from './support/lookup';
import { read, wholeNumber, type SentenceTable } from './support/tables';
import type { Party } from '../src/terms/party';
import type { BulkheadWorld } from './support/world';

When(
  'NDIS has the PF driver {pf-driver-change}',
  example('When NDIS has the PF driver "halted"'),
  async function (this: BulkheadWorld, operation: PfDriverChange) {
    await this.attempt({ kind: 'drive-pf', operation, boundary: 'ndis' });
  },
);

When(
  'the PF driver itself is {pf-driver-change}',
  example('When the PF driver itself is "halted"'),
  async function (this: BulkheadWorld, operation: PfDriverChange) {
    await this.attempt({ kind: 'drive-pf', operation, boundary: 'miniport' });
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

Then(
  'the PF driver is in state {pf-driver-state}',
  example('Then the PF driver is in state "running"'),
  async function (this: BulkheadWorld, state: string) {
    expect(adapterOf(await this.view()).driver, 'the state of the PF driver').to.equal(state);
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

Given(
  'the next attempt of the PF driver at {pf-driver-failure} fails',
  example('Given the next attempt of the PF driver at "vf software resources" fails'),
  async function (this: BulkheadWorld, what: PfDriverFailure) {
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
