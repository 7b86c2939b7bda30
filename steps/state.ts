import { Given, Then, type DataTable } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { FunctionRef } from '../src/isolation/action';
import { functionRefName } from '../src/isolation/reference-names';
import { functionName } from '../src/terms/function-id';
import type { TestbedView, VPortInTestbed } from '../src/target/testbed-view';
import { example } from './support/example';
import { describeChanges, functionChangesBesides } from '../src/target/expectations/changes';
import { changesIn, countersGained, ownerKeyOf } from './support/changes';
import { adapterOf, functionInTestbed, adapterOfVPort, vportIdOf, vportInTestbed } from './support/lookup';
import { partition } from './support/frames';
import type { CounterName, VPortRef } from './support/references';
import { EVENTS, eventsInOrder, happened } from './support/log';
import { noneOf } from './support/none-of';
import { read } from './support/tables';
import type { BulkheadWorld } from './support/world';
import { needs } from './support/needs';

// ---------------------------------------------------------------- what has changed

Then('nothing has changed', example('Then nothing has changed'), function (this: BulkheadWorld) {
  noneOf('what has changed', describeChanges(this.theDeed().changes()));
});

async function onlyAffected(world: BulkheadWorld, allowed: readonly FunctionRef[]): Promise<void> {
  const keys = await Promise.all(allowed.map((each) => ownerKeyOf(world, each)));
  const strangers = functionChangesBesides(world.theDeed().changes(), keys);
  noneOf('functions that were affected besides those named', describeChanges(strangers));
}

Then(
  'no function but {function} was affected',
  example('Then no function but the VF of "web" was affected'),
  async function (this: BulkheadWorld, only: FunctionRef) {
    await onlyAffected(this, [only]);
  },
);

Then(
  'no function but {function} and {function} was affected',
  example('Then no function but the VF of "web" and the PF was affected'),
  async function (this: BulkheadWorld, one: FunctionRef, other: FunctionRef) {
    await onlyAffected(this, [one, other]);
  },
);

Then(
  'no function was affected',
  example('Then no function was affected'),
  async function (this: BulkheadWorld) {
    await onlyAffected(this, []);
  },
);

Then(
  '{function} was affected',
  example('Then the VF of "web" was affected'),
  async function (this: BulkheadWorld, one: FunctionRef) {
    expect((await changesIn(this, one)).length, `changes of ${functionRefName(one)}`).to.be.greaterThan(0);
  },
);

Then(
  'nothing of {function} has changed',
  example('Then nothing of the VF of "db" has changed'),
  async function (this: BulkheadWorld, of: FunctionRef) {
    noneOf(`what has changed of ${functionRefName(of)}`, describeChanges(await changesIn(this, of)));
  },
);

// ---------------------------------------------------------------- counters

Then(
  '{function} counts {int} more {counter}',
  example('Then the VF of "web" counts 1 more dropped frame'),
  async function (this: BulkheadWorld, of: FunctionRef, count: number, counter: CounterName) {
    needs(this, counter === 'dropped' ? 'drop-reasons' : 'counters');
    const read = (view: TestbedView) => functionInTestbed(view, of)?.counters;
    expect(
      await countersGained(this, read, counter),
      `${counter} that ${functionRefName(of)} counted`,
    ).to.equal(count);
  },
);

Then(
  'the physical port counts {int} more {counter}',
  example('Then the physical port counts 1 more frame out'),
  async function (this: BulkheadWorld, count: number, counter: CounterName) {
    needs(this, 'vport-counters');
    const read = (view: TestbedView) => adapterOf(view).portCounters;
    expect(await countersGained(this, read, counter), `${counter} that the physical port counted`).to.equal(
      count,
    );
  },
);

Then(
  '{vport} counts {int} more {counter}',
  example('Then the default VPort counts 1 more frame in'),
  async function (this: BulkheadWorld, of: VPortRef, count: number, counter: CounterName) {
    needs(this, 'vport-counters');
    const read = (view: TestbedView) => vportInTestbed(view, of)?.counters;
    expect(await countersGained(this, read, counter), `${counter} that the VPort counted`).to.equal(count);
  },
);

Then(
  'the VPorts, deleted ones included, count {int} more {counter}',
  example('Then the VPorts, deleted ones included, count 6 more frames out'),
  async function (this: BulkheadWorld, count: number, counter: CounterName) {
    needs(this, 'vport-counters');
    const read = (view: TestbedView) => adapterOf(view).nicSwitch.vportTotals;
    expect(
      await countersGained(this, read, counter),
      `${counter} that all VPorts, deleted ones included, counted`,
    ).to.equal(count);
  },
);

// ---------------------------------------------------------------- NIC switch, VPorts, filters, pools

Then('the NIC switch exists', example('Then the NIC switch exists'), async function (this: BulkheadWorld) {
  expect(adapterOf(await this.view()).nicSwitch.exists, 'the NIC switch exists').to.equal(true);
});

Then('there is no NIC switch', example('Then there is no NIC switch'), async function (this: BulkheadWorld) {
  expect(adapterOf(await this.view()).nicSwitch.exists, 'the NIC switch exists').to.equal(false);
});

Then(
  'the adapter has {int} VPort(s)',
  example('Then the adapter has 2 VPorts'),
  async function (this: BulkheadWorld, count: number) {
    expect(adapterOf(await this.view()).vports.length, 'VPorts of the adapter').to.equal(count);
  },
);

