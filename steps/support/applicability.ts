import type { Capability, TargetProfile } from '../../src/target/target';
import { NotApplicable } from './mistakes';

const NEEDS = '@needs:';
/** Either is enough to speak to a PF miniport driver as NDIS does. */
const DRIVER_BOUNDARIES: readonly Capability[] = ['oid-boundary', 'miniport-boundary'];

/** What the tags of a scenario ask for and the target has not, before any of its steps acts. */
export function lackOf(
  tags: readonly string[],
  { capabilities, lacks, name }: TargetProfile,
): NotApplicable | undefined {
  const needed = tags.flatMap((tag) => (tag.startsWith(NEEDS) ? [tag.slice(NEEDS.length)] : []));
  const missing = needed.find((each) => !capabilities.has(each as Capability));
  const why = lacks?.get(missing as Capability);
  if (missing !== undefined)
    return new NotApplicable(
      missing as Capability,
      why === undefined ? `${name} lacks it` : `${name} lacks it: ${why}`,
    );
  const isDriver = tags.includes('@driver') && !tags.includes('@system');
  if (!isDriver || DRIVER_BOUNDARIES.some((each) => capabilities.has(each))) return undefined;
  return new NotApplicable(
    'oid-boundary',
    `the scenario speaks to a PF miniport driver as NDIS does, and ${name} has no such boundary`,
  );
}
