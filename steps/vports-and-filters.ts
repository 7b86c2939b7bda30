import { Then, When, type DataTable } from '@cucumber/cucumber';
import type { Issuer, OidMembers } from '../src/terms/oid';
import type { Party } from '../src/terms/party';
import { example } from './support/example';
import {
  filteringMember,
  receivesFilteringMember,
  receivesMarked,
  type FilteringMember,
} from './support/expected-deliveries';
import { fieldParameters, type FilterKey } from './support/field-tests';
import { vportIdOf } from './support/lookup';
import type { VPortRef } from './support/references';
import { memberValue, membersFrom, request, type Told } from './support/requests';
import { read, wholeNumber, type Row, type SentenceTable } from './support/tables';
import type { BulkheadWorld } from './support/world';

// ---------------------------------------------------------------- VPorts of the PF, in short

/** Each with one processor, which a VPort of the PF needs (VPORT-CREATE-14). Stops at the first refusal. */
When(
  '{issuer} creates {int} VPort(s) on the PF with {int} queue pair(s)',
  example('When the virtualization stack creates 2 VPorts on the PF with 1 queue pair'),
  async function (this: BulkheadWorld, issuer: Issuer, count: number, NumQueuePairs: number) {
    const members = { NumQueuePairs, ProcessorAffinity: 1 };
    for (let index = 0; index < count; index++) {
      const outcome = await this.attempt(request({ issuer, oid: 'OID_NIC_SWITCH_CREATE_VPORT', members }));
      if (outcome.kind === 'refused') return;
    }
  },
);

When(
  '{issuer} activates {vport}',
  example('When the virtualization stack activates VPort 1'),
  async function (this: BulkheadWorld, issuer: Issuer, vport: VPortRef) {
    const members: OidMembers = {
      VPortId: vportIdOf(await this.view(), vport),
      Flags: 'NDIS_NIC_SWITCH_VPORT_PARAMS_STATE_CHANGED',
      VPortState: 'NdisNicSwitchVPortStateActivated',
    };
    await this.attempt(request({ issuer, oid: 'OID_NIC_SWITCH_VPORT_PARAMETERS', method: 'set', members }));
  },
);

Then(
  '{party} receives the frame marked with {vport}',
  example('Then "management OS" receives the frame marked with VPort 1'),
  async function (this: BulkheadWorld, party: Party, vport: VPortRef) {
    receivesMarked(this, party, vportIdOf(await this.view(), vport));
  },
);

Then(
  '{party} receives the frame without a VPort identifier',
  example('Then "web" receives the frame without a VPort identifier'),
  function (this: BulkheadWorld, party: Party) {
    receivesMarked(this, party, undefined);
  },
);

const OUT_OF_BAND: SentenceTable<readonly [FilteringMember, number]> = {
  columns: ['member*', 'value*'],
  row: (row) => [filteringMember(row['member'] ?? ''), wholeNumber(row['value'] ?? '', 'an id')],
};

Then(
  'the out-of-band data of the frame at {party} has:',
  example('Then the out-of-band data of the frame at "management OS" has:', OUT_OF_BAND),
  function (this: BulkheadWorld, party: Party, table: DataTable) {
    for (const [member, value] of read(table, OUT_OF_BAND))
      receivesFilteringMember(this, party, member, value);
  },
);

// ---------------------------------------------------------------- receive filters

async function setFilter(
  world: BulkheadWorld,
  issuer: Issuer,
  vport: VPortRef,
  fields: readonly OidMembers[],
): Promise<void> {
  const members = { VPortId: vportIdOf(await world.view(), vport), FieldParameters: fields };
  await world.attempt(request({ issuer, oid: 'OID_RECEIVE_FILTER_SET_FILTER', members }));
}

When(
  '{issuer} sets a receive filter on {vport} for {filter-key}',
  example('When the virtualization stack sets a receive filter on VPort 1 for 00-15-5D-00-00-0A on VLAN 5'),
  async function (this: BulkheadWorld, issuer: Issuer, vport: VPortRef, key: FilterKey) {
    await setFilter(this, issuer, vport, fieldParameters(key));
  },
);

/** An empty cell is a member that the test does not have. */
const fieldTest = (row: Row): readonly (readonly [member: string, value: Told])[] =>
  Object.entries(row).flatMap(([name, text]) => (text === '' ? [] : [[name, memberValue(text)] as const]));

const TESTS: SentenceTable<ReturnType<typeof fieldTest>> = {
  columns: ['HeaderField*', 'FieldValue*', 'ReceiveFilterTest', 'ResultValue', 'Flags', 'FrameHeader'],
  row: fieldTest,
};

When(
  '{issuer} sets a receive filter on {vport} with these field tests:',
  example('When the virtualization stack sets a receive filter on VPort 1 with these field tests:', TESTS),
  async function (this: BulkheadWorld, issuer: Issuer, vport: VPortRef, table: DataTable) {
    const view = await this.view();
    const tests = read(table, TESTS).map((test) => membersFrom(view, test));
    await setFilter(this, issuer, vport, tests);
  },
);
