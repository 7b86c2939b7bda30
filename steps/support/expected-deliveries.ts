import { expect } from 'chai';
import { comparePaths } from '../../src/path/compare-paths';
import { parsePath } from '../../src/path/parse-path';
import { pathNames, renderPath } from '../../src/path/render-path';
import { OUTSIDE, partyName, type Party } from '../../src/terms/party';
import type { TestbedView } from '../../src/target/testbed-view';
import type { DropReason, Trace } from '../../src/wire/trace';
import {
  deliveriesTo,
  describeTrace,
  isDelivered,
  type Delivered,
} from '../../src/target/expectations/deliveries';
import {
  portLeftFault,
  receiptFault,
  receiversFault,
  soleReceiptFault,
  switchPassedFault,
  type Fault,
} from '../../src/target/expectations/receipt-faults';
import { FeatureMistake } from '../../src/target/target';
import { frameBetween, type SentFrame } from './frames';
import { knownParty } from './lookup';
import { NotApplicable } from './mistakes';
import { oneOf } from './one-of';
import type { BulkheadWorld } from './world';

function sent(world: BulkheadWorld): readonly SentFrame[] {
  if (world.sent.length === 0)
    throw new FeatureMistake('this sentence is about a frame, but no frame has been sent yet');
  return world.sent;
}

/** All copies of the frames that the last sending sentence sent. */
function traces(world: BulkheadWorld): readonly Trace[] {
  const tokens = new Set(sent(world).map((each) => each.token));
  return world.success().traces.filter((trace) => tokens.has(trace.token));
}

const deliveries = (world: BulkheadWorld): readonly Delivered[] => traces(world).filter(isDelivered);
const to = (world: BulkheadWorld, party: Party): readonly Delivered[] =>
  deliveriesTo(traces(world), knownParty(world.theDeed().viewBefore, party));

/** What became of the frames, for a failure text: every copy with its way and its end. */
function story(world: BulkheadWorld): string {
  const lines = traces(world).map((trace) => `    ${describeTrace(trace)}`);
  return lines.length === 0 ? '    the frame left no trace at all' : lines.join('\n');
}

function fail(world: BulkheadWorld, sentence: string): never {
  show(world);
  expect.fail(`${sentence}\n  what became of it:\n${story(world)}`);
}

function check(world: BulkheadWorld, fault: Fault): void {
  if (fault !== undefined) fail(world, fault);
  show(world);
}

/** Evidence for the report. */
function show(world: BulkheadWorld): void {
  const evidence = traces(world)
    .slice(0, 8)
    .map((trace) => ({
      token: trace.token,
      path: renderPath(trace),
      end: trace.end.kind,
      ...(trace.end.kind === 'dropped'
        ? { reason: trace.end.reason, ...(trace.end.rule === undefined ? {} : { rule: trace.end.rule }) }
        : {}),
    }));
  world.evidence({ kind: 'traces', traces: evidence });
}

/** Names that a path may hold: parties and switches of this testbed. */
function knownNames(view: TestbedView): readonly string[] {
  const owners = view.switches.flatMap((each) => each.ports.map((port) => port.owner));
  return [
    ...view.partitions.map((each) => each.partition),
    ...view.switches.map((each) => each.switch),
    ...view.stations.map((each) => each.station),
    ...owners,
    OUTSIDE,
  ];
}

export async function takesPath(world: BulkheadWorld, path: string): Promise<void> {
  const expected = parsePath(path, knownNames(await world.view()));
  if (!expected.ok) throw new FeatureMistake(expected.error);
  const copies = traces(world);
  show(world);
  const [closest] = copies;
  if (copies.some((trace) => comparePaths(expected.value, pathNames(trace)).same)) return;
  const actual = closest === undefined ? [] : pathNames(closest);
  world.evidence({
    kind: 'expectation',
    sentence: 'the frame takes the path',
    expected: path,
    actual: actual.join(' > '),
  });
  expect.fail(
    `the frame took another path\n${comparePaths(expected.value, actual).text}\n  what became of it:\n${story(world)}`,
  );
}

export function receives(world: BulkheadWorld, party: Party): readonly Delivered[] {
  const tokens = sent(world).map((each) => each.token);
  const arrived = to(world, party);
  check(world, receiptFault(arrived, tokens, party));
  return arrived;
}

export function receivesTagged(world: BulkheadWorld, party: Party, vlan: number | undefined): void {
  for (const each of receives(world, party)) {
    const tag = each.end.frame.tag;
    if (tag?.vlan !== vlan)
      fail(
        world,
        `${partyName(party)} should receive the frame ${vlan === undefined ? 'untagged' : `tagged with VLAN ${vlan}`}, but it ${tag === undefined ? 'has no tag' : `is tagged with VLAN ${tag.vlan}`}`,
      );
  }
}

export function receivesOutOfBand(world: BulkheadWorld, party: Party, vlan: number): void {
  for (const each of receives(world, party)) {
    tellsOutOfBand(each);
    expect(each.end.outOfBand.vlan, `the VLAN in the out-of-band data at ${partyName(party)}`).to.equal(vlan);
    expect(each.end.frame.tag, `the tag left in the packet data at ${partyName(party)}`).to.equal(undefined);
  }
}

