import { vfName, type VfId } from './function-id';

/** Who owns a piece of state, and who acts. `adapter` is absent for the first adapter of a testbed, so that its keys stay short. */
export type Domain =
  | { readonly kind: 'pf'; readonly adapter?: string }
  | { readonly kind: 'vf'; readonly vf: VfId; readonly adapter?: string }
  | { readonly kind: 'partition'; readonly partition: string }
  | { readonly kind: 'wire'; readonly adapter?: string }
  | { readonly kind: 'device'; readonly adapter?: string };

/** An actor is a domain, or the PF on behalf of one target: `pf↓vf:3` may affect VF 3 and nobody else. */
export type Actor =
  | Domain
  | { readonly kind: 'pf-for'; readonly target: Domain }
  | { readonly kind: 'pf-for-switch'; readonly adapter?: string };

/** Classes of state that the auditor tells apart. */
export const FACETS = [
  'config',
  'registers',
  'interrupts',
  'rings',
  'blocks',
  'power',
  'vport',
  'filters',
  'statistics',
  'capability',
  'pool',
  'switch',
  'link',
  'port',
  'lifecycle',
  'memory',
] as const;
export type Facet = (typeof FACETS)[number];

export const PF_DOMAIN: Domain = { kind: 'pf' };
export const WIRE_DOMAIN: Domain = { kind: 'wire' };
export const DEVICE_DOMAIN: Domain = { kind: 'device' };
export const vfDomain = (vf: VfId, adapter?: string): Domain =>
  adapter === undefined ? { kind: 'vf', vf } : { kind: 'vf', vf, adapter };
export const partitionDomain = (partition: string): Domain => ({ kind: 'partition', partition });

const onAdapter = (domain: { readonly adapter?: string }, text: string): string =>
  domain.adapter === undefined ? text : `${domain.adapter}/${text}`;

/** Stable key, also used in reports: `pf`, `vf:0`, `partition:web`, `wire`, `device`, `NIC2/vf:0`. */
export function domainKey(domain: Domain): string {
  if (domain.kind === 'vf') return onAdapter(domain, `vf:${domain.vf}`);
  if (domain.kind === 'partition') return `partition:${domain.partition}`;
  return onAdapter(domain, domain.kind);
}

const PLAIN_NAMES = { pf: 'the PF', wire: 'the wire', device: 'the device' } as const;

/** The name for people: `the PF`, `VF 1`, `"web"`, `the wire`, `the device`, `VF 1 of NIC2`. */
export function domainName(domain: Domain): string {
  if (domain.kind === 'partition') return `"${domain.partition}"`;
  const name = domain.kind === 'vf' ? vfName(domain.vf) : PLAIN_NAMES[domain.kind];
  return domain.adapter === undefined ? name : `${name} of ${domain.adapter}`;
}

export function actorKey(actor: Actor): string {
  if (actor.kind === 'pf-for') return `pf↓${domainKey(actor.target)}`;
  if (actor.kind === 'pf-for-switch') return onAdapter(actor, 'pf↓switch');
  return domainKey(actor);
}
