/** Something wrong in a feature, with its place. */
export interface Mistake {
  readonly file: string;
  readonly line: number;
  /** One sentence: the value, what was expected, the nearest valid choice. */
  readonly sentence: string;
}

export const told = (mistake: Mistake): string => `${mistake.file}:${mistake.line}: ${mistake.sentence}`;

/** `1 mistake`, `2 mistakes` */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
