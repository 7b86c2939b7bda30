import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import type { MacAddress } from '../src/terms/mac-address';
import type { Party } from '../src/terms/party';
import type { VlanId } from '../src/terms/vlan-id';
import type { DropReason } from '../src/wire/trace';
import { example } from './support/example';
import * as expected from './support/expected-deliveries';
import { macOf } from './support/frames';
import { party, type NamedFrame } from './support/parameter-types';
import { send, sendMany, sendNamed, sendTo } from './support/sending';
import { streamArrives } from './support/streams';
import { atLeastOne, read, wholeNumber, type SentenceTable } from './support/tables';
import { frameSize } from './support/values';
import type { BulkheadWorld } from './support/world';

// ---------------------------------------------------------------- sending

When(
  '{party} sends a frame to {party}',
  example('When "web" sends a frame to "db"'),
  async function (this: BulkheadWorld, from: Party, to: Party) {
    await send(this, from, to);
  },
);

When(
  '{party} sends a frame to {party} over the {path-kind} path',
  example('When "web" sends a frame to "db" over the synthetic path'),
  async function (this: BulkheadWorld, from: Party, to: Party, via: 'VF' | 'synthetic') {
    await send(this, from, to, {}, via);
  },
);

When(
  '{party} sends {int} frames to {party}',
  example('When "web" sends 100 frames to "db"'),
  async function (this: BulkheadWorld, from: Party, count: number, to: Party) {
    await sendMany(this, from, to, atLeastOne(count, 'frames'));
  },
);

When(
  '{party} sends a frame of {size} to {party}',
  example('When "web" sends a frame of 9000 bytes to "db"'),
  async function (this: BulkheadWorld, from: Party, size: number, to: Party) {
    await send(this, from, to, { size: frameSize(size) });
  },
);

When(
  '{party} sends a frame of EtherType {hex} to {party}',
  example('When "web" sends a frame of EtherType 0x0800 to "db"'),
  async function (this: BulkheadWorld, from: Party, etherType: number, to: Party) {
    await send(this, from, to, { etherType });
  },
);

When(
  '{party} sends a frame tagged with {vlan} to {party}',
  example('When "web" sends a frame tagged with VLAN 20 to "db"'),
  async function (this: BulkheadWorld, from: Party, vlan: VlanId, to: Party) {
    await send(this, from, to, { tag: { vlan, priority: 0 } });
  },
);

When(
  '{party} sends a frame tagged with {vlan} and priority {int} to {party}',
  example('When "web" sends a frame tagged with VLAN 10 and priority 5 to "db"'),
  async function (this: BulkheadWorld, from: Party, vlan: VlanId, priority: number, to: Party) {
    await send(this, from, to, { tag: { vlan, priority } });
  },
);

When(
  '{party} sends a frame with priority {int} to {party}',
  example('When "web" sends a frame with priority 5 to "db"'),
  async function (this: BulkheadWorld, from: Party, priority: number, to: Party) {
    await send(this, from, to, { tag: { vlan: 0, priority } });
  },
);

When(
  '{party} sends an untagged frame to {party}',
  example('When "outside" sends an untagged frame to "web"'),
  async function (this: BulkheadWorld, from: Party, to: Party) {
    await sendTo(this, from, macOf(await this.view(), to));
  },
);

When(
  '{party} sends a frame to {party} with the source address {mac}',
  example('When "web" sends a frame to "db" with the source address 00-15-5D-00-00-99'),
  async function (this: BulkheadWorld, from: Party, to: Party, source: MacAddress) {
    await send(this, from, to, { source });
  },
);

When(
  '{party} sends a frame to {party} in the name of {party}',
  example('When "web" sends a frame to "outside" in the name of "db"'),
  async function (this: BulkheadWorld, from: Party, to: Party, claimed: Party) {
    await send(this, from, to, { source: macOf(await this.view(), claimed) });
  },
);

When(
  '{party} sends {int} frames to {party} in the name of {party}',
  example('When "web" sends 50 frames to "outside" in the name of "db"'),
  async function (this: BulkheadWorld, from: Party, count: number, to: Party, claimed: Party) {
    const source = macOf(await this.view(), claimed);
    await sendMany(this, from, to, atLeastOne(count, 'frames'), { source });
  },
);

