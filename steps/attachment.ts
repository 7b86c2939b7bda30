import { Given, Then, When } from '@cucumber/cucumber';
import { expect } from 'chai';
import type { VfRef, VfStage } from '../src/isolation/action';
import { vfRefName } from '../src/isolation/reference-names';
import { vfName } from '../src/terms/function-id';
import { example } from './support/example';
import { oneOf } from './support/one-of';
import { partition } from './support/frames';
import type { LifeChange } from './support/parameter-types';
import { functionInTestbed, stageOf } from './support/lookup';
import type { BulkheadWorld } from './support/world';
import { needs } from './support/needs';

// ---------------------------------------------------------------- attach and detach

When(
  'a VF is attached to {partition}',
  example('When a VF is attached to "web"'),
  async function (this: BulkheadWorld, name: string) {
    await this.attempt({ kind: 'attach-vf', partition: name });
  },
);

When(
  'the VF of {partition} is detached',
  example('When the VF of "web" is detached'),
  async function (this: BulkheadWorld, name: string) {
    await this.attempt({ kind: 'detach-vf', partition: name });
  },
);

When(
  'the VF of {partition} is removed by surprise',
  example('When the VF of "web" is removed by surprise'),
  async function (this: BulkheadWorld, name: string) {
    await this.attempt({ kind: 'detach-vf', partition: name, manner: 'surprise' });
  },
);

When(
  'a VF is attached to {partition} as far as state {stage}',
  example('When a VF is attached to "web" as far as state PORTED'),
  async function (this: BulkheadWorld, name: string, upTo: VfStage) {
    await this.attempt({ kind: 'attach-vf', partition: name, upTo });
  },
);

When(
  'the VF of {partition} is detached as far as state {stage}',
  example('When the VF of "web" is detached as far as state ALLOCATED'),
  async function (this: BulkheadWorld, name: string, downTo: VfStage) {
    await this.attempt({ kind: 'detach-vf', partition: name, downTo });
  },
);

When(
  'the virtualization stack exposes the VF of {partition} to its guest',
  example('When the virtualization stack exposes the VF of "web" to its guest'),
  async function (this: BulkheadWorld, name: string) {
    await this.attempt({ kind: 'expose-vf', partition: name });
  },
);

// ---------------------------------------------------------------- reset and power

When(
  '{vf} is reset',
  example('When the VF of "web" is reset'),
  async function (this: BulkheadWorld, vf: VfRef) {
    await this.attempt({ kind: 'reset-vf', vf });
  },
);

When(
  '{vf} is put into power state {power}',
  example('When the VF of "web" is put into power state D3'),
  async function (this: BulkheadWorld, vf: VfRef, state: 'D0' | 'D1' | 'D2' | 'D3') {
    await this.attempt({ kind: 'set-vf-power', vf, state });
  },
);

When(
  '{vf} is put into power state {power} and armed for wake',
  example('When the VF of "web" is put into power state D3 and armed for wake'),
  async function (this: BulkheadWorld, vf: VfRef, state: 'D0' | 'D1' | 'D2' | 'D3') {
    await this.attempt({ kind: 'set-vf-power', vf, state, wake: true });
  },
);

// ---------------------------------------------------------------- partitions as a whole

When(
  'the partition {partition} is {life-change}',
  example('When the partition "web" is saved'),
  async function (this: BulkheadWorld, name: string, kind: LifeChange) {
    await this.attempt({ kind, partition: name });
  },
);

When(
  'the partition {partition} is migrated to host {host}',
  example('When the partition "web" is migrated to host "Host 2"'),
  async function (this: BulkheadWorld, name: string, host: string) {
    await this.attempt({ kind: 'migrate-partition', partition: name, host });
  },
);

When(
  'the network adapter of {partition} is connected to {switch}',
  example('When the network adapter of "web" is connected to "Private"'),
  async function (this: BulkheadWorld, name: string, to: string) {
    await this.attempt({ kind: 'connect-adapter', partition: name, switch: to });
  },
);

When(
  'the network adapter of {partition} is disconnected',
  example('When the network adapter of "web" is disconnected'),
  async function (this: BulkheadWorld, name: string) {
    await this.attempt({ kind: 'disconnect-adapter', partition: name });
  },
);

// ---------------------------------------------------------------- what holds then

Then(
  '{partition} uses the {path-kind} path',
  example('Then "web" uses the VF path'),
  async function (this: BulkheadWorld, name: string, path: 'VF' | 'synthetic') {
    expect(partition(await this.view(), name).path, `the path of "${name}"`).to.equal(path);
  },
);

Then(
  '{partition} has no path',
  example('Then "web" has no path'),
  async function (this: BulkheadWorld, name: string) {
    expect(partition(await this.view(), name).path, `the path of "${name}"`).to.equal('none');
  },
);

