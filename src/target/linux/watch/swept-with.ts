import type { Action } from '../../../isolation/action';
import { functionRefOf } from '../../../isolation/actor-of';
import { POLICY } from '../../../isolation/policy';
import type { AwaitedCopy } from '../../target';
import { concernedVfs } from '../concerned-vfs';
import type { LinuxTestbed } from '../testbed';

/**
 * VFs that are swept with an action whatever the turn of bystanders: those that it names, those whose guests are due a
 * copy, and all of them when the policy lets it affect others.
 * @param testbeds before and after.
 */
export function sweptWith(
  action: Action,
  awaited: readonly AwaitedCopy[],
  ...testbeds: readonly LinuxTestbed[]
): readonly number[] | 'all' {
  const inner = action.kind === 'while-streaming' ? action.action : action;
  if (reachesOthers(inner)) return 'all';
  const receivers = new Set(
    awaited.flatMap(({ receiver }) => (receiver.kind === 'partition' ? [receiver.partition] : [])),
  );
  const held = testbeds.flatMap(({ partitions }) =>
    partitions.flatMap(({ partition, vf }) => (vf !== undefined && receivers.has(partition) ? [vf.vf] : [])),
  );
  return [...new Set([...concernedVfs(action, ...testbeds), ...held])];
}

/** What the policy allows for others, and whatever is written to the PF or resets it. */
function reachesOthers(action: Action): boolean {
  const { actor, others } = POLICY[action.kind];
  if (actor === 'PF for all' || actor === 'PF' || others === 'all' || others.length > 0) return true;
  return functionRefOf(action)?.kind === 'pf' && action.kind !== 'config-read';
}