async function vportOf(world: BulkheadWorld, ref: VPortRef): Promise<VPortInTestbed> {
  const view = await world.view();
  return vportInTestbed(view, ref) ?? expect.fail(`there is no VPort ${vportIdOf(view, ref)}`);
}

Then(
  '{vport} is active',
  example('Then VPort 1 is active'),
  async function (this: BulkheadWorld, ref: VPortRef) {
    expect((await vportOf(this, ref)).active, 'the VPort is active').to.equal(true);
  },
);

Then(
  '{vport} is not active',
  example('Then VPort 1 is not active'),
  async function (this: BulkheadWorld, ref: VPortRef) {
    expect((await vportOf(this, ref)).active, 'the VPort is active').to.equal(false);
  },
);

Then(
  '{vport} has {int} queue pair(s)',
  example('Then VPort 1 has 4 queue pairs'),
  async function (this: BulkheadWorld, ref: VPortRef, count: number) {
    needs(this, 'oid-boundary');
    expect((await vportOf(this, ref)).queuePairs, 'queue pairs of the VPort').to.equal(count);
  },
);

Then(
  '{vport} is attached to {function}',
  example('Then VPort 1 is attached to VF 1'),
  async function (this: BulkheadWorld, ref: VPortRef, to: FunctionRef) {
    const attached = (await vportOf(this, ref)).function;
    const due = functionInTestbed(await this.view(), to)?.function;
    expect(functionName(attached), 'the function of the VPort').to.equal(due && functionName(due));
  },
);

Then(
  'the queue pairs of all VPorts are disjoint',
  example('Then the queue pairs of all VPorts are disjoint'),
  async function (this: BulkheadWorld) {
    needs(this, 'oid-boundary');
    const { vports } = adapterOf(await this.view());
    expect(vports.length, 'VPorts of the adapter').to.be.greaterThan(1);
    const taken = vports.flatMap((each) =>
      Array.from({ length: each.queuePairs }, (_, index) => each.firstQueuePair + index),
    );
    expect(new Set(taken).size, 'queue pairs of all VPorts, each once').to.equal(taken.length);
  },
);

Then(
  'the filter of {partition} is on {vport}',
  example('Then the filter of "web" is on the default VPort'),
  async function (this: BulkheadWorld, name: string, ref: VPortRef) {
    const view = await this.view();
    const { mac } = partition(view, name);
    const on = view.adapters
      .flatMap((each) => each.filters)
      .filter((each) => each.mac === mac)
      .map((each) => each.vport);
    expect(on, `the VPorts that hold a filter for "${name}"`).to.deep.equal([vportIdOf(view, ref)]);
  },
);

Then(
  '{vport} has {int} filter(s)',
  example('Then VPort 1 has 1 filter'),
  async function (this: BulkheadWorld, ref: VPortRef, count: number) {
    const { vport } = await vportOf(this, ref);
    const { filters } = adapterOfVPort(await this.view(), ref);
    expect(filters.filter((each) => each.vport === vport).length, 'filters of the VPort').to.equal(count);
  },
);

const pools = async (world: BulkheadWorld): Promise<string> => {
  needs(world, 'oid-boundary');
  const { freeVPorts, freeQueuePairs, freeFilters } = adapterOf(await world.view()).nicSwitch;
  return `${freeVPorts} VPorts, ${freeQueuePairs} queue pairs, ${freeFilters} filters`;
};

Given(
  'the free resources are remembered',
  example('Given the free resources are remembered'),
  async function (this: BulkheadWorld) {
    this.remembered.set('free resources', await pools(this));
  },
);

Then(
  'the free resources are as remembered',
  example('Then the free resources are as remembered'),
  async function (this: BulkheadWorld) {
    expect(this.remembered.has('free resources'), 'remembered resources').to.equal(true);
    expect(await pools(this), 'the free resources').to.equal(this.remembered.get('free resources'));
  },
);

// ---------------------------------------------------------------- the log

Then(
  'these events happened in this order:',
  example('Then these events happened in this order:', EVENTS),
  async function (this: BulkheadWorld, table: DataTable) {
    needs(this, 'request-log');
    eventsInOrder((await this.view()).log, read(table, EVENTS));
  },
);

Then(
  'the event {event} happened {int} time(s)',
  example('Then the event "OID_NIC_SWITCH_CREATE_SWITCH" happened 1 time'),
  async function (this: BulkheadWorld, event: string, times: number) {
    needs(this, 'request-log');
    expect(happened((await this.view()).log, event).length, `times that "${event}" happened`).to.equal(times);
  },
);

Then(
  'the When caused the event {event}',
  example('Then the When caused the event "nic-updated"'),
  function (this: BulkheadWorld, event: string) {
    needs(this, 'request-log');
    const { events } = this.theDeed().outcome;
    const told = events.map((each) => each.what).join(', ');
    expect(
      happened(events, event).length,
      `"${event}" among the events of the When: ${told}`,
    ).to.be.greaterThan(0);
  },
);

Then(
  'the When did not cause the event {event}',
  example('Then the When did not cause the event "pnp-surprise-removal"'),
  function (this: BulkheadWorld, event: string) {
    needs(this, 'request-log');
    const { events } = this.theDeed().outcome;
    noneOf(
      `"${event}" among the events of the When`,
      happened(events, event).map(({ where, details }) => `${where} ${JSON.stringify(details)}`),
    );
  },
);
