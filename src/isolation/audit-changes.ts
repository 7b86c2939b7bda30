import { briefChange } from './brief-change';
import { domainKey, domainName, type Actor, type Domain, type Facet } from '../terms/domain';
import type { Action } from './action';
import { describeAction } from './describe-action';
import type { OwnedChange } from './difference';
import type { StateFinding } from './finding';
import {
  EVERYONE,
  EVERY_PARTITION,
  EVERY_PF,
  ONE_FUNCTION,
  ONE_VF,
  everyoneOn,
  type Footprint,
} from './footprint';
import { lawOfChange, type LawId } from './law-of';
import type { Sight } from './sight';

interface Scene {
  readonly action: Action;
  readonly actor: Actor;
  readonly before: Pick<Sight, 'holderOf'>;
  readonly after: Pick<Sight, 'holderOf'>;
}

/** Every change that the footprint does not allow. */
export function changesOutside(
  changes: readonly OwnedChange[],
  allowed: Footprint,
  scene: Scene,
): readonly StateFinding[] {
  const outside = changes.filter((change) => !isAllowed(change, allowed, scene));
  return exceptUnnamed(outside, allowed).map((change) =>
    stateFinding(change, lawOfChange(scene.action, scene.actor, change.facet), scene),
  );
}

/** Every change after a refusal (ISO-LAW-16). */
export const changesDespiteRefusal = (
  changes: readonly OwnedChange[],
  scene: Scene,
): readonly StateFinding[] => changes.map((change) => stateFinding(change, 'ISO-LAW-16', scene));

type Grant = ReadonlySet<Facet> | 'all' | undefined;
const grants = (grant: Grant, facet: Facet): boolean => grant === 'all' || grant?.has(facet) === true;

function isAllowed({ owner, facet }: OwnedChange, allowed: Footprint, scene: Scene): boolean {
  if (grants(allowed.get(domainKey(owner)), facet) || grants(allowed.get(EVERYONE), facet)) return true;
  if (owner.kind === 'pf' && grants(allowed.get(EVERY_PF), facet)) return true;
  if (owner.kind !== 'partition') return grants(allowed.get(everyoneOn(owner.adapter)), facet);
  return grants(allowed.get(EVERY_PARTITION), facet) || throughItsVf(owner.partition, facet, allowed, scene);
}

/** A guest and the VF it drives are one side: what may happen to the VF shows in its guest. */
function throughItsVf(
  partition: string,
  facet: Facet,
  allowed: Footprint,
  { before, after }: Scene,
): boolean {
  return [before.holderOf(partition), after.holderOf(partition)].some(
    (vf) =>
      vf !== undefined &&
      (grants(allowed.get(domainKey(vf)), facet) ||
        (vf.kind === 'vf' && grants(allowed.get(everyoneOn(vf.adapter)), facet))),
  );
}

/** One function may be affected that the action did not name; with two, none is excused. */
function exceptUnnamed(outside: readonly OwnedChange[], allowed: Footprint): readonly OwnedChange[] {
  const ofVf = allowed.get(ONE_VF);
  const ofAny = allowed.get(ONE_FUNCTION);
  if (ofVf === undefined && ofAny === undefined) return outside;
  const excusable = outside.filter(
    ({ owner, facet }) =>
      (owner.kind === 'vf' && grants(ofVf, facet)) ||
      ((owner.kind === 'vf' || owner.kind === 'pf') && grants(ofAny, facet)),
  );
  const functions = new Set(excusable.map((change) => domainKey(change.owner)));
  return functions.size > 1 ? outside : outside.filter((change) => !excusable.includes(change));
}

/** Role of the one affected, for the identity of a finding and for the isolation matrix. */
export function victimRole(victim: Domain, actor: Actor): string {
  const acting = actor.kind === 'pf-for' ? actor.target : actor;
  if (acting.kind !== 'pf-for-switch' && domainKey(victim) === domainKey(acting)) return 'self';
  return victim.kind === 'vf' ? 'other VF' : victim.kind === 'partition' ? 'other partition' : victim.kind;
}

export function actorWords(actor: Actor): string {
  if (actor.kind === 'pf-for') return `the PF on behalf of ${domainName(actor.target)}`;
  return actor.kind === 'pf-for-switch' ? 'the PF on behalf of the switch' : domainName(actor);
}

function stateFinding(change: OwnedChange, law: LawId, { action, actor }: Scene): StateFinding {
  const { owner: victim, facet, cell, was, is } = change;
  const words = describeAction(action);
  const refused = law === 'ISO-LAW-16' ? ' although it was refused' : '';
  return {
    kind: 'state',
    law,
    actor,
    action: words,
    victim,
    facet,
    cell,
    was,
    is,
    sentence: `${words} by ${actorWords(actor)} changed ${facet} of ${domainName(victim)}${refused}: "${cell}" ${briefChange(was, is)}`,
    identity: ['auditor', law, action.kind, victimRole(victim, actor), facet].join('/'),
  };
}
