import { comparePaths } from '../path/compare-paths';
import type { DeliveryDue, DropDue, Due } from '../path/due';
import { pathNames } from '../path/render-path';
import type { Actor } from '../terms/domain';
import { BROADCAST, isGroupAddress, type MacAddress } from '../terms/mac-address';
import { partyName, type Party } from '../terms/party';
import type { Frame } from '../wire/frame';
import type { Trace } from '../wire/trace';
import type { Action, StreamSpec } from './action';
import { partyDomain, type HolderOf } from './actor-of';
import { actorWords, victimRole } from './audit-changes';
import { describeAction } from './describe-action';
import type { DeliveryFinding } from './finding';
import { lawOfDelivery } from './law-of';

type Fault = DeliveryFinding['fault'];
type Delivered = Trace & { readonly end: Extract<Trace['end'], { kind: 'delivered' }> };

export interface DeliveryScene {
  readonly action: Action;
  readonly actor: Actor;
  readonly due: readonly Due[];
  readonly traces: readonly Trace[];
  readonly holderOf: HolderOf;
  /** False where the target cannot tell hops. */
  readonly judgePaths: boolean;
}

/** Deliveries against those due, as a multiset with content, order per sender and path. */
export function auditDeliveries(scene: DeliveryScene): readonly DeliveryFinding[] {
  const actual = scene.traces.filter((trace): trace is Delivered => trace.end.kind === 'delivered');
  const copies = grouped(actual, (trace) => copyKey(trace.token, trace.end.receiver));
  const dues = grouped(
    scene.due.filter((due) => due.kind === 'delivered'),
    (due) => copyKey(due.token, due.receiver),
  );
  const open = openCopies(scene.due);
  const keys = Array.from(new Set([...dues.keys(), ...copies.keys()]));
  return [
    ...keys
      .filter((key) => !open(key))
      .flatMap((key) => auditCopy(scene, dues.get(key) ?? [], copies.get(key) ?? [])),
    ...auditOrder(scene, actual, open),
  ];
}

const copyKey = (token: string, receiver: Party): string => `${token}\n${partyName(receiver)}`;

function grouped<V>(values: readonly V[], keyOf: (value: V) => string): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}

/** Copies that neither rules nor rulings decide. */
function openCopies(due: readonly Due[]): (key: string) => boolean {
  const tokens = new Set<string>();
  const keys = new Set<string>();
  for (const each of due) {
    if (each.kind !== 'undecided') continue;
    if (each.parties === 'all') tokens.add(each.token);
    else for (const party of each.parties) keys.add(`${each.token}\n${party}`);
  }
  return (key) => keys.has(key) || tokens.has(key.slice(0, key.indexOf('\n')));
}

function auditCopy(
  scene: DeliveryScene,
  dues: readonly DeliveryDue[],
  copies: readonly Delivered[],
): readonly DeliveryFinding[] {
  const must = dues.filter((due) => due.must).length;
  if (dues.length === 0) return copies.slice(0, 1).map((copy) => unexpected(scene, copy, copies));
  if (copies.length < must) return dues.slice(0, 1).map((due) => missing(scene, due));
  if (copies.length > dues.length)
    return [finding(scene, 'duplicate', dues, copies, duplicateWords(copies, dues))];
  return copies.flatMap((copy) => auditContentAndPath(scene, dues, copy));
}

function auditContentAndPath(
  scene: DeliveryScene,
  dues: readonly DeliveryDue[],
  copy: Delivered,
): readonly DeliveryFinding[] {
  const [first] = dues;
  if (first === undefined) return [];
  const alteration = dues.map((due) => alterationOf(due, copy));
  if (!alteration.includes(undefined))
    return [
      finding(
        scene,
        'altered',
        dues,
        [copy],
        `reached ${partyName(copy.end.receiver)} altered: ${alteration[0] ?? ''}`,
      ),
    ];
  const comparisons = dues.map((due) => comparePaths(pathNames(asTrace(due)), pathNames(copy)));
  const onPath = !scene.judgePaths || comparisons.some((each) => each.same) || isFollowable(dues);
  return onPath
    ? []
    : [
        finding(
          scene,
          'wrong-path',
          dues,
          [copy],
          `took another path than was due\n${comparisons[0]?.text ?? ''}`,
        ),
      ];
}