When(
  '{party} sends a frame to the address {mac}',
  example('When "web" sends a frame to the address 01-00-5E-00-00-05'),
  async function (this: BulkheadWorld, from: Party, to: MacAddress) {
    await sendTo(this, from, to);
  },
);

When(
  '{party} sends a frame to the address {mac} tagged with {vlan}',
  example('When "outside" sends a frame to the address 00-15-5D-00-00-01 tagged with VLAN 20'),
  async function (this: BulkheadWorld, from: Party, to: MacAddress, vlan: VlanId) {
    await sendTo(this, from, to, { tag: { vlan, priority: 0 } });
  },
);

When(
  '{party} sends a frame to the address {mac} with the source address {mac}',
  example(
    'When "web" sends a frame to the address FF-FF-FF-FF-FF-FF with the source address 00-15-5D-00-00-99',
  ),
  async function (this: BulkheadWorld, from: Party, to: MacAddress, source: MacAddress) {
    await sendTo(this, from, to, { source });
  },
);

When(
  '{party} sends {int} frames to the address {mac}',
  example('When "web" sends 50 frames to the address 00-15-5D-00-0F-FF'),
  async function (this: BulkheadWorld, from: Party, count: number, to: MacAddress) {
    await sendTo(this, from, to, {}, atLeastOne(count, 'frames'));
  },
);

When(
  '{party} sends {int} frames to the address {mac} tagged with {vlan}',
  example('When "outside" sends 50 frames to the address 01-00-5E-00-00-05 tagged with VLAN 10'),
  async function (this: BulkheadWorld, from: Party, count: number, to: MacAddress, vlan: VlanId) {
    await sendTo(this, from, to, { tag: { vlan, priority: 0 } }, atLeastOne(count, 'frames'));
  },
);

When(
  '{party} sends a {named-frame}',
  example('When "web" sends a broadcast'),
  async function (this: BulkheadWorld, from: Party, name: NamedFrame) {
    await sendNamed(this, from, name);
  },
);

When(
  '{party} sends a {named-frame} tagged with {vlan}',
  example('When "outside" sends a broadcast tagged with VLAN 10'),
  async function (this: BulkheadWorld, from: Party, name: NamedFrame, vlan: VlanId) {
    await sendNamed(this, from, name, { vlan, priority: 0 });
  },
);

When(
  '{party} sends {int} broadcasts',
  example('When "web" sends 50 broadcasts'),
  async function (this: BulkheadWorld, from: Party, count: number) {
    await sendNamed(this, from, 'broadcast', undefined, atLeastOne(count, 'broadcasts'));
  },
);

When(
  '{party} sends {int} broadcasts tagged with {vlan}',
  example('When "outside" sends 50 broadcasts tagged with VLAN 10'),
  async function (this: BulkheadWorld, from: Party, count: number, vlan: VlanId) {
    await sendNamed(this, from, 'broadcast', { vlan, priority: 0 }, atLeastOne(count, 'broadcasts'));
  },
);

When(
  '{int} second(s) pass(es)',
  example('When 1 second passes'),
  async function (this: BulkheadWorld, seconds: number) {
    await this.act({ kind: 'pass-time', seconds });
  },
);

When(
  '{party} and {party} exchange frames',
  example('Given "db" and "legacy" exchange frames'),
  async function (this: BulkheadWorld, a: Party, b: Party) {
    await expected.exchange(this, a, b);
  },
);

Given(
  'a stream of {int} numbered frames runs from {party} to {party}',
  example('Given a stream of 100 numbered frames runs from "outside" to "web"'),
  function (this: BulkheadWorld, count: number, sender: Party, receiver: Party) {
    this.armed.push({ sender, receiver, token: this.nextToken(), count: atLeastOne(count, 'frames') });
  },
);

Given(
  'a stream of {int} numbered broadcasts runs from {party} to {party} among others',
  example('Given a stream of 100 numbered broadcasts runs from "outside" to "web" among others'),
  function (this: BulkheadWorld, count: number, sender: Party, receiver: Party) {
    this.armed.push({ sender, receiver, token: this.nextToken(), count, broadcast: true });
  },
);

