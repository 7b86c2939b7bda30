import { partyName } from '../terms/party';
import type { Hop } from '../wire/trace';
import type { PathConfiguration } from './configuration';
import type { Due } from './due';

/**
 * A receiver that had k buffers when the frames were sent must get k of them. Whether its driver posts more in time is
 * its own affair (channel C8), so the rest may arrive and need not.
 */
export function withinBuffers(configuration: PathConfiguration, dues: readonly Due[]): readonly Due[] {
  const left = buffersOf(configuration);
  return dues.map((due) => {
    if (due.kind !== 'delivered' || !endsAtVf(due.hops)) return due;
    const name = partyName(due.receiver);
    const buffers = left.get(name);
    if (buffers === undefined) return due;
    left.set(name, buffers - 1);
    return buffers > 0 || !due.must
      ? due
      : { ...due, must: false, mayFail: `${name} had no receive buffer left` };
  });
}

function buffersOf({ adapters }: PathConfiguration): Map<string, number> {
  const buffers = new Map<string, number>();
  for (const adapter of adapters)
    for (const each of adapter.functions)
      if (each.function.kind === 'vf' && each.partition !== undefined)
        buffers.set(each.partition, each.receiveBuffers);
  return buffers;
}

function endsAtVf(hops: readonly Hop[]): boolean {
  const before = hops.at(-2);
  return before?.kind === 'function' && before.function.kind === 'vf';
}
