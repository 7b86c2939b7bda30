import { Then, When } from '@cucumber/cucumber';
import { expect } from 'chai';
import {
  INTERRUPT_LEVELS,
  type InterruptLevel,
  type VfDriverCall,
  type VfRef,
} from '../src/isolation/action';
import { vfRefName } from '../src/isolation/reference-names';
import { domainKey, partitionDomain } from '../src/terms/domain';
import type { MacAddress } from '../src/terms/mac-address';
import { nearest } from '../src/terms/nearest';
import { formatRoutingId } from '../src/terms/routing-id';
import { FeatureMistake } from '../src/target/target';
import { changesOf, describeChanges } from '../src/target/expectations/changes';
import { example } from './support/example';
import { noneOf } from './support/none-of';
import { partition } from './support/frames';
import { functionInTestbed } from './support/lookup';
import { happened } from './support/log';
import { bytesOf, hexOf } from './support/values';
import type { BulkheadWorld } from './support/world';
import { needs } from './support/needs';

const call = (world: BulkheadWorld, name: string, of: VfDriverCall): Promise<unknown> =>
  world.attempt({ kind: 'vf-driver', partition: name, call: of });

// ---------------------------------------------------------------- the VF driver's own life

When(
  'the VF driver of {partition} is initialized',
  example('When the VF driver of "web" is initialized'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, { kind: 'initialize' });
  },
);

When(
  'the VF driver of {partition} halts',
  example('When the VF driver of "web" halts'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, { kind: 'halt' });
  },
);

When(
  'the VF driver of {partition} resets itself',
  example('When the VF driver of "web" resets itself'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, { kind: 'reset' });
  },
);

When(
  'the guest of {partition} crashes',
  example('When the guest of "web" crashes'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, { kind: 'crash' });
  },
);

When(
  'the guest of {partition} requests a function level reset of its VF',
  example('When the guest of "web" requests a function level reset of its VF'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, { kind: 'request-flr' });
  },
);

When(
  'the guest of {partition} requests power state {power} for its VF',
  example('When the guest of "web" requests power state D3 for its VF'),
  async function (this: BulkheadWorld, name: string, state: 'D0' | 'D3') {
    await call(this, name, { kind: 'request-power', state });
  },
);

When(
  'the guest of {partition} binds {string} to its VF adapter',
  example('When the guest of "web" binds "TCP/IP" to its VF adapter'),
  async function (this: BulkheadWorld, name: string, protocol: string) {
    await call(this, name, { kind: 'bind-protocol', protocol });
  },
);

Then(
  'the VF adapter of {partition} is bound to {string}',
  example('Then the VF adapter of "web" is bound to "NetVSC"'),
  async function (this: BulkheadWorld, name: string, protocols: string) {
    needs(this, 'miniport-boundary');
    const { vfBindings } = partition(await this.view(), name);
    expect(vfBindings.join(', '), `the protocol drivers bound to the VF adapter of "${name}"`).to.equal(
      protocols,
    );
  },
);

// ---------------------------------------------------------------- receive mode, buffers, interrupts

When(
  'the VF driver of {partition} joins the group {mac}',
  example('When the VF driver of "web" joins the group 01-00-5E-00-00-05'),
  async function (this: BulkheadWorld, name: string, group: MacAddress) {
    await call(this, name, { kind: 'join-group', group });
  },
);

When(
  'the VF driver of {partition} leaves the group {mac}',
  example('When the VF driver of "web" leaves the group 01-00-5E-00-00-05'),
  async function (this: BulkheadWorld, name: string, group: MacAddress) {
    await call(this, name, { kind: 'leave-group', group });
  },
);

When(
  'the VF driver of {partition} asks for promiscuous mode',
  example('When the VF driver of "web" asks for promiscuous mode'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, {
      kind: 'set-packet-filter',
      broadcast: true,
      allMulticast: true,
      promiscuous: true,
    });
  },
);

