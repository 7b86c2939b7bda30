import type { Json } from './json';

/**
 * What a step attaches to its result, and all that a report is built from besides Cucumber's own messages. JSON, media
 * type below. Keep it small: a suite has thousands.
 */
export const EVIDENCE_MEDIA_TYPE = 'application/vnd.bulkhead.evidence+json';

export type Evidence =
  /** Once per scenario, at its end. */
  | {
      readonly kind: 'watch';
      readonly target: string;
      /** Actions watched, as "actor class > victim class": count. Feeds the isolation matrix. */
      readonly matrix: Readonly<Record<string, number>>;
      readonly actions: number;
      readonly snapshots: number;
      readonly deliveriesCompared: number;
      /** Only of targets that read a sample around each action; everything else is read whole. */
      readonly sampling?: SamplingEvidence;
      /** Laws decided at least once in this scenario. */
      readonly laws: readonly string[];
      /** Rulings and declared choices that verdicts of this scenario rest on. */
      readonly rulings: readonly string[];
    }
  /** The testbed as it stood, for the picture. */
  | {
      readonly kind: 'topology';
      readonly adapters: readonly {
        readonly adapter: string;
        readonly vfs: readonly { readonly name: string; readonly holder?: string }[];
      }[];
      readonly switches: readonly {
        readonly switch: string;
        readonly type: string;
        readonly adapter?: string;
        readonly ports: readonly string[];
      }[];
      readonly partitions: readonly {
        readonly partition: string;
        readonly path: string;
        readonly vf?: string;
        readonly mac: string;
        readonly vlan?: number;
        readonly switch?: string;
      }[];
      readonly outside: readonly string[];
    }
  /** Ways of the frames that a Then looked at (or all, on failure). */
  | { readonly kind: 'traces'; readonly traces: readonly TraceEvidence[] }
  | { readonly kind: 'finding'; readonly finding: { readonly [key: string]: Json | undefined } }
  /** Before and after, by owner, when something changed that must not. */
  | {
      readonly kind: 'difference';
      readonly changes: readonly {
        readonly owner: string;
        readonly facet: string;
        readonly cell: string;
        readonly was: Json;
        readonly is: Json;
      }[];
    }
  | { readonly kind: 'not-applicable'; readonly capability: string; readonly reason: string }
  | { readonly kind: 'compromised'; readonly reason: string }
  | {
      readonly kind: 'expectation';
      readonly sentence: string;
      readonly expected: string;
      readonly actual: string;
    };

/** How much of the testbed was read. Counts add up over all snapshots of a scenario. */
export interface SamplingEvidence {
  /** VFs that were read, and VFs that were carried over from the snapshot before. */
  readonly vfsSwept: number;
  readonly vfsCarried: number;
  /** Snapshots for which everything was read. */
  readonly fullSweeps: number;
  /** Snapshots with a VF among those read that nothing had touched, and those for which none was left. */
  readonly withSentinel: number;
  readonly withoutSentinel: number;
}

export interface TraceEvidence {
  readonly token: string;
  /** `web > VF 1 > NIC switch > VF 2 > db` */
  readonly path: string;
  readonly end: string;
  readonly reason?: string;
  readonly rule?: string;
}