Then(
  '{partition} holds {vf}',
  example('Then "web" holds VF 1'),
  async function (this: BulkheadWorld, name: string, vf: VfRef) {
    const held = partition(await this.view(), name).vf;
    expect(held === undefined ? 'no VF' : vfName(held), `the VF that "${name}" holds`).to.equal(
      vfRefName(vf),
    );
  },
);

Then(
  '{partition} holds no VF',
  example('Then "web" holds no VF'),
  async function (this: BulkheadWorld, name: string) {
    const held = partition(await this.view(), name).vf;
    expect(held === undefined ? 'no VF' : vfName(held), `the VF that "${name}" holds`).to.equal('no VF');
  },
);

Then(
  '{partition} holds a VF',
  example('Then "web" holds a VF'),
  async function (this: BulkheadWorld, name: string) {
    expect(partition(await this.view(), name).vf, `"${name}" should hold a VF`).not.to.equal(undefined);
  },
);

Then(
  'exactly {int} partition(s) hold(s) a VF',
  example('Then exactly 2 partitions hold a VF'),
  async function (this: BulkheadWorld, count: number) {
    const holders = (await this.view()).partitions
      .filter((each) => each.vf !== undefined)
      .map((each) => each.partition);
    expect(holders.length, `partitions that hold a VF (${holders.join(', ')})`).to.equal(count);
  },
);

Given(
  '{vf} is in state {stage}',
  example('Then VF 1 is in state PORTED'),
  async function (this: BulkheadWorld, vf: VfRef, stage: VfStage) {
    expect(stageOf(await this.view(), vf), `the state of ${vfRefName(vf)}`).to.equal(stage);
  },
);

Then(
  '{vf} is allocated to {partition}',
  example('Then VF 1 is allocated to "web"'),
  async function (this: BulkheadWorld, vf: VfRef, name: string) {
    expect(
      functionInTestbed(await this.view(), { kind: 'vf', vf })?.allocatedTo,
      `who ${vfRefName(vf)} is allocated to`,
    ).to.equal(name);
  },
);

Then(
  '{vf} is not allocated',
  example('Then VF 1 is not allocated'),
  async function (this: BulkheadWorld, vf: VfRef) {
    expect(
      functionInTestbed(await this.view(), { kind: 'vf', vf })?.allocatedTo,
      `who ${vfRefName(vf)} is allocated to`,
    ).to.equal(undefined);
  },
);

Then(
  '{vf} does not exist',
  example('Then VF 9 does not exist'),
  async function (this: BulkheadWorld, vf: VfRef) {
    expect(
      functionInTestbed(await this.view(), { kind: 'vf', vf }),
      `${vfRefName(vf)} on the adapter`,
    ).to.equal(undefined);
  },
);

Then('{vf} exists', example('Then VF 8 exists'), async function (this: BulkheadWorld, vf: VfRef) {
  expect(
    functionInTestbed(await this.view(), { kind: 'vf', vf }),
    `${vfRefName(vf)} on the adapter`,
  ).not.to.equal(undefined);
});

Then(
  '{vf} is in power state {power}',
  example('Then the VF of "web" is in power state D3'),
  async function (this: BulkheadWorld, vf: VfRef, state: string) {
    expect(
      functionInTestbed(await this.view(), { kind: 'vf', vf })?.power,
      `the power state of ${vfRefName(vf)}`,
    ).to.equal(state);
  },
);

const GUEST_DEVICES = ['VM network adapter', 'emulated network adapter', 'VF network adapter'] as const;

Then(
  'the guest of {partition} sees the devices {string}',
  example('Then the guest of "web" sees the devices "VM network adapter, VF network adapter"'),
  async function (this: BulkheadWorld, name: string, devices: string) {
    for (const device of devices === '' ? [] : devices.split(', '))
      oneOf('a network device of a guest', GUEST_DEVICES, device);
    expect(
      partition(await this.view(), name).devices.join(', '),
      `the network devices in the guest of "${name}"`,
    ).to.equal(devices);
  },
);

Then(
  'the VF driver of {partition} is {vf-driver-state}',
  example('Then the VF driver of "web" is "running"'),
  async function (this: BulkheadWorld, name: string, state: string) {
    expect(partition(await this.view(), name).vfDriver, `the VF driver of "${name}"`).to.equal(state);
  },
);

Then(
  'NetVSC of {partition} is bound to the VF driver',
  example('Then NetVSC of "web" is bound to the VF driver'),
  async function (this: BulkheadWorld, name: string) {
    needs(this, 'miniport-boundary');
    expect(
      partition(await this.view(), name).netvscBound,
      `NetVSC of "${name}" bound to its VF driver`,
    ).to.equal(true);
  },
);

Then(
  'NetVSC of {partition} is not bound to the VF driver',
  example('Then NetVSC of "web" is not bound to the VF driver'),
  async function (this: BulkheadWorld, name: string) {
    needs(this, 'miniport-boundary');
    expect(
      partition(await this.view(), name).netvscBound,
      `NetVSC of "${name}" bound to its VF driver`,
    ).to.equal(false);
  },
);
