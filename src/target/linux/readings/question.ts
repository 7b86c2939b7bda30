import type { Step, StepResult } from '../machine';

/** Steps for the machine, and what their answers mean. Many questions go in one request. */
export interface Question<T> {
  readonly steps: readonly Step[];
  /** @param answers as many as steps; undefined where the machine had none. */
  answer(answers: readonly (string | undefined)[]): T;
}

/** One step, which may fail: what is not there is not read. */
export const ask = <T>(step: Step, meaning: (answer: string | undefined) => T): Question<T> => ({
  steps: [{ ...step, mayFail: true }],
  answer: ([answer]) => meaning(answer),
});

/** A record of questions is a question for a record. */
export function askAll<T extends object>(questions: {
  readonly [K in keyof T]: Question<T[K]>;
}): Question<T> {
  const names = Object.keys(questions) as (keyof T)[];
  return {
    steps: names.flatMap((name) => questions[name].steps),
    answer: (answers) => {
      let from = 0;
      const entries = names.map((name) => {
        const to = from + questions[name].steps.length;
        const own = answers.slice(from, to);
        from = to;
        return [name, questions[name].answer(own)] as const;
      });
      return Object.fromEntries(entries) as T;
    },
  };
}

/** A list of questions is a question for a list, each with its key. */
export function askEach<T>(
  questions: readonly (readonly [number, Question<T>])[],
): Question<readonly (readonly [number, T])[]> {
  const whole = askAll<readonly T[]>(questions.map(([, question]) => question));
  return {
    steps: whole.steps,
    answer: (answers) => {
      const told = whole.answer(answers);
      return questions.map(([key], index) => [key, told[index] as T] as const);
    },
  };
}

export const answersOf = (results: readonly StepResult[]): readonly (string | undefined)[] =>
  results.map((result) => (result.ok ? result.out : undefined));
