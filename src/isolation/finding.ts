import type { Actor, Domain, Facet } from '../terms/domain';
import type { Json } from '../terms/json';
import type { Trace } from '../wire/trace';

/** A law that does not hold, with everything an auditor needs to see why. */
export type Finding = StateFinding | DeliveryFinding | InvariantFinding;

interface FindingBase {
  /** For example `ISO-LAW-02`. */
  readonly law: string;
  readonly actor: Actor;
  /** The action in words. */
  readonly action: string;
  /** One sentence for people. */
  readonly sentence: string;
  /**
   * Same fault, same identity: oracle, law, action kind, role of the victim, facet. Of a delivery, instead of the facet,
   * what was wrong and with which frame: why it was to reach nobody (`spoofed-source`, `vlan-not-allowed` …), or where it
   * was due to somebody whether it is a `unicast`, a `broadcast` or a `multicast`. No name, number or value of a scenario.
   */
  readonly identity: string;
}

export interface StateFinding extends FindingBase {
  readonly kind: 'state';
  readonly victim: Domain;
  readonly facet: Facet;
  readonly cell: string;
  readonly was: Json;
  readonly is: Json;
}

export interface DeliveryFinding extends FindingBase {
  readonly kind: 'delivery';
  readonly fault: 'unexpected' | 'missing' | 'duplicate' | 'out-of-order' | 'altered' | 'wrong-path';
  readonly victim: Domain;
  readonly token: string;
  readonly due: readonly string[];
  readonly was: readonly string[];
  readonly traces: readonly Trace[];
}

export interface InvariantFinding extends FindingBase {
  readonly kind: 'invariant';
  readonly invariant: string;
  readonly victim: Domain;
  readonly details: Json;
}
