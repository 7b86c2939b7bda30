import type { Action } from '../isolation/action';
import type { PathConfiguration } from '../path/configuration';
import type { Domain } from '../terms/domain';
import type { VfId } from '../terms/function-id';
import type { Json } from '../terms/json';
import type { Observation } from '../terms/observation';
import type { OidAnswer } from '../terms/oid';
import type { Party } from '../terms/party';
import type { Trace } from '../wire/trace';
import type { TestbedEvent, TestbedView } from './testbed-view';

/**
 * What a scenario can ask of a testbed. One verb changes it (`perform`), two read it. Decorators (auditing, recording,
 * capturing) wrap this interface; a scenario never knows which target it runs on.
 */
export interface Target {
  readonly profile: TargetProfile;
  /** @param awaited copies that are due; only tells a target that must wait how long, and changes nothing else. */
  perform(action: Action, awaited?: readonly AwaitedCopy[]): Promise<Outcome>;
  /**
   * What a target that has put off its set-up makes up for before an action, so that snapshots taken around the action are
   * of the same testbed. Absent where there is nothing to put off.
   * @returns whether snapshots of before no longer hold.
   */
  readonly prepare?: ((action: Action) => Promise<boolean>) | undefined;
  /** All that any domain can observe, and the configuration that the path oracle reads. */
  observe(): Promise<Snapshot>;
  /** The testbed in words, for the Then sentences. */
  view(): Promise<TestbedView>;
  /**
   * Reads everything, for targets whose `observe` reads a sample and carries the rest over. Absent where `observe` always
   * tells everything.
   */
  sweep?(): Promise<Snapshot>;
  close(): Promise<void>;
  /** A second target that stands where this one stands now and goes its own way. Absent where a subject cannot be copied. */
  readonly fork?: (() => Target) | undefined;
}

/** A copy of a frame that must arrive. One entry a copy. */
export interface AwaitedCopy {
  readonly token: string;
  readonly receiver: Party;
}

export interface TargetProfile {
  readonly id: string;
  readonly name: string;
  readonly capabilities: ReadonlySet<Capability>;
  /** Of capabilities that it has not: why, where that was found out by trying. */
  readonly lacks?: Lacks;
  /** Choices of the subject that rulings leave open, in words. */
  readonly declaredChoices: readonly string[];
  readonly limits: Readonly<Record<string, number>>;
  /** Versions, for the report's cover. */
  readonly versions: Readonly<Record<string, string>>;
}

/** Why a target has not a capability, in words that go on after "it lacks it: ". */
export type Lacks = ReadonlyMap<Capability, string>;

/** What a target may lack. A step that needs one which is missing ends the scenario as not applicable, with this word. */
export const CAPABILITIES = [
  'partitions',
  'synthetic-path',
  'vf-path',
  'traces',
  /** It tells why a frame reached nobody. */
  'drop-reasons',
  /** It tells what a receiver learns beside the frame: the VLAN that was taken out of it. */
  'out-of-band',
  'vlan-policy',
  'spoof-policy',
  'port-policies',
  'link-control',
  'vf-reset',
  'vf-power',
  'failover',
  'migration',
  'save-restore',
  'oid-boundary',
  'miniport-boundary',
  'config-space',
  'registers',
  'blocks',
  'dma-observation',
  'interrupt-observation',
  'extensions',
  'private-switches',
  /** Counters of functions and of switch ports. */
  'counters',
  /** Counters of VPorts, and of the physical port as a whole. */
  'vport-counters',
  'adapter-profiles',
  'request-log',
  'several-hosts',
  'several-adapters',
  /** As many VFs as a scenario wants. */
  'many-vfs',
  /** An attachment can be held between two of its stages. */
  'vf-stages',
  /** Guests with a second network adapter, an emulated one, or one that resists. */
  'special-guests',
  'hostile-guest',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

export interface Snapshot {
  readonly observation: Observation;
  /** Computed when first read, for it grows with the number of VFs; actions without frames never read it. */
  readonly configuration: PathConfiguration;
  /** Who drives which VF now, so that an action of a partition is an action of its VF's domain. */
  holderOf(partition: string): Domain | undefined;
  /** Absent: everything was read for this snapshot, or nothing had to be. */
  readonly sampled?: Sampled | undefined;
}

/** What was read for a snapshot; the rest was carried over from the one before. */
export interface Sampled {
  /** Keys of the domains of which everything was read. Of others some may have been. */
  readonly domains: ReadonlySet<string>;
  readonly sweptVfs: number;
  readonly carriedVfs: number;
  /** The VF that nothing touches and every look reads; undefined where every VF has been held or named. */
  readonly sentinel: VfId | undefined;
}

/** What became of an action. */
export type Outcome =
  | {
      readonly kind: 'done';
      readonly traces: readonly Trace[];
      readonly answer?: OidAnswer;
      readonly value?: Json;
      readonly events: readonly TestbedEvent[];
    }
  /** The subject (or the kit's own stack) said no. The auditor then demands that nothing has changed. */
  | {
      readonly kind: 'refused';
      readonly status: string;
      readonly reason: string;
      readonly rule?: string;
      readonly by: string;
      readonly answer?: OidAnswer;
      readonly traces: readonly Trace[];
      readonly events: readonly TestbedEvent[];
    }
  /** The target cannot do this: the scenario is not applicable. */
  | { readonly kind: 'not-applicable'; readonly capability: Capability; readonly reason: string }
  /** The environment broke; neither passed nor failed. */
  | { readonly kind: 'compromised'; readonly reason: string };

/** Thrown by a step's world when a feature names something that does not exist; carries the whole sentence for the user. */
export class FeatureMistake extends Error {
  override readonly name = 'FeatureMistake';
}
