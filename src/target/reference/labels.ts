import type { Testbed } from '../../host/testbed';
import type { Domain } from '../../terms/domain';

/** Domains leave the first adapter of a testbed out, so that keys stay short; this is the name of any further one. */
export function labelOf(testbed: Testbed, adapter: string): string | undefined {
  const [first] = testbed.adapters.values();
  return first === undefined || first.adapter === adapter ? undefined : adapter;
}

/** A device knows nothing of other adapters: its domains get the adapter's name here. */
export function labelled(domain: Domain, adapter: string | undefined): Domain {
  return adapter === undefined || domain.kind === 'partition' ? domain : { ...domain, adapter };
}

export const pfDomain = (adapter: string | undefined): Domain =>
  adapter === undefined ? { kind: 'pf' } : { kind: 'pf', adapter };