// ---------------------------------------------------------------- what arrives

Then(
  '{party} and {party} exchange frames as before',
  example('Then "db" and "legacy" exchange frames as before'),
  async function (this: BulkheadWorld, a: Party, b: Party) {
    await expected.exchange(this, a, b);
  },
);

Then(
  'the frame takes the path {path}',
  example('Then the frame takes the path "web > VF 1 > NIC switch > VF 2 > db"'),
  async function (this: BulkheadWorld, path: string) {
    await expected.takesPath(this, path);
  },
);

Then(
  '{party} receives the frame',
  example('Then "db" receives the frame'),
  function (this: BulkheadWorld, party: Party) {
    expected.receives(this, party);
  },
);

Then(
  '{party} receives the frame untagged',
  example('Then "db" receives the frame untagged'),
  function (this: BulkheadWorld, party: Party) {
    expected.receivesTagged(this, party, undefined);
  },
);

Then(
  '{party} receives the frame tagged with {vlan}',
  example('Then "outside" receives the frame tagged with VLAN 10'),
  function (this: BulkheadWorld, party: Party, vlan: VlanId) {
    expected.receivesTagged(this, party, vlan);
  },
);

Then(
  '{party} receives the frame with {vlan} out of band',
  example('Then "db" receives the frame with VLAN 10 out of band'),
  function (this: BulkheadWorld, party: Party, vlan: VlanId) {
    expected.receivesOutOfBand(this, party, vlan);
  },
);

Then(
  '{party} receives the frame with priority {int}',
  example('Then "db" receives the frame with priority 5'),
  function (this: BulkheadWorld, party: Party, priority: number) {
    expected.receivesPriority(this, party, priority);
  },
);

Then(
  '{party} receives all the frames in order',
  example('Then "db" receives all the frames in order'),
  function (this: BulkheadWorld, party: Party) {
    expected.receivesAllInOrder(this, party);
  },
);

Then(
  '{party} receives {int} frame(s)',
  example('Then "db" receives 10 frames'),
  function (this: BulkheadWorld, party: Party, count: number) {
    expected.receivesCount(this, party, count);
  },
);

Then(
  '{party} does not receive the frame',
  example('Then "db" does not receive the frame'),
  function (this: BulkheadWorld, party: Party) {
    expected.doesNotReceive(this, party);
  },
);

Then('nobody receives the frame', example('Then nobody receives the frame'), function (this: BulkheadWorld) {
  expected.nobodyReceives(this);
});

Then('nobody else receives it', example('Then nobody else receives it'), function (this: BulkheadWorld) {
  expected.nobodyElseReceives(this);
});

const RECEIVERS: SentenceTable<readonly [receiver: Party, frames: number]> = {
  columns: ['receiver*', 'frames'],
  row: (row) => [party(row['receiver'] ?? ''), wholeNumber(row['frames'] ?? '1', 'a number of frames')],
};

Then(
  'exactly these receive the frame:',
  example('Then exactly these receive the frame:', RECEIVERS),
  function (this: BulkheadWorld, table: DataTable) {
    expected.exactReceivers(this, read(table, RECEIVERS));
  },
);

Then(
  'the frame is dropped because of {reason}',
  example('Then the frame is dropped because of "spoofed source"'),
  function (this: BulkheadWorld, reason: DropReason) {
    expected.droppedBecause(this, reason);
  },
);

Then(
  'no frame passes the extensible switch',
  example('Then no frame passes the extensible switch'),
  function (this: BulkheadWorld) {
    expected.avoidsSwitch(this);
  },
);

Then(
  'no frame leaves by the physical port',
  example('Then no frame leaves by the physical port'),
  function (this: BulkheadWorld) {
    expected.staysInside(this);
  },
);

Then(
  'the stream arrives complete, once and in order',
  example('Then the stream arrives complete, once and in order'),
  function (this: BulkheadWorld) {
    streamArrives(this, 0);
  },
);

Then(
  'the stream arrives once and in order, with at most {int} declared loss(es)',
  example('Then the stream arrives once and in order, with at most 3 declared losses'),
  function (this: BulkheadWorld, losses: number) {
    streamArrives(this, losses);
  },
);
