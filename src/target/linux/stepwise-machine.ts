import type { Machine, Step, StepResult } from './machine';

const CHANGING: ReadonlySet<Step['kind']> = new Set(['exec', 'write']);

/** Takes every step by itself, and lets something happen before each that changes the machine. */
export const stepwise = (machine: Machine, between: () => Promise<void>): Machine => ({
  versions: machine.versions,
  run: (steps, deadlineMs) => oneByOne(machine, steps, between, deadlineMs),
  listen: (listeners) => machine.listen(listeners),
  unlisten: (names) => machine.unlisten(names),
  send: (through, frames, gapMs) => machine.send(through, frames, gapMs),
  gather: (wish) => machine.gather(wish),
  leaveForTheEnd: (steps) => machine.leaveForTheEnd(steps),
  ...(machine.writeBack && { writeBack: machine.writeBack.bind(machine) }),
  close: () => machine.close(),
});

async function oneByOne(
  machine: Machine,
  steps: readonly Step[],
  between: () => Promise<void>,
  deadlineMs: number | undefined,
): Promise<readonly StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    if (CHANGING.has(step.kind)) await between();
    const [result] = await machine.run([step], deadlineMs);
    if (result === undefined) break;
    results.push(result);
    if (!result.ok && step.mayFail !== true) break;
  }
  return results;
}
