import { expect } from 'chai';
import type { Action, DriverAction, VfRef } from '../../src/isolation/action';
import { parseMacAddress } from '../../src/terms/mac-address';
import type { Boundary, Issuer, OidMembers, OidMethod, OidName, OidValue } from '../../src/terms/oid';
import { FeatureMistake } from '../../src/target/target';
import type { TestbedView } from '../../src/target/testbed-view';
import { fieldParameters, filterKey } from './field-tests';
import { partition as partitionNamed } from './frames';
import { happened } from './log';
import { vfIdOf, vportIdOf } from './lookup';
import { oneOf } from './one-of';
import { vfNumber } from './references';
import type { Row, SentenceTable } from './tables';
import { bytesOf, hexOf } from './values';
import type { BulkheadWorld } from './world';
import { needs } from './needs';

export interface Asking {
  readonly issuer?: Issuer;
  readonly boundary?: Boundary;
  readonly oid: OidName;
  readonly members?: OidMembers;
  readonly method?: string;
  /** Bytes that the buffer is too short by. */
  readonly missing?: number;
}

const METHODS: readonly OidMethod[] = ['query', 'set', 'method'];

export function request(asking: Asking): Extract<DriverAction, { kind: 'request-oid' }> {
  return {
    kind: 'request-oid',
    issuer: asking.issuer ?? { kind: 'virtualization-stack' },
    boundary: asking.boundary ?? 'ndis',
    to: { kind: 'pf-miniport' },
    request: {
      oid: asking.oid,
      members: asking.members ?? {},
      ...(asking.method === undefined ? {} : { method: oneOf('a kind of request', METHODS, asking.method) }),
      ...(asking.missing === undefined ? {} : { bufferShortBy: asking.missing }),
    },
  };
}

/** The same request again with a buffer of this many bytes. */
export function withBuffer(deed: Action, bufferLength: number): Action {
  if (deed.kind === 'request-oid') return { ...deed, request: { ...deed.request, bufferLength } };
  if (deed.kind === 'extension-call' && deed.call.kind === 'query')
    return { ...deed, call: { ...deed.call, bufferLength } };
  throw new FeatureMistake('this sentence is about a request');
}

/** ALLOCATE_VF for the partition "vm<index>", index 1 to 65,535. */
export function allocation(issuer: Issuer, index: number): Extract<DriverAction, { kind: 'request-oid' }> {
  const address = `00-15-5D-01-${octet(index >> 8)}-${octet(index)}`;
  const members = { VMName: `vm${index}`, PermanentMacAddress: address, CurrentMacAddress: address };
  return request({ issuer, oid: 'OID_NIC_SWITCH_ALLOCATE_VF', members });
}

const octet = (value: number): string => (value & 0xff).toString(16).padStart(2, '0').toUpperCase();

/** A value as a table says it: some can be told only of a testbed. */
export type Told = (view: TestbedView) => OidValue;
type ToldMember = readonly [member: string, value: Told];

/** The one member that is an array has words of its own. */
function toldMember({ member = '', value = '' }: Row): ToldMember {
  if (member !== 'FieldParameters') return [member, memberValue(value)];
  const parameters = fieldParameters(filterKey(value));
  return [member, () => parameters];
}

/** Members that an answer is expected to have. */
export const ANSWERED: SentenceTable<ToldMember> = { columns: ['member*', 'value*'], row: toldMember };
/** Of a request, which may have none at all. */
export const REQUESTED: SentenceTable<ToldMember> = { ...ANSWERED, mayBeEmpty: true };

export const membersFrom = (view: TestbedView, members: readonly ToldMember[]): OidMembers =>
  Object.fromEntries(members.map(([member, value]) => [member, value(view)]));

/** `8`, `0x8`, `TRUE`, `bytes 01 02`, `VF 1`, `the VF of "web"`, `the VPort of VF 1`, or a word as it stands. */
export function memberValue(text: string): Told {
  const value = plainValue(text);
  return value === undefined ? (named(text) ?? (() => text)) : () => value;
}

