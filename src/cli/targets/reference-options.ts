import { adapterIds } from '../../device/profiles/adapter-list';
import { nearest } from '../../terms/nearest';
import { text, type Arguments } from '../arguments';
import { UsageMistake } from '../usage-mistake';
import type { TargetName } from './target-names';

/** @throws UsageMistake for an identifier that is not on the adapter list, before anything is run. */
export function adapterOf(
  read: Arguments,
  target: TargetName,
  configured: string | undefined,
): string | undefined {
  if (target !== 'reference') return undefined;
  const id = text(read, 'adapter') ?? configured;
  const known = adapterIds();
  if (id === undefined || known.includes(id)) return id;
  throw new UsageMistake(
    `--adapter ${id}: the adapter list has no such entry${nearest(id, known)}; it has ${known.join(', ')}`,
  );
}