export function receivesMarked(world: BulkheadWorld, party: Party, vport: number | undefined): void {
  for (const each of receives(world, party)) {
    tellsOutOfBand(each);
    expect(each.end.outOfBand.vport, `the VPortId in the out-of-band data at ${partyName(party)}`).to.equal(
      vport,
    );
  }
}

function tellsOutOfBand({ end }: Delivered): void {
  if (end.outOfBand.untold === true)
    throw new NotApplicable('out-of-band', 'a receiver here is told nothing beside the frame');
}

const FILTERING_MEMBERS = { FilterId: 'filter', QueueId: 'queue', VPortId: 'vport' } as const;
/** A member of NDIS_NET_BUFFER_LIST_FILTERING_INFO. */
export type FilteringMember = keyof typeof FILTERING_MEMBERS;

export const filteringMember = (name: string): FilteringMember =>
  oneOf(
    'a member of the filtering information',
    Object.keys(FILTERING_MEMBERS) as readonly FilteringMember[],
    name,
  );

export function receivesFilteringMember(
  world: BulkheadWorld,
  party: Party,
  member: FilteringMember,
  value: number,
): void {
  for (const each of receives(world, party)) {
    tellsOutOfBand(each);
    expect(each.end.outOfBand[FILTERING_MEMBERS[member]], `the ${member} at ${partyName(party)}`).to.equal(
      value,
    );
  }
}

export function receivesPriority(world: BulkheadWorld, party: Party, priority: number): void {
  for (const each of receives(world, party)) {
    if (each.end.frame.tag === undefined) tellsOutOfBand(each);
    const actual = each.end.frame.tag?.priority ?? each.end.outOfBand.priority ?? 0;
    expect(actual, `the priority with which ${partyName(party)} receives the frame`).to.equal(priority);
  }
}

export function receivesAllInOrder(world: BulkheadWorld, party: Party): void {
  const arrived = to(world, party).map((each) => each.token);
  const due = sent(world).map((each) => each.token);
  expect(arrived.join(' '), `the frames at ${partyName(party)}`).to.equal(due.join(' '));
}

export function receivesCount(world: BulkheadWorld, party: Party, count: number): void {
  if (count === 0) return doesNotReceive(world, party, 'receives 0 frames');
  const actual = to(world, party).length;
  if (actual !== count)
    fail(world, `${partyName(party)} should receive ${count} frames, but received ${actual}`);
}

/** A claim that somebody received nothing is worth something only if frames do reach them: the end of the scenario checks it. */
export function doesNotReceive(
  world: BulkheadWorld,
  party: Party,
  claim = 'does not receive the frame',
): void {
  if (to(world, party).length > 0) fail(world, `${partyName(party)} should not receive the frame, but did`);
  world.absences.push({
    who: partyName(party),
    role: 'receiver',
    sentence: `${partyName(party)} ${claim}`,
  });
  show(world);
}

export function nobodyReceives(world: BulkheadWorld): void {
  if (deliveries(world).length > 0) fail(world, 'nobody should receive the frame');
  for (const frame of sent(world)) {
    world.absences.push({
      who: partyName(frame.sender),
      role: 'sender',
      sentence: 'nobody receives the frame',
    });
  }
  show(world);
}

export const nobodyElseReceives = (world: BulkheadWorld): void =>
  check(world, soleReceiptFault(traces(world), sent(world)));

export function exactReceivers(world: BulkheadWorld, due: readonly (readonly [Party, number])[]): void {
  for (const [party] of due) knownParty(world.theDeed().viewBefore, party);
  check(world, receiversFault(traces(world), due));
  for (const [party, count] of due) if (count === 0) doesNotReceive(world, party, 'receives 0 frames');
}

export function droppedBecause(world: BulkheadWorld, reason: DropReason): void {
  const drops = traces(world).flatMap((trace) => (trace.end.kind === 'dropped' ? [trace.end.reason] : []));
  if (drops.length > 0 && drops.every((each) => each === 'not-told'))
    throw new NotApplicable('drop-reasons', 'it does not tell why a frame reached nobody');
  if (!drops.includes(reason))
    fail(world, `the frame should be dropped because of "${reason.replaceAll('-', ' ')}"`);
  show(world);
}

export const avoidsSwitch = (world: BulkheadWorld): void => check(world, switchPassedFault(traces(world)));

export function staysInside(world: BulkheadWorld): void {
  check(world, portLeftFault(traces(world)));
  for (const frame of sent(world))
    world.absences.push({
      who: partyName(frame.sender),
      role: 'sender',
      sentence: 'no frame leaves by the physical port',
    });
}

/** Both directions, each frame once and to nobody else. */
export async function exchange(world: BulkheadWorld, a: Party, b: Party): Promise<void> {
  for (const [from, dest] of [
    [a, b],
    [b, a],
  ] as const) {
    const frame = frameBetween(await world.view(), world.nextToken(), from, dest);
    const outcome = await world.probe({
      kind: 'send',
      sender: from,
      frames: [{ token: frame.token, frame: frame.frame }],
    });
    const fault = soleReceiptFault(outcome.traces, [frame]);
    if (fault !== undefined)
      expect.fail([fault, ...outcome.traces.map((trace) => `    ${describeTrace(trace)}`)].join('\n'));
  }
}
