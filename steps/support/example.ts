import { mistakesIn, type SentenceTable } from './tables';

/** Every sentence carries one example, which the vocabulary prints and a spec holds against the sentence's own pattern. */
export interface SentenceOptions {
  readonly wrapperOptions: {
    readonly example: string;
    /** Columns of its table, the required ones marked with `*`. */
    readonly table?: readonly string[];
    /** What is wrong with a table of these columns, a sentence each. @param rows the heading first. */
    readonly mistakesIn?: (rows: readonly (readonly string[])[]) => readonly string[];
  };
}

/** @param text a whole line as a feature would say it */
export const example = <T>(text: string, table?: SentenceTable<T>): SentenceOptions => ({
  wrapperOptions:
    table === undefined
      ? { example: text }
      : { example: text, table: table.columns, mistakesIn: (rows) => mistakesIn(table, rows) },
});