When(
  'the VF driver of {partition} tries promiscuous mode',
  example('When the VF driver of "web" tries promiscuous mode'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, {
      kind: 'set-packet-filter',
      broadcast: true,
      allMulticast: true,
      promiscuous: true,
    });
    // Whether it is told no is another scenario's question (ruling 10); what it then receives is the same either way.
    if (this.theDeed().outcome.kind === 'refused') this.refusal();
  },
);

When(
  'the VF driver of {partition} asks for all multicast frames',
  example('When the VF driver of "web" asks for all multicast frames'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, {
      kind: 'set-packet-filter',
      broadcast: true,
      allMulticast: true,
      promiscuous: false,
    });
  },
);

When(
  'the VF driver of {partition} asks for its ordinary frames alone',
  example('When the VF driver of "web" asks for its ordinary frames alone'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, {
      kind: 'set-packet-filter',
      broadcast: true,
      allMulticast: false,
      promiscuous: false,
    });
  },
);

When(
  'the VF driver of {partition} asks for no broadcasts',
  example('When the VF driver of "web" asks for no broadcasts'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, {
      kind: 'set-packet-filter',
      broadcast: false,
      allMulticast: false,
      promiscuous: false,
    });
  },
);

When(
  'the VF driver of {partition} posts {int} receive buffer(s)',
  example('When the VF driver of "web" posts 4 receive buffers'),
  async function (this: BulkheadWorld, name: string, count: number) {
    await call(this, name, { kind: 'post-receive-buffers', count });
  },
);

When(
  'the VF driver of {partition} masks interrupt vector {int}',
  example('When the VF driver of "web" masks interrupt vector 0'),
  async function (this: BulkheadWorld, name: string, vector: number) {
    await call(this, name, { kind: 'mask-interrupt', vector, masked: true });
  },
);

When(
  'the VF driver of {partition} unmasks interrupt vector {int}',
  example('When the VF driver of "web" unmasks interrupt vector 0'),
  async function (this: BulkheadWorld, name: string, vector: number) {
    await call(this, name, { kind: 'mask-interrupt', vector, masked: false });
  },
);

When(
  'the VF driver of {partition} clears its pending interrupts',
  example('When the VF driver of "web" clears its pending interrupts'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, { kind: 'clear-pending-interrupts' });
  },
);

// ---------------------------------------------------------------- backchannel

When(
  'the VF driver of {partition} writes {string} to block {int}',
  example('When the VF driver of "web" writes "01 02 03 04" to block 3'),
  async function (this: BulkheadWorld, name: string, bytes: string, block: number) {
    await call(this, name, { kind: 'write-block', block, bytes: bytesOf(bytes) });
  },
);

When(
  'the VF driver of {partition} writes {int} bytes to block {int}',
  example('When the VF driver of "web" writes 129 bytes to block 3'),
  async function (this: BulkheadWorld, name: string, count: number, block: number) {
    await call(this, name, { kind: 'write-block', block, bytes: new Uint8Array(count).fill(0x5a) });
  },
);

When(
  'the VF driver of {partition} reads {int} bytes of block {int}',
  example('When the VF driver of "web" reads 4 bytes of block 3'),
  async function (this: BulkheadWorld, name: string, length: number, block: number) {
    await call(this, name, { kind: 'read-block', block, length });
  },
);

const READ_BYTES = 'the bytes that were read';

Then(
  'it reads {string}',
  example('Then it reads "01 02 03 04"'),
  function (this: BulkheadWorld, bytes: string) {
    const { value } = this.success();
    if (typeof value !== 'string') throw new FeatureMistake('the last When read no bytes');
    expect(value, READ_BYTES).to.equal(hexOf(bytesOf(bytes)));
  },
);

Then(
  'the VF driver of {partition} finds {string} in block {int}',
  example('Then the VF driver of "web" finds "01 02 03 04" in block 3'),
  async function (this: BulkheadWorld, name: string, bytes: string, block: number) {
    const due = bytesOf(bytes);
    const done = await this.probe({
      kind: 'vf-driver',
      partition: name,
      call: { kind: 'read-block', block, length: due.length },
    });
    expect(done.value, `block ${block} as the VF driver of "${name}" reads it`).to.equal(hexOf(due));
  },
);