function plainValue(text: string): OidValue | undefined {
  if (/^-?\d+$/.test(text)) return Number(text);
  if (/^0x[0-9A-Fa-f]+$/.test(text)) return parseInt(text, 16);
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
  return text.startsWith('bytes') ? bytesOf(text.slice(5)) : undefined;
}

/** What is named by its place in the testbed. */
const NAMED: readonly (readonly [RegExp, (name: string) => Told])[] = [
  [/^VF (\d+)$/, (number) => ofVf(vfNumber(number))],
  [/^the VF of "([^"]*)"$/, (partition) => ofVf({ kind: 'of-partition', partition })],
  [/^the VPort of VF (\d+)$/, (number) => ofVPort(vfNumber(number))],
  [/^the VPort of "([^"]*)"$/, (partition) => ofVPort({ kind: 'of-partition', partition })],
  [/^the filter of "([^"]*)"$/, (name) => (view) => filterIdOf(view, partitionNamed(view, name).mac)],
  [/^the filter for (\S+)$/, (address) => ofFilter(address)],
];

function named(text: string): Told | undefined {
  for (const [pattern, tell] of NAMED) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined) return tell(name);
  }
  return undefined;
}

const ofVf =
  (vf: VfRef): Told =>
  (view) =>
    vfIdOf(view, vf);

const ofVPort =
  (vf: VfRef): Told =>
  (view) =>
    vportIdOf(view, { kind: 'of-vf', vf });

function ofFilter(address: string): Told {
  const mac = parseMacAddress(address);
  if (!mac.ok) throw new FeatureMistake(mac.error);
  return (view) => filterIdOf(view, mac.value);
}

function filterIdOf(view: TestbedView, mac: string): number {
  for (const adapter of view.adapters) {
    const found = adapter.filters.find((each) => each.mac === mac);
    if (found !== undefined) return found.filter;
  }
  throw new FeatureMistake(`no receive filter is set for ${mac}`);
}

/** Of a request to a miniport, or of what an extension asked its switch. */
export function answerMembers(world: BulkheadWorld): OidMembers {
  const { answer, value } = world.success();
  if (answer?.kind === 'success') return answer.members;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as OidMembers;
  throw new FeatureMistake('this sentence is about the answer to a request, but the last When made none');
}

const shown = (value: OidValue | undefined): string =>
  value instanceof Uint8Array
    ? `bytes ${hexOf(value)}`
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);

export function checkAnswer(actual: OidMembers, expected: OidMembers): void {
  for (const [member, value] of Object.entries(expected)) {
    expect(Object.keys(actual), `the members of the answer`).to.include(member);
    expect(shown(actual[member]), `the member ${member} of the answer`).to.equal(shown(value));
  }
}

function elements(answer: OidMembers): readonly OidMembers[] {
  const list = Object.values(answer).find((value) => Array.isArray(value));
  if (list === undefined) throw new FeatureMistake('the answer is not an enumeration');
  return list as readonly OidMembers[];
}

export function checkElements(answer: OidMembers, count?: number, like?: OidMembers): void {
  const all = elements(answer);
  const told = all.map((each) => JSON.stringify(each)).join('\n    ');
  if (count !== undefined) expect(all.length, `elements of the answer\n    ${told}\n`).to.equal(count);
  if (like === undefined) return;
  const found = all.some((each) =>
    Object.entries(like).every(([member, value]) => shown(each[member]) === shown(value)),
  );
  expect(
    found,
    `an element with ${Object.entries(like)
      .map(([member, value]) => `${member} ${shown(value)}`)
      .join(', ')} among\n    ${told}\n`,
  ).to.equal(true);
}

/** Requests of the last When that arrived at MiniportOidRequest. */
export function timesAsked(world: BulkheadWorld): number {
  needs(world, 'request-log');
  return world.theDeed().outcome.events.filter(({ details }) => details['miniportCalled'] === true).length;
}

/** What the most recent request of this name held, whoever issued it. */
export async function lastRequested(world: BulkheadWorld, oid: OidName): Promise<OidMembers> {
  needs(world, 'request-log');
  const last = happened((await world.view()).log, oid).at(-1);
  if (last === undefined) throw new FeatureMistake(`no ${oid} was issued`);
  return last.details['members'] as OidMembers;
}
