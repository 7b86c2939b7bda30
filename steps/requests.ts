import { Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { VfRef } from '../src/isolation/action';
import type { NdisStatus } from '../src/terms/ndis-status';
import type { Issuer, OidMembers, OidName } from '../src/terms/oid';
import { example } from './support/example';
import { vfIdOf, vportIdOf } from './support/lookup';
import {
  allocation,
  ANSWERED,
  answerMembers,
  checkAnswer,
  checkElements,
  lastRequested,
  membersFrom,
  request,
  REQUESTED,
  timesAsked,
  withBuffer,
  type Asking,
} from './support/requests';
import { read } from './support/tables';
import type { VPortRef } from './support/references';
import type { BulkheadWorld } from './support/world';

/** One byte less is too short still: BytesNeeded is the least, not just enough. */
async function leastThatSucceeds(world: BulkheadWorld, bytes: number): Promise<void> {
  const { action } = world.theDeed();
  const { kind } = await world.target.perform(withBuffer(action, bytes - 1));
  expect(kind, `the request with ${bytes - 1} bytes`).to.equal('refused');
  await world.probe(withBuffer(action, bytes));
}

async function ask(world: BulkheadWorld, asking: Asking): Promise<void> {
  await world.attempt(request(asking));
}

const membersIn = async (world: BulkheadWorld, table: DataTable): Promise<OidMembers> =>
  membersFrom(await world.view(), read(table, REQUESTED));

// ---------------------------------------------------------------- through NDIS

When(
  '{issuer} requests {oid}',
  example('When the virtualization stack requests OID_NIC_SWITCH_ENUM_VFS'),
  async function (this: BulkheadWorld, issuer: Issuer, oid: OidName) {
    await ask(this, { issuer, oid });
  },
);

When(
  '{issuer} requests {oid} for {vf}',
  example('When the virtualization stack requests OID_NIC_SWITCH_FREE_VF for VF 1'),
  async function (this: BulkheadWorld, issuer: Issuer, oid: OidName, vf: VfRef) {
    await ask(this, { issuer, oid, members: { VFId: vfIdOf(await this.view(), vf) } });
  },
);

When(
  '{issuer} requests {oid} for {vport}',
  example('When the virtualization stack requests OID_NIC_SWITCH_DELETE_VPORT for VPort 1'),
  async function (this: BulkheadWorld, issuer: Issuer, oid: OidName, vport: VPortRef) {
    await ask(this, { issuer, oid, members: { VPortId: vportIdOf(await this.view(), vport) } });
  },
);

When(
  '{issuer} requests {oid} with:',
  example('When the virtualization stack requests OID_NIC_SWITCH_CREATE_VPORT with:', REQUESTED),
  async function (this: BulkheadWorld, issuer: Issuer, oid: OidName, table: DataTable) {
    await ask(this, { issuer, oid, members: await membersIn(this, table) });
  },
);

When(
  '{issuer} requests {oid} as a {word} request with:',
  example(
    'When the virtualization stack requests OID_NIC_SWITCH_VPORT_PARAMETERS as a set request with:',
    REQUESTED,
  ),
  async function (this: BulkheadWorld, issuer: Issuer, oid: OidName, method: string, table: DataTable) {
    await ask(this, {
      issuer,
      oid,
      method,
      members: await membersIn(this, table),
    });
  },
);

When(
  '{issuer} requests {oid} with a buffer {int} byte(s) too short:',
  example(
    'When the virtualization stack requests OID_NIC_SWITCH_FREE_VF with a buffer 1 byte too short:',
    REQUESTED,
  ),
  async function (this: BulkheadWorld, issuer: Issuer, oid: OidName, missing: number, table: DataTable) {
    await ask(this, {
      issuer,
      oid,
      missing,
      members: await membersIn(this, table),
    });
  },
);

/** For partitions "vm1", "vm2", … with addresses of their own. Stops at the first refusal. */
When(
  '{issuer} allocates {int} VF(s)',
  example('When the virtualization stack allocates 4 VFs'),
  async function (this: BulkheadWorld, issuer: Issuer, count: number) {
    for (let index = 1; index <= count; index++) {
      const outcome = await this.attempt(allocation(issuer, index));
      if (outcome.kind === 'refused') return;
    }
  },
);

// ---------------------------------------------------------------- directly at the miniport

When(
  '{oid} for {vf} reaches the PF miniport directly',
  example('When OID_NIC_SWITCH_FREE_VF for VF 1 reaches the PF miniport directly'),
  async function (this: BulkheadWorld, oid: OidName, vf: VfRef) {
    await ask(this, { oid, boundary: 'miniport', members: { VFId: vfIdOf(await this.view(), vf) } });
  },
);

When(
  '{oid} reaches the PF miniport directly with:',
  example('When OID_NIC_SWITCH_FREE_VF reaches the PF miniport directly with:', REQUESTED),
  async function (this: BulkheadWorld, oid: OidName, table: DataTable) {
    await ask(this, {
      oid,
      boundary: 'miniport',
      members: await membersIn(this, table),
    });
  },
);

When(
  '{oid} reaches the PF miniport directly with a buffer {int} byte(s) too short:',
  example(
    'When OID_SRIOV_RESET_VF reaches the PF miniport directly with a buffer 1 byte too short:',
    REQUESTED,
  ),
  async function (this: BulkheadWorld, oid: OidName, missing: number, table: DataTable) {
    await ask(this, {
      oid,
      boundary: 'miniport',
      missing,
      members: await membersIn(this, table),
    });
  },
);

When(
  '{oid} reaches the PF miniport directly as a {word} request with:',
  example(
    'When OID_SRIOV_READ_VF_CONFIG_BLOCK reaches the PF miniport directly as a set request with:',
    REQUESTED,
  ),
  async function (this: BulkheadWorld, oid: OidName, method: string, table: DataTable) {
    await ask(this, {
      oid,
      boundary: 'miniport',
      method,
      members: await membersIn(this, table),
    });
  },
);

// ---------------------------------------------------------------- at a VF miniport

When(
  'the guest of {partition} requests {oid} from its VF driver',
  example('When the guest of "web" requests OID_NIC_SWITCH_CREATE_SWITCH from its VF driver'),
  async function (this: BulkheadWorld, partition: string, oid: OidName) {
    await this.attempt({
      kind: 'request-oid',
      issuer: { kind: 'overlying-driver', driver: 'NetVSC' },
      boundary: 'ndis',
      request: { oid, members: {} },
      to: { kind: 'vf-miniport', partition },
    });
  },
);

// ---------------------------------------------------------------- answers

Then('the request succeeds', example('Then the request succeeds'), function (this: BulkheadWorld) {
  const { answer } = this.success();
  expect(answer?.kind === 'refused' ? answer.status : 'NDIS_STATUS_SUCCESS', 'the status').to.equal(
    'NDIS_STATUS_SUCCESS',
  );
});

Then('the request is pending', example('Then the request is pending'), function (this: BulkheadWorld) {
  const { answer } = this.success();
  expect(answer?.kind === 'refused' && answer.status, 'the status').to.equal('NDIS_STATUS_PENDING');
});

Then('it is refused', example('Then it is refused'), function (this: BulkheadWorld) {
  this.refusal();
});

Then(
  'it is refused with {ndis-status}',
  example('Then it is refused with NDIS_STATUS_INVALID_PARAMETER'),
  function (this: BulkheadWorld, status: NdisStatus) {
    expect(this.refusal().status, `the status of the refusal (${this.refusal().reason})`).to.equal(status);
  },
);

Then(
  'it is refused with {ndis-status} or {ndis-status}',
  example('Then it is refused with NDIS_STATUS_INVALID_PARAMETER or NDIS_STATUS_FAILURE'),
  function (this: BulkheadWorld, one: NdisStatus, other: NdisStatus) {
    expect([one, other], `the status of the refusal (${this.refusal().reason})`).to.include(
      this.refusal().status,
    );
  },
);

Then(
  'the PF driver refuses with {ndis-status}',
  example('Then the PF driver refuses with NDIS_STATUS_INVALID_PARAMETER'),
  function (this: BulkheadWorld, status: NdisStatus) {
    expect(this.refusal().status, `the status of the refusal (${this.refusal().reason})`).to.equal(status);
    expect(this.refusal().by, 'who refused').to.equal('PF miniport');
  },
);

Then(
  'NDIS refuses with {ndis-status}',
  example('Then NDIS refuses with NDIS_STATUS_FILE_NOT_FOUND'),
  function (this: BulkheadWorld, status: NdisStatus) {
    expect(this.refusal().status, `the status of the refusal (${this.refusal().reason})`).to.equal(status);
    expect(this.refusal().by, 'who refused').to.equal('NDIS');
  },
);

Then(
  '{int} bytes are needed',
  example('Then 48 bytes are needed'),
  function (this: BulkheadWorld, bytes: number) {
    const { answer } = this.refusal();
    expect(answer?.kind === 'refused' ? answer.bytesNeeded : undefined, 'BytesNeeded').to.equal(bytes);
  },
);

Then(
  'the bytes needed are the size that succeeds',
  example('Then the bytes needed are the size that succeeds'),
  async function (this: BulkheadWorld) {
    const { answer } = this.refusal();
    const bytesNeeded = answer?.kind === 'refused' ? answer.bytesNeeded : undefined;
    expect(bytesNeeded, 'BytesNeeded').to.be.a('number');
    await leastThatSucceeds(this, bytesNeeded ?? 0);
  },
);

Then(
  'the answer has:',
  example('Then the answer has:', ANSWERED),
  async function (this: BulkheadWorld, table: DataTable) {
    checkAnswer(answerMembers(this), membersFrom(await this.view(), read(table, ANSWERED)));
  },
);

Then(
  'the answer lists {int} element(s)',
  example('Then the answer lists 2 elements'),
  function (this: BulkheadWorld, count: number) {
    checkElements(answerMembers(this), count);
  },
);

Then(
  'the answer lists an element with:',
  example('Then the answer lists an element with:', ANSWERED),
  async function (this: BulkheadWorld, table: DataTable) {
    checkElements(answerMembers(this), undefined, membersFrom(await this.view(), read(table, ANSWERED)));
  },
);

Then(
  'the member {member} of the answer is remembered as {name}',
  example('Then the member "VPortId" of the answer is remembered as "first"'),
  function (this: BulkheadWorld, member: string, name: string) {
    const value = answerMembers(this)[member];
    expect(value, `the member ${member} of the answer`).to.be.a('number');
    this.remembered.set(name, value as number);
  },
);

Then(
  'the member {member} of the answer differs from {name}',
  example('Then the member "VPortId" of the answer differs from "first"'),
  function (this: BulkheadWorld, member: string, name: string) {
    expect(this.remembered.has(name), `something remembered as "${name}"`).to.equal(true);
    expect(answerMembers(this)[member], `the member ${member} of the answer`).not.to.equal(
      this.remembered.get(name),
    );
  },
);

Then(
  'the member {member} of the answer is between {int} and {int}',
  example('Then the member "VPortId" of the answer is between 1 and 64'),
  function (this: BulkheadWorld, member: string, low: number, high: number) {
    expect(answerMembers(this)[member], `the member ${member} of the answer`).to.be.within(low, high);
  },
);

Then(
  'the most recent {oid} carried:',
  example('Then the most recent OID_NIC_SWITCH_CREATE_SWITCH carried:', ANSWERED),
  async function (this: BulkheadWorld, oid: OidName, table: DataTable) {
    checkAnswer(await lastRequested(this, oid), membersFrom(await this.view(), read(table, ANSWERED)));
  },
);

Then(
  'the PF miniport was not asked',
  example('Then the PF miniport was not asked'),
  function (this: BulkheadWorld) {
    expect(timesAsked(this), 'requests that reached the PF miniport').to.equal(0);
  },
);

Then(
  'the PF miniport was asked {int} time(s)',
  example('Then the PF miniport was asked 1 time'),
  function (this: BulkheadWorld, times: number) {
    expect(timesAsked(this), 'requests that reached the PF miniport').to.equal(times);
  },
);
