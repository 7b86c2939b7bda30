import { EMPTY_TESTBED } from '../testbed';
import type { LinuxTestbed } from '../testbed';
import type { Bench } from '../bench';
import { FakeMachine, fakeBench } from '../fake-machine.fixture';
import { TESTBED } from '../readings/recorded-machine.fixture';
import { perform, type WithoutFrames } from './perform';
import type { Performance } from './performance';

export interface Played {
  readonly performed: Performance;
  /** Words of the steps, in order. */
  readonly steps: readonly string[];
  /** As it stands then; as it was where nothing was done. */
  readonly after: LinuxTestbed;
}

interface Play {
  readonly testbed?: LinuxTestbed;
  /** What the machine says otherwise than yes. */
  readonly script?: (machine: FakeMachine) => void;
  readonly bench?: Partial<Bench>;
}

/** What becomes of an action on a machine that says yes to everything. */
export async function play(
  action: WithoutFrames,
  { testbed = TESTBED, script, bench }: Play = {},
): Promise<Played> {
  const machine = new FakeMachine();
  script?.(machine);
  const performed = await perform({ bench: fakeBench(machine, bench), testbed }, action);
  return { performed, steps: machine.done, after: performed.kind === 'done' ? performed.testbed : testbed };
}

/** `refused STATUS by WHOM: reason [rule]`, `not-applicable CAPABILITY: reason`, or `done`. */
export function verdictOf(performed: Performance): string {
  if (performed.kind === 'done') return 'done';
  if (performed.kind === 'not-applicable')
    return `not-applicable ${performed.capability}: ${performed.reason}`;
  const { status, by, reason, rule } = performed;
  return `refused ${status} by ${by}: ${reason}${rule === undefined ? '' : ` [${rule}]`}`;
}

/** Why an action is no use of a feature: the sentence that is thrown. */
export async function mistakeIn(action: WithoutFrames, testbed: LinuxTestbed = TESTBED): Promise<string> {
  const machine = new FakeMachine();
  try {
    await perform({ bench: fakeBench(machine), testbed }, action);
  } catch (error) {
    const { name, message } = error as Error;
    return `${name} after ${machine.done.length} steps: ${message}`;
  }
  return 'none';
}

export const BARE: LinuxTestbed = { ...EMPTY_TESTBED, stations: TESTBED.stations };