/** Dues of a stream under a change of path fix the receiver alone: they carry no hops. */
const isFollowable = (dues: readonly DeliveryDue[]): boolean => dues.some((due) => due.hops.length === 0);

const asTrace = (due: DeliveryDue): Trace => ({
  token: due.token,
  sender: due.sender,
  hops: due.hops,
  end: { kind: 'delivered', receiver: due.receiver, frame: due.frame, outOfBand: due.outOfBand },
});

const vlanOf = (frame: Frame): number => frame.tag?.vlan ?? 0;
const tagWords = (vlan: number): string => (vlan === 0 ? 'no VLAN tag' : `VLAN tag ${vlan}`);

/** What of the content is not as due; undefined: nothing. */
function alterationOf(due: DeliveryDue, { end }: Delivered): string | undefined {
  const { frame } = end;
  if (frame.destination !== due.frame.destination)
    return `destination ${frame.destination}, due ${due.frame.destination}`;
  if (frame.source !== due.frame.source) return `source ${frame.source}, due ${due.frame.source}`;
  if (frame.etherType !== due.frame.etherType) return `type ${frame.etherType}, due ${due.frame.etherType}`;
  if (!sameBytes(frame.payload, due.frame.payload)) return 'another payload';
  if (due.content !== 'payload' && vlanOf(frame) !== vlanOf(due.frame))
    return `${tagWords(vlanOf(frame))}, due ${tagWords(vlanOf(due.frame))}`;
  if (end.outOfBand.untold === true) return undefined;
  const told = end.outOfBand.vlan ?? 0;
  const dueVlan = due.outOfBand.vlan ?? 0;
  return due.content === 'exact' && told !== dueVlan ? `out-of-band VLAN ${told}, due ${dueVlan}` : undefined;
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a === b || (a.length === b.length && a.every((byte, index) => byte === b[index]));

// ---------------------------------------------------------------- order

/** Copies of one sender reach one receiver in the order sent; each late one is told once. */
function auditOrder(
  scene: DeliveryScene,
  actual: readonly Delivered[],
  open: (key: string) => boolean,
): readonly DeliveryFinding[] {
  const rank = new Map<string, number>();
  for (const due of scene.due) if (!rank.has(due.token)) rank.set(due.token, rank.size);
  const flows = grouped(actual, (trace) => `${partyName(trace.sender)}\n${partyName(trace.end.receiver)}`);
  return Array.from(flows.values()).flatMap((flow) => {
    let highest = -1;
    return flow.flatMap((copy) => {
      const at = rank.get(copy.token);
      if (at === undefined || open(copyKey(copy.token, copy.end.receiver))) return [];
      const late = at < highest;
      highest = Math.max(highest, at);
      return late
        ? [
            finding(
              scene,
              'out-of-order',
              [],
              [copy],
              `overtaken: reached ${partyName(copy.end.receiver)} after a frame that was sent later`,
            ),
          ]
        : [];
    });
  });
}

// ---------------------------------------------------------------- findings

const renders = (names: readonly string[]): string => names.join(' > ');

function unexpected(scene: DeliveryScene, copy: Delivered, copies: readonly Delivered[]): DeliveryFinding {
  const drop = dropDue(scene, copy.token);
  const why = drop === undefined ? '' : ` (it was due to be dropped: ${drop.reason}, ${drop.rule})`;
  return finding(
    scene,
    'unexpected',
    [],
    copies,
    `reached ${partyName(copy.end.receiver)}, where it was not due${why}, by ${renders(pathNames(copy))}`,
  );
}

/** Why a frame was to reach nobody. Where others are due a copy, a copy that is not says nothing about the frame. */
function dropDue({ due }: DeliveryScene, token: string): DropDue | undefined {
  const own = due.filter((each) => each.token === token);
  return own.some(({ kind }) => kind === 'delivered')
    ? undefined
    : own.find((each) => each.kind === 'dropped');
}

/** As it was sent, where anybody was due a copy: what arrives may be altered. */
const dueFrame = ({ due }: DeliveryScene, token: string): Frame | undefined =>
  due.find((each): each is DeliveryDue => each.kind === 'delivered' && each.token === token)?.frame;

/** What kind of frame went wrong: with it a fault keeps its identity whoever is the sender and whatever the scenario. */
function kindOfFrame(scene: DeliveryScene, token: string, copy: Delivered | undefined): string {
  const stream = streamOf(scene.action, token);
  if (stream !== undefined) return stream.broadcast === true ? 'broadcast' : 'unicast';
  return castOf((dueFrame(scene, token) ?? copy?.end.frame)?.destination);
}

/** Of a stream under a change nobody knows the frames beforehand, only what was asked for. */
const streamOf = (action: Action, token: string): StreamSpec | undefined =>
  action.kind === 'while-streaming'
    ? action.streams.find((each) => token.startsWith(`${each.token}.`))
    : undefined;

const castOf = (destination: MacAddress | undefined): string => {
  if (destination === undefined) return 'frame';
  if (!isGroupAddress(destination)) return 'unicast';
  return destination === BROADCAST ? 'broadcast' : 'multicast';
};

function missing(scene: DeliveryScene, due: DeliveryDue): DeliveryFinding {
  const ends = scene.traces.filter((trace) => trace.token === due.token).map(endWords);
  const became = ends.length === 0 ? 'it left no trace' : `it was ${ends.join('; ')}`;
  return finding(
    scene,
    'missing',
    [due],
    [],
    `did not reach ${partyName(due.receiver)}, where it was due by ${renders(pathNames(asTrace(due)))}; ${became}`,
  );
}

const endWords = (trace: Trace): string =>
  trace.end.kind === 'dropped'
    ? `dropped after ${renders(pathNames(trace))} (${trace.end.reason}${trace.end.rule === undefined ? '' : `, ${trace.end.rule}`})`
    : `delivered by ${renders(pathNames(trace))}`;

const duplicateWords = (copies: readonly Delivered[], dues: readonly DeliveryDue[]): string =>
  `reached ${copies[0] === undefined ? '' : partyName(copies[0].end.receiver)} ${copies.length} times, due ${dues.length}`;

function finding(
  scene: DeliveryScene,
  fault: Fault,
  dues: readonly DeliveryDue[],
  copies: readonly Delivered[],
  words: string,
): DeliveryFinding {
  const { action, actor } = scene;
  const token = (copies[0] ?? dues[0])?.token ?? '';
  const sender = (copies[0] ?? dues[0])?.sender;
  const receiver = copies[0]?.end.receiver ?? dues[0]?.receiver ?? { kind: 'outside' as const };
  const victim = partyDomain(receiver, scene.holderOf);
  const reason = dropDue(scene, token)?.reason;
  const leaves = victim.kind === 'wire' && fault !== 'missing';
  const law = lawOfDelivery(action, reason, leaves, actor.kind === 'vf');
  const which = reason ?? kindOfFrame(scene, token, copies[0]);
  return {
    kind: 'delivery',
    law,
    actor,
    action: describeAction(action),
    fault,
    victim,
    token,
    due: dues.map((due) => renders(pathNames(asTrace(due)))),
    was: copies.map((copy) => renders(pathNames(copy))),
    traces: scene.traces.filter((trace) => trace.token === token),
    sentence: `frame ${token}${sender === undefined ? '' : ` from ${partyName(sender)}`}, ${describeAction(action)} by ${actorWords(actor)}, ${words}`,
    identity: ['path oracle', law, action.kind, victimRole(victim, actor), fault, which].join('/'),
  };
}
