import type { Action, VfDriverCall } from '../../isolation/action';
import { functionRefOf, partitionOf } from '../../isolation/actor-of';
import type { Outcome } from '../target';
import type { LinuxTestbed } from './testbed';

/** Something that was done to the machine since it was last wiped, and where it left the testbed. */
export interface Deed {
  readonly key: string;
  readonly action: Action;
  readonly outcome: Outcome;
  readonly after: LinuxTestbed;
}

export const keyOf = (action: Action): string =>
  JSON.stringify(action, (_name, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));

/** Set-up that stands once it has been done, so that the next scenario that begins so need not do it again. */
const LASTING: readonly Action['kind'][] = [
  'install-adapter',
  'create-extensible-switch',
  'add-station',
  'start-partition',
  'attach-vf',
];

export const lasts = ({ action, outcome }: Deed): boolean =>
  LASTING.includes(action.kind) && outcome.kind === 'done';

/** Leaves the machine as it was, counters aside: frames, readings, and whatever the target could not do at all. */
const TRACELESS: readonly Action['kind'][] = ['send', 'config-read', 'add-station', 'pass-time'];

/**
 * Gives a partition a VF, or may. Where the kernel said no half-way it was put back, for the rest of that scenario; the
 * next does not rely on a kernel that has just said no.
 */
const GIVES_VF: readonly Action['kind'][] = [
  'start-partition',
  'attach-vf',
  'connect-adapter',
  'set-port-policy',
];

/** What a partition's own beginning anew puts right: its namespace, its ports, its VF. */
const LOCAL: readonly Action['kind'][] = [
  'start-partition',
  'stop-partition',
  'attach-vf',
  'detach-vf',
  'reset-vf',
  'set-vf-power',
  'vf-driver',
  'guest-mac-address',
  'connect-adapter',
  'disconnect-adapter',
  'set-port-policy',
];

/**
 * What a guest listens to. An adapter may keep it in one table for all functions (the 82576 does), which its PF driver
 * fills anew only once the PF has left its switch: nothing of it must be heard in another scenario.
 */
const LISTENS: readonly VfDriverCall['kind'][] = ['join-group', 'leave-group', 'set-packet-filter'];

export type Aftermath =
  | { readonly kind: 'none' }
  /** These partitions must begin anew. */
  | { readonly kind: 'partitions'; readonly partitions: ReadonlySet<string> }
  | { readonly kind: 'everything' };

/**
 * What deeds that are to be forgotten have left on the machine.
 * @param beginning the testbed before the first of them.
 */
export function aftermathOf(deeds: readonly Deed[], beginning: LinuxTestbed): Aftermath {
  const partitions = new Set<string>();
  let testbed = beginning;
  for (const { action, outcome, after } of deeds) {
    for (const each of touched(testbed, after)) partitions.add(each);
    const before = testbed;
    testbed = after;
    if (outcome.kind === 'not-applicable') continue;
    const inner = action.kind === 'while-streaming' ? action.action : action;
    if (TRACELESS.includes(inner.kind)) continue;
    const partition = partitionIn(inner, before);
    const broken = outcome.kind === 'refused' && outcome.by === 'the kernel' && GIVES_VF.includes(inner.kind);
    const listens = inner.kind === 'vf-driver' && LISTENS.includes(inner.call.kind);
    if (broken || listens || !LOCAL.includes(inner.kind) || partition === undefined)
      return { kind: 'everything' };
    partitions.add(partition);
  }
  return partitions.size === 0 ? { kind: 'none' } : { kind: 'partitions', partitions };
}

/** Partitions that stand otherwise than before: a VF can be taken from one that no action has named. */
const touched = (before: LinuxTestbed, after: LinuxTestbed): readonly string[] =>
  after.partitions.filter((each) => !before.partitions.includes(each)).map((each) => each.partition);

/** The partition that an action names, itself or by its VF. */
function partitionIn(action: Action, { partitions }: LinuxTestbed): string | undefined {
  if (action.kind === 'start-partition') return action.spec.partition;
  const ref = functionRefOf(action);
  if (ref?.kind !== 'vf') return partitionOf(action);
  const { vf } = ref;
  return vf.kind === 'of-partition'
    ? vf.partition
    : partitions.find((each) => each.vf?.vf === vf.vf)?.partition;
}