When(
  'the PF driver changes block {int} of {vf} to {string}',
  example('When the PF driver changes block 2 of the VF of "web" to "0A 0B"'),
  async function (this: BulkheadWorld, block: number, vf: VfRef, bytes: string) {
    await this.attempt({ kind: 'pf-write-block', vf, block, bytes: bytesOf(bytes) });
  },
);

const BLOCK_CALLS = ['NdisMReadConfigBlock', 'NdisMWriteConfigBlock'] as const;

function blockCall(text: string): (typeof BLOCK_CALLS)[number] {
  const found = BLOCK_CALLS.find((each) => each === text);
  if (found !== undefined) return found;
  throw new FeatureMistake(
    `${text} is no call for blocks${nearest(text, BLOCK_CALLS)}; expected ${BLOCK_CALLS.join(' or ')}`,
  );
}

function interruptLevel(text: string): InterruptLevel {
  const found = INTERRUPT_LEVELS.find((each) => each === text);
  if (found !== undefined) return found;
  throw new FeatureMistake(
    `${text} is no level${nearest(text, INTERRUPT_LEVELS)}; expected one of ${INTERRUPT_LEVELS.join(', ')}`,
  );
}

When(
  'the PF driver calls {word} for block {int}',
  example('When the PF driver calls NdisMReadConfigBlock for block 3'),
  async function (this: BulkheadWorld, name: string, block: number) {
    await this.attempt({ kind: 'pf-block-call', call: blockCall(name), block });
  },
);

When(
  'the VF driver of {partition} calls {word} for block {int} at {word}',
  example('When the VF driver of "web" calls NdisMReadConfigBlock for block 3 at DISPATCH_LEVEL'),
  async function (this: BulkheadWorld, name: string, of: string, block: number, level: string) {
    const irql = interruptLevel(level);
    await call(
      this,
      name,
      blockCall(of) === 'NdisMReadConfigBlock'
        ? { kind: 'read-block', block, length: 4, irql }
        : { kind: 'write-block', block, bytes: new Uint8Array(4).fill(0x5a), irql },
    );
  },
);

const maskOf = (blocks: string): bigint =>
  blocks.split(',').reduce((mask, block) => mask | (1n << BigInt(Number(block.trim()))), 0n);

When(
  'the PF driver announces a change of block(s) {string} to {vf}',
  example('When the PF driver announces a change of blocks "0, 2" to the VF of "web"'),
  async function (this: BulkheadWorld, blocks: string, vf: VfRef) {
    await this.attempt({ kind: 'invalidate-blocks', vf, mask: maskOf(blocks) });
  },
);

When(
  'the VF driver of {partition} announces a change of block(s) {string} to {vf}',
  example('When the VF driver of "web" announces a change of block "0" to the VF of "db"'),
  async function (this: BulkheadWorld, _name: string, blocks: string, vf: VfRef) {
    await this.attempt({ kind: 'invalidate-blocks', vf, mask: maskOf(blocks), by: 'vf-driver' });
  },
);

When(
  'the guest of {partition} stops taking notices',
  example('When the guest of "web" stops taking notices'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, { kind: 'hold-notices', hold: true });
  },
);

When(
  'the guest of {partition} takes notices again',
  example('When the guest of "web" takes notices again'),
  async function (this: BulkheadWorld, name: string) {
    await call(this, name, { kind: 'hold-notices', hold: false });
  },
);

Then(
  'the VF driver of {partition} has been told of changes of {string}',
  example('Then the VF driver of "web" has been told of changes of "0, 2; 3"'),
  async function (this: BulkheadWorld, name: string, notices: string) {
    const due = notices.split(';').map((blocks) => `0x${maskOf(blocks).toString(16)}`);
    needs(this, 'blocks');
    const told = partition(await this.view(), name).notices.map((mask) => `0x${mask.toString(16)}`);
    expect(told, `the notices that the VF driver of "${name}" received`).to.deep.equal(due);
  },
);

Then(
  'the VF driver of {partition} has been told of no change',
  example('Then the VF driver of "db" has been told of no change'),
  async function (this: BulkheadWorld, name: string) {
    needs(this, 'blocks');
    const told = partition(await this.view(), name).notices.map((mask) => `0x${mask.toString(16)}`);
    noneOf(`the notices that the VF driver of "${name}" received`, told);
  },
);

