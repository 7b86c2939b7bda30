/** Something wrong in a feature, with its place. */
export interface Mistake {
  readonly file: string;
  readonly line: number;
  /** One sentence: the value, what was expected, the nearest valid choice. */
  readonly sentence: string;
}

export const told = (mistake: Mistake): string => `${mistake.file}:${mistake.line}: ${mistake.sentence}`;
