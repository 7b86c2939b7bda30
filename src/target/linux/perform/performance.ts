import type { Json } from '../../../terms/json';
import type { Trace } from '../../../wire/trace';
import type { Bench } from '../bench';
import type { Step, StepResult } from '../machine';
import type { LinuxPartition, LinuxTestbed } from '../testbed';
import type { Capability } from '../../target';

/** What a performer works with: the bench, and the testbed as it stands. */
export interface Scene {
  readonly bench: Bench;
  readonly testbed: LinuxTestbed;
  /** Told when a guest's VF is in its namespace and not yet up, so that no frame to it is missed. */
  readonly onVfInGuest?: (partition: LinuxPartition) => Promise<void>;
}

/** What became of an action on the machine. */
export type Performance =
  | {
      readonly kind: 'done';
      readonly testbed: LinuxTestbed;
      readonly traces?: readonly Trace[];
      readonly value?: Json;
    }
  | Refusal
  | NotApplicable;

/** The machine said no; `by` names who: a driver, the kernel, the kit's own stack. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: string;
  readonly reason: string;
  readonly by: string;
  readonly rule?: string;
}

export interface NotApplicable {
  readonly kind: 'not-applicable';
  readonly capability: Capability;
  readonly reason: string;
}

export const done = (testbed: LinuxTestbed): Performance => ({ kind: 'done', testbed });

export const cannot = (capability: Capability, reason: string): NotApplicable => ({
  kind: 'not-applicable',
  capability,
  reason,
});

/** The kit's own virtualization stack refuses, as a real one would before it asks any driver. */
export const stackRefuses = (reason: string, rule?: string): Refusal => ({
  kind: 'refused',
  status: 'STATUS_INVALID_DEVICE_STATE',
  reason,
  by: 'the virtualization stack',
  ...(rule === undefined ? {} : { rule }),
});

/** Carries steps out; the first that the machine refuses makes the action refused. */
export async function carryOut(
  { bench }: Scene,
  steps: readonly Step[],
): Promise<readonly string[] | Refusal> {
  const results = await bench.machine.run(steps);
  const failed = results.findIndex((each, at) => !each.ok && steps[at]?.mayFail !== true);
  const [step, result] = [steps[failed], results[failed]];
  if (step === undefined || result === undefined || result.ok) return results.map(outOf);
  return refusalOf(step, result);
}

export const isRefusal = (value: readonly string[] | Refusal): value is Refusal => 'kind' in value;

const outOf = (result: StepResult): string => (result.ok ? result.out.trimEnd() : '');

const refusalOf = (step: Step, { code, words, what }: Extract<StepResult, { ok: false }>): Refusal => ({
  kind: 'refused',
  status: code,
  reason: `${what ?? wordsOf(step)}: ${words}`,
  by: 'the kernel',
});

function wordsOf(step: Step): string {
  if (step.kind === 'exec') return step.argv.join(' ');
  if (step.kind === 'write') return `write to ${step.path}`;
  return 'path' in step ? `${step.kind} ${step.path}` : step.kind;
}