// ---------------------------------------------------------------- a hostile guest

When(
  'the guest of {partition} points its receive ring at the memory of {partition}',
  example('When the guest of "web" points its receive ring at the memory of "db"'),
  async function (this: BulkheadWorld, name: string, victim: string) {
    await this.attempt({
      kind: 'stray-dma',
      partition: name,
      direction: 'to-memory',
      target: { kind: 'partition', partition: victim },
    });
  },
);

When(
  'the guest of {partition} points its transmit ring at the memory of {partition}',
  example('When the guest of "web" points its transmit ring at the memory of "db"'),
  async function (this: BulkheadWorld, name: string, victim: string) {
    await this.attempt({
      kind: 'stray-dma',
      partition: name,
      direction: 'from-memory',
      target: { kind: 'partition', partition: victim },
    });
  },
);

When(
  'the guest of {partition} points its receive ring at the memory of the management OS',
  example('When the guest of "web" points its receive ring at the memory of the management OS'),
  async function (this: BulkheadWorld, name: string) {
    await this.attempt({
      kind: 'stray-dma',
      partition: name,
      direction: 'to-memory',
      target: { kind: 'management-os' },
    });
  },
);

When(
  'the guest of {partition} points its receive ring at memory that is not mapped',
  example('When the guest of "web" points its receive ring at memory that is not mapped'),
  async function (this: BulkheadWorld, name: string) {
    await this.attempt({
      kind: 'stray-dma',
      partition: name,
      direction: 'to-memory',
      target: { kind: 'unmapped' },
    });
  },
);

When(
  'the guest of {partition} forges an interrupt of {partition}',
  example('When the guest of "web" forges an interrupt of "db"'),
  async function (this: BulkheadWorld, name: string, target: string) {
    await this.attempt({ kind: 'forge-interrupt', partition: name, target });
  },
);

Then(
  'no byte of the memory of {partition} was written by others',
  example('Then no byte of the memory of "db" was written by others'),
  async function (this: BulkheadWorld, name: string) {
    needs(this, 'dma-observation');
    expect(partition(await this.view(), name).foreignWrites, `bytes of "${name}" that others wrote`).to.equal(
      0,
    );
  },
);

Then(
  'no byte of the memory of {partition} has changed',
  example('Then no byte of the memory of "db" has changed'),
  async function (this: BulkheadWorld, name: string) {
    needs(this, 'dma-observation');
    const { partition: owner } = partition(await this.view(), name);
    const changes = changesOf(this.theDeed().changes(), domainKey(partitionDomain(owner))).filter(
      ({ facet }) => facet === 'memory',
    );
    noneOf(`what the When changed in the memory of "${name}"`, describeChanges(changes));
  },
);

/** Faults that the IOMMU recorded under the Routing ID of a VF. */
async function faultsOf(world: BulkheadWorld, vf: VfRef): Promise<number> {
  needs(world, 'dma-observation');
  const view = await world.view();
  const rid = functionInTestbed(view, { kind: 'vf', vf })?.routingId;
  if (rid === undefined) throw new FeatureMistake(`${vfRefName(vf)} does not exist`);
  return happened(view.log, 'iommu-fault').filter(
    (event) => event.details['routingId'] === formatRoutingId(rid),
  ).length;
}

Then(
  'the IOMMU recorded a fault of {vf}',
  example('Then the IOMMU recorded a fault of the VF of "web"'),
  async function (this: BulkheadWorld, vf: VfRef) {
    expect(await faultsOf(this, vf), `faults that the IOMMU recorded for ${vfRefName(vf)}`).to.be.greaterThan(
      0,
    );
  },
);

Then(
  'the IOMMU recorded no fault of {vf}',
  example('Then the IOMMU recorded no fault of the VF of "db"'),
  async function (this: BulkheadWorld, vf: VfRef) {
    expect(await faultsOf(this, vf), `faults that the IOMMU recorded for ${vfRefName(vf)}`).to.equal(0);
  },
);
